import remarkLint from 'remark-lint'
import remarkParse from 'remark-parse'
import {type PluggableList, unified} from 'unified'
import {VFile} from 'vfile'
import {describe, expect, it} from 'vitest'
import {defineRule} from '../../rules/define-rule.ts'
import {rules} from '../../rules/index.ts'
import preset, {rules as plugins} from '../../rules/preset.ts'
import {createPlaces} from '../../src/page/places.ts'
import {readRuleFolders, ruleFolderNames} from './rule-folders.ts'

const folders = await readRuleFolders()

describe('the preset', () => {
  it('lists every rule folder once, under the name of the folder', () => {
    expect(rules.map((rule) => rule.name).sort()).toEqual(ruleFolderNames())
    expect(folders.filter(({name, rule}) => rule.name !== name)).toEqual([])
  })

  it('is a unified preset of remark-lint and the rules that are on by default', () => {
    const own = rules.filter((rule) => !rule.isOff).map((rule) => rule.plugin)
    expect(preset.plugins).toEqual([remarkLint, ...own])
  })

  it('runs unused-silence last, when all others have spoken', () => {
    expect(rules.at(-1)?.name).toBe('unused-silence')
  })

  it('runs in plain remark, which needs no more than the text', async () => {
    const file = new VFile({
      path: 'content/job-families/sales/example.md',
      value: '## Responsibilities\n',
      cwd: import.meta.dirname
    })
    await unified().use(remarkParse).use(preset).run(unified().use(remarkParse).parse(file), file)
    expect(file.messages.map((message) => message.ruleId)).toContain('front-matter')
    expect(
      file.messages.every(
        (message) => message.source === 'ladderlint' && message.url?.includes(`/${message.ruleId}/`)
      )
    ).toBe(true)
  })
})

describe('the rules beside the preset', () => {
  async function said(own: PluggableList = []): Promise<unknown[]> {
    const file = new VFile({
      path: 'content/job-families/sales/example.md',
      value: '---\ntitle: Pilot\n---\n\n## Responsibilities\n\n- Data â€” ours and theirs in Gitlab\n',
      cwd: import.meta.dirname
    })
    const processor = unified().use(remarkParse).use(preset).use(own)
    await processor.run(processor.parse(file), file)
    return file.messages.map(({ruleId, fatal}) => [ruleId, fatal])
  }

  it('are named one by one, to be switched off or given another severity', async () => {
    expect(Object.keys(plugins)).toEqual(rules.map(({name}) => name))
    const before = await said()
    expect(before).toContainEqual(['mojibake', false])
    expect(before).toContainEqual(['gitlab-casing', undefined])
    const {mojibake, 'gitlab-casing': casing} = plugins
    if (!mojibake || !casing) throw new Error('the preset lacks rules')
    const after = await said([
      [mojibake, 'error'],
      [casing, false]
    ])
    expect(after).toContainEqual(['mojibake', true])
    expect(after.map((each) => JSON.stringify(each)).join()).not.toContain('gitlab-casing')
  })
})

describe.each(folders.map(({name, readme, rule}) => [name, readme, rule] as const))(
  'README of %s',
  (name, readme, rule) => {
    it('has every section, in order', () => {
      const headings = readme.match(/^#{1,2} .+$/gm)
      const own = rule.options ? ['## Options'] : []
      // Headings inside example pages are no sections of the README.
      const sections = headings?.filter((heading) => /^# |^## (?:Why|Good|Bad|Options)$/.test(heading))
      expect(sections).toEqual([`# ${name}`, '## Why', '## Good', '## Bad', ...own])
    })

    it('links a source under "Why"', () => {
      const why = /^## Why\n([\s\S]*?)^## Good$/m.exec(readme)?.[1] ?? ''
      expect(why).toMatch(/\]\(https:\/\/\S+\)/)
    })

    it('has a summary of one line for the list of rules', () => {
      expect(rule.summary).toMatch(/^\S.{10,98}\S$/)
    })
  }
)

describe('defineRule', () => {
  const rule = defineRule({
    name: 'three-severities',
    severity: 'error',
    fixes: false,
    summary: 'says one thing of each severity',
    kinds: ['family', 'executive', 'expert', 'index'],
    run({page, report}) {
      const place = createPlaces(page.text)(0, 1)
      report({reason: 'an error', place, key: 'a'})
      report({reason: 'a warning', place, key: 'b', severity: 'warning'})
      report({reason: 'an info', place, key: 'c', severity: 'info'})
    }
  })

  async function fatals(config?: unknown) {
    const file = new VFile({path: 'page.md', value: '# A\n'})
    const processor = unified().use(remarkParse)
    if (config === undefined) processor.use(rule.plugin)
    else processor.use(rule.plugin, config)
    await processor.run(processor.parse(file), file)
    return file.messages.map(({reason, fatal}) => [reason, fatal])
  }

  it('keeps all three severities in plain remark, where unified-lint-rule knows two', async () => {
    const own = [
      ['an error', true],
      ['a warning', false],
      ['an info', undefined]
    ]
    expect(await fatals()).toEqual(own)
    expect(await fatals(['on'])).toEqual(own)
  })

  it('takes the severity that remark was told', async () => {
    expect((await fatals(['error'])).map(([, fatal]) => fatal)).toEqual([true, true, true])
    expect((await fatals(['warn'])).map(([, fatal]) => fatal)).toEqual([false, false, false])
    expect(await fatals(['off'])).toEqual([])
  })
})
