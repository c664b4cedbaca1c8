import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {rules} from '../../rules/index.ts'
import {parseHandbookConfig} from '../../src/config/parse-handbook-config.ts'
import {folderWith, runCli, write} from './run-cli.ts'

const PAGE = 'content/job-families/sales/seller.md'
const OTHER = 'content/job-families/legal/counsel.md'
const NOTES = 'content/roles/notes.md'

/** One error (its template was not filled in) and some more to say. */
const page = (more = '') =>
  `---\ntitle: Seller\ndescription: Sells.\n---\n${more}\n## Responsibilities\n\n- Sell {add what is sold}\n`

const handbook = (config?: string) =>
  folderWith({
    [PAGE]: page(),
    [OTHER]: page(),
    [NOTES]: page(),
    ...(config === undefined ? {} : {'.ladderlint.yml': config})
  })

interface Json {
  readonly summary: {readonly pages: number; readonly errors: number}
  readonly findings: readonly {readonly rule: string; readonly path: string; readonly severity: string}[]
  readonly probation: readonly {readonly rule: string}[]
  readonly silenced: readonly {readonly rule: string; readonly by: object}[]
}

function json(folder: string, ...args: string[]): Json {
  return JSON.parse(runCli(folder, ['check', '--format', 'json', ...args]).stdout)
}

const rulesAt = ({findings}: Json, path: string) =>
  findings.filter((finding) => finding.path === path).map(({rule}) => rule)

describe('ladderlint check with a .ladderlint.yml', () => {
  it('follows severities, overrides and paths', () => {
    const folder = handbook(`rules: {unfilled-template: warning}
overrides: [{paths: [content/job-families/legal/], rules: {unfilled-template: off}}]
paths: {families: [content/roles/], ignore: [content/job-families/archive/]}
`)
    write(folder, {'content/job-families/archive/old.md': page()})
    const report = json(folder)
    expect(report.summary.pages).toBe(3)
    expect(report.findings.filter(({rule}) => rule === 'unfilled-template')).toMatchObject([
      {path: PAGE, severity: 'warning'},
      {path: NOTES, severity: 'warning'}
    ])
    const named = runCli(folder, ['check', 'content/job-families/archive/old.md'])
    expect(named).toMatchObject({status: 0, stdout: expect.stringContaining('0 pages checked')})
  })

  it('fails from the severity it names, unless the command line names another', () => {
    const folder = handbook('fail-on: never\n')
    expect(runCli(folder, ['check']).status).toBe(0)
    expect(runCli(folder, ['check', '--fail-on', 'error']).status).toBe(1)
  })

  it('names a page that it was asked for and leaves out', () => {
    const folder = handbook(`paths: {ignore: [${PAGE}]}\n`)
    expect(runCli(folder, ['check', PAGE])).toEqual({
      status: 0,
      stdout: '0 pages checked: nothing to do.\n',
      stderr: `Left out, by paths.ignore: ${PAGE}\n`
    })
  })

  it('mentions rules on probation, and counts nothing of them', () => {
    const folder = handbook('rules: {unfilled-template: probation}\n')
    const report = json(folder, '--rule', 'required-sections=probation', PAGE)
    expect(report.probation.map(({rule}) => rule)).toEqual(
      expect.arrayContaining(['unfilled-template', 'required-sections'])
    )
    expect(rulesAt(report, PAGE)).not.toContain('unfilled-template')
    const {stdout} = runCli(folder, ['check', PAGE])
    expect(stdout).toMatch(/on probation: line 8, .*\(unfilled-template\)/)
  })

  it('tells all mistakes with their places, and ends with exit status 2', () => {
    const {status, stderr, stdout} = runCli(handbook('rules: {mojibak: off}\nfail-on: loud\n'), ['check'])
    expect({status, stdout}).toEqual({status: 2, stdout: ''})
    expect(stderr).toContain('.ladderlint.yml:1:9 no rule is called "mojibak". Did you mean "mojibake"?')
    expect(stderr).toContain('.ladderlint.yml:2:10 "loud" is no value of fail-on.')
  })

  it('tells what comments on the page silence', () => {
    const folder = handbook()
    write(folder, {[PAGE]: page('\n<!-- ladderlint disable unfilled-template because it is a draft -->\n')})
    const report = json(folder, PAGE)
    expect(rulesAt(report, PAGE)).not.toContain('unfilled-template')
    expect(report.silenced).toMatchObject([
      {rule: 'unfilled-template', by: {line: 6, reason: 'it is a draft', until: null}}
    ])
    const {stdout} = runCli(folder, ['check', PAGE])
    expect(stdout).toContain('silenced on line 6 because it is a draft: unfilled-template on line 10')
  })
})

