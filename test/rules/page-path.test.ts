import {describe, expect, it} from 'vitest'
import rule from '../../rules/page-path/rule.ts'
import {checkText} from './check-text.ts'

const PAGE = '---\ntitle: Parts\n---\n\n## Responsibilities\n'

async function better(path: string, from?: string): Promise<string | undefined> {
  const around = from === undefined ? {path, base: null} : {path, base: PAGE, basePath: from}
  const [finding] = await checkText(rule, PAGE, around)
  return finding && /move it to "([^"]+)"/.exec(finding.reason)?.[1]
}

const HUGO = 'content/job-families'
const MIDDLEMAN = 'sites/uncategorized/source/job-families'

describe('page-path', () => {
  it.each([
    `${HUGO}/it/parts-engineer.md`,
    `${HUGO}/it/parts-2/_index.md`,
    `${HUGO}/it/größe.md`,
    `${MIDDLEMAN}/it/parts-engineer/index.html.md`,
    `${MIDDLEMAN}/it/ops/parts/index.html.md.erb`,
    'source/jobs/parts-engineer/index.html.md'
  ])('takes a new page at %s', async (path) => {
    expect(await better(path)).toBeUndefined()
  })

  it.each([
    [`${HUGO}/it/VP-Parts.md`, `${HUGO}/it/vp-parts.md`],
    [`${HUGO}/it/parts engineer.md`, `${HUGO}/it/parts-engineer.md`],
    [`${HUGO}/it/parts_engineer.md`, `${HUGO}/it/parts-engineer.md`],
    [`${HUGO}/R&D/parts.md`, `${HUGO}/r-d/parts.md`],
    [`${HUGO}/it/parts/index.html.md`, `${HUGO}/it/parts.md`],
    [`${HUGO}/it/parts.html.md`, `${HUGO}/it/parts.md`],
    [`${MIDDLEMAN}/it/parts.html.md`, `${MIDDLEMAN}/it/parts/index.html.md`],
    [`${MIDDLEMAN}/it/parts/_index.md`, `${MIDDLEMAN}/it/parts/index.html.md`],
    [`${MIDDLEMAN}/it/VP-Parts/index.html.md.erb`, `${MIDDLEMAN}/it/vp-parts/index.html.md.erb`]
  ])('wants %s elsewhere', async (path, wanted) => {
    expect(await better(path)).toBe(wanted)
  })

  it('charges a move with what is new in the path only', async () => {
    expect(await better(`${HUGO}/it/VP-Parts.md`, `${HUGO}/ops/VP-Parts.md`)).toBeUndefined()
    expect(await better(`${HUGO}/IT/VP-Parts.md`, `${HUGO}/ops/VP-Parts.md`)).toBe(`${HUGO}/it/vp-parts.md`)
  })

  it('says nothing about an old page, wherever it stands', async () => {
    expect(await checkText(rule, PAGE, {path: `${HUGO}/it/VP-Parts.md`})).toEqual([])
    expect(await checkText(rule, PAGE, {path: `${HUGO}/it/VP-Parts.md`, base: PAGE})).toEqual([])
  })
})
