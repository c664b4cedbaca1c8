import {describe, expect, it} from 'vitest'
import rule from '../../rules/level-table/rule.ts'
import {checkText, told} from './check-text.ts'

const MIDDLEMAN = 'sites/uncategorized/source/job-families/example/parts-engineer/index.html.md'

const pageOf = (table: string, ...levels: readonly string[]): string =>
  `---\ntitle: Parts\n---\n\n## Responsibilities\n\n- Work\n\n## Levels\n\n${table}\n\n${levels.map((name) => `### ${name}\n\n#### Requirements\n\n- Skill\n`).join('\n')}`

const tableOf = (...rows: readonly string[]): string =>
  ['| Level | Grade |', '| --- | --- |', ...rows.map((row, index) => `| ${row} | Grade ${index + 5} |`)].join(
    '\n'
  )

describe('level-table', () => {
  it('offers no heading for a level that only a sentence names', async () => {
    const page = `${pageOf(tableOf('[Senior Parts Engineer](#nowhere)'), 'Manager, Parts')}\n### Manager, Parts Work\n\nThe Senior Parts Engineer is a grade 7, and the Staff Parts Engineer is a grade 8.\n`
    const [finding] = await checkText(rule, page)
    expect(finding?.reason).toContain('link the heading of this level')
    expect(finding?.fix).toBeNull()
  })

  it('minds no other wording', async () => {
    const table = tableOf(
      'Jr Engineer',
      'Engineer, Parts (Intermediate)',
      'Sr. Parts Engineer',
      'Staff, Parts'
    )
    const levels = [
      'Associate Parts Engineer',
      'Parts Engineer',
      'Senior Parts Engineer',
      'Staff Parts Engineer'
    ]
    expect(await checkText(rule, pageOf(table, ...levels))).toEqual([])
  })

  it('says nothing where the table is all there is', async () => {
    expect(await checkText(rule, pageOf(tableOf('Junior', 'Senior')))).toEqual([])
  })

  it('leaves a row that links to another page alone', async () => {
    const table = tableOf('Junior', '[Staff](/job-families/example/tools/#staff)')
    expect(await checkText(rule, pageOf(table, 'Junior Parts Engineer'))).toEqual([])
  })

  it('takes a heading of another page for none of its own, though both have the same id', async () => {
    const table = tableOf('Junior', '[Staff](/job-families/example/tools/#junior-parts-engineer)')
    const files = {'content/job-families/example/tools.md': pageOf('', 'Junior Parts Engineer')}
    const page = pageOf(table, 'Junior Parts Engineer', 'Staff Parts Engineer')
    expect(await checkText(rule, page, {files})).toEqual([])
  })

  it('adds the sign that a link to a heading lacks', async () => {
    const page = pageOf(tableOf('[Senior](senior-parts-engineer)'), 'Senior Parts Engineer')
    const [finding] = await checkText(rule, page)
    expect(finding?.fix?.edits.map(({text}) => text)).toEqual(['#senior-parts-engineer'])
  })

  it('links no row for certain when two levels have its word', async () => {
    const page = pageOf(tableOf('[Senior](#senior)'), 'Senior Parts Engineer', 'Senior Tool Designer')
    const [finding] = await checkText(rule, page)
    expect(finding?.fix).toBeNull()
  })

  it('minds cells that are not shown, on Hugo pages only', async () => {
    const table = '|Level|\n|-|\n|Junior|Grade 5|'
    const page = pageOf(table, 'Junior Parts Engineer')
    const [finding] = await checkText(rule, page)
    expect(finding?.fix?.edits.map(({text}) => text)).toEqual(['Grade|', '---|'])
    expect(told(await checkText(rule, page, {path: MIDDLEMAN}))).toEqual([])
  })

  it('names no column for cells that are no grades', async () => {
    const page = pageOf(
      '| Level | Grade |\n| --- | --- |\n| Junior | Grade 5 | on demand |',
      'Junior Parts Engineer'
    )
    const [finding] = await checkText(rule, page)
    expect(finding?.reason).toContain('"on demand" is not shown')
    expect(finding?.fix).toBeNull()
  })
})