describe('ladderlint rules', () => {
  it('shows the severities of this handbook, and what they would be without its file', () => {
    const folder = handbook('rules: {mojibake: probation}\noverrides: [{paths: [x/], rules: {}}]\n')
    const {stdout} = runCli(folder, ['rules'])
    expect(stdout).toMatch(/^mojibake +probation .*\(warning where \.ladderlint\.yml says nothing\)$/m)
    expect(stdout).toContain('Other severities for x/')
    const list: {name: string; severity: string; preset: string}[] = JSON.parse(
      runCli(folder, ['rules', '--format', 'json']).stdout
    )
    expect(list.find(({name}) => name === 'mojibake')).toMatchObject({
      severity: 'probation',
      preset: 'warning'
    })
  })
})

describe('ladderlint init', () => {
  it('writes a file that changes nothing, and is valid when every line of it is taken in', () => {
    const folder = handbook()
    const before = json(folder)
    const {status, stdout} = runCli(folder, ['init'])
    expect(status).toBe(0)
    expect(stdout).toContain('ladderlint check')
    expect(json(folder)).toEqual(before)
    const text = readFileSync(join(folder, '.ladderlint.yml'), 'utf8')
    const settings = text.split('\n').filter((line) => /^# ( |[a-z-]+:$|fail-on: |- )/.test(line))
    const {config, mistakes} = parseHandbookConfig(settings.map((line) => line.slice(2)).join('\n'), rules)
    expect(mistakes).toEqual([])
    expect(Object.keys(config?.rules ?? {})).toHaveLength(rules.length)
    expect(config?.approvals).toHaveLength(2)
  })

  it('wonders about a folder that holds no job family', () => {
    const hint = 'No job-family page is below this folder'
    expect(runCli(folderWith({'README.md': '# Notes\n'}), ['init']).stdout).toContain(hint)
    expect(runCli(folderWith({'content/job-families/port/pilot.md': ''}), ['init']).stdout).not.toContain(
      hint
    )
  })

  it('never overwrites a file', () => {
    const folder = handbook('fail-on: never\n')
    expect(runCli(folder, ['init'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('exists already')
    })
    expect(readFileSync(join(folder, '.ladderlint.yml'), 'utf8')).toBe('fail-on: never\n')
  })
})

describe('ladderlint check --cache', () => {
  const LINKED = 'content/job-families/legal/counsel.md'
  const linking = page('\n## Career Ladder\n\n1. [Counsel](/job-families/legal/counsel/#levels)\n')

  it('says the same as without, from what it kept', () => {
    const folder = handbook()
    const plain = json(folder)
    expect(json(folder, '--cache')).toEqual(plain)
    const file = join(folder, '.ladderlint-cache', 'check.json')
    const kept = readFileSync(file, 'utf8')
    write(folder, {'.ladderlint-cache/check.json': kept.replaceAll('template', 'kept template')})
    const again = runCli(folder, ['check', '--cache'])
    expect(again.stdout).toContain('kept template')
  })

  it('sees what changes: the page, a page it links to, and the configuration', () => {
    const folder = folderWith({[PAGE]: linking, [LINKED]: page('\n## Levels\n')})
    expect(rulesAt(json(folder, '--cache'), PAGE)).not.toContain('ladder-target')
    write(folder, {[LINKED]: page()})
    expect(rulesAt(json(folder, '--cache'), PAGE)).toContain('ladder-target')
    write(folder, {'.ladderlint.yml': 'rules: {ladder-target: off}\n'})
    expect(rulesAt(json(folder, '--cache'), PAGE)).not.toContain('ladder-target')
    write(folder, {[PAGE]: linking.replace('{add what is sold}', 'software')})
    expect(rulesAt(json(folder, '--cache'), PAGE)).not.toContain('unfilled-template')
  })

  it('stays out of git, and survives a file that is none of its own', () => {
    const folder = handbook()
    const plain = json(folder)
    write(folder, {'.ladderlint-cache/check.json': '{"content/job-families/sales/seller.md": {"key": 1}}'})
    expect(json(folder, '--cache')).toEqual(plain)
    expect(readFileSync(join(folder, '.ladderlint-cache', '.gitignore'), 'utf8')).toBe('*\n')
    write(folder, {'.ladderlint-cache/check.json': '{'})
    expect(json(folder, '--cache')).toEqual(plain)
    expect(existsSync(join(folder, '.ladderlint-cache', 'check.json'))).toBe(true)
  })
})
