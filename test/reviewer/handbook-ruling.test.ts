import {describe, expect, it} from 'vitest'
import {rules} from '../../rules/index.ts'
import {parseHandbookConfig} from '../../src/config/parse-handbook-config.ts'
import {handbookRuling} from '../../src/reviewer/handbook-ruling.ts'
import {stateOf} from '../../src/reviewer/rule-settings.ts'

function rulingOf(text: string, commandLine: readonly string[] = []) {
  const {config, mistakes} = parseHandbookConfig(text, rules)
  expect(mistakes).toEqual([])
  return handbookRuling(config, commandLine)
}

/** The severity that a rule has on a page. */
function stateAt(ruling: ReturnType<typeof rulingOf>, path: string, name: string): string {
  const rule = rules.find((each) => each.name === name)
  if (!rule) throw new Error(`no rule "${name}"`)
  return stateOf(rule, ruling.settingsFor(path))
}

const SALES = 'content/job-families/sales/account-executive.md'
const LEGAL = 'content/job-families/legal/counsel.md'

describe('the severity of a rule', () => {
  it("is the rule's own where the handbook says nothing", () => {
    const ruling = handbookRuling(undefined)
    for (const rule of rules) {
      expect(stateAt(ruling, SALES, rule.name)).toBe(rule.isOff ? 'off' : rule.severity)
    }
  })

  it.each(['error', 'warning', 'info', 'probation', 'off'])('is what the handbook says: %s', (state) => {
    expect(stateAt(rulingOf(`rules: {level-order: ${state}}`), SALES, 'level-order')).toBe(state)
  })

  it('is that of the last override that names the page and the rule', () => {
    const ruling = rulingOf(`rules: {level-order: info}
overrides:
  - {paths: [content/job-families/**], rules: {level-order: warning, mojibake: off}}
  - {paths: [content/job-families/sales/], rules: {level-order: error}}
  - {paths: ["content/job-families/*/counsel.md"], rules: {grade-gap: error}}
`)
    expect(stateAt(ruling, SALES, 'level-order')).toBe('error')
    expect(stateAt(ruling, SALES, 'mojibake')).toBe('off')
    expect(stateAt(ruling, LEGAL, 'level-order')).toBe('warning')
    expect(stateAt(ruling, LEGAL, 'grade-gap')).toBe('error')
    expect(stateAt(ruling, 'source/jobs/x/index.html.md', 'level-order')).toBe('info')
  })

  it('is that of the command line before all others', () => {
    const ruling = rulingOf(
      'rules: {level-order: off}\noverrides: [{paths: [content/**], rules: {level-order: info}}]',
      ['level-order=warning', 'mojibake=probation']
    )
    expect(stateAt(ruling, SALES, 'level-order')).toBe('warning')
    expect(stateAt(ruling, SALES, 'mojibake')).toBe('probation')
  })

  it('can be given to a rule that is off by itself', () => {
    expect(stateAt(handbookRuling(undefined), SALES, 'location')).toBe('off')
    expect(stateAt(rulingOf('rules: {location: warning}'), SALES, 'location')).toBe('warning')
  })
})

describe('a page to be checked', () => {
  it.each([
    ['content/job-families/sales/seller.md', true],
    ['content/roles/seller.md', true],
    ['content/roles/deep/down/seller.md', true],
    ['content/roles/seller.png', false],
    ['content/more/seller-role.md', true],
    ['content/more/deep/seller-role.md', false],
    ['content/handbook/seller.md', false],
    ['content/job-families/archive/2019/seller.md', false],
    ['content/job-families/sales/old-seller.md', false]
  ])('is told from the patterns: %s', (path, isPage) => {
    const ruling = rulingOf(`paths:
  families: [content/roles/, "content/more/*-role.md"]
  ignore: [content/job-families/archive/**, "**/old-*.md"]
`)
    expect(ruling.isPage(path)).toBe(isPage)
  })

  it('can be left out even where somebody names it', () => {
    const ruling = rulingOf('paths: {ignore: [content/notes/]}')
    expect(ruling.isIgnored('content/notes/page.md')).toBe(true)
    expect(ruling.isIgnored('content/notes.md')).toBe(false)
  })
})
