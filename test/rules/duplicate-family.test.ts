import {describe, expect, it} from 'vitest'
import rule from '../../rules/duplicate-family/rule.ts'
import {checkText} from './check-text.ts'
import {countReads} from './count-reads.ts'

const titled = (title: string) => `---\ntitle: ${title}\n---\n\n## Responsibilities\n`
const FAMILIES = 'content/job-families'
const PATH = `${FAMILIES}/tools/parts-engineer.md`

async function urls(title: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  const findings = await checkText(rule, titled(title), {path: PATH, base: null, files})
  return findings.flatMap(({reason}) => reason.match(/\/job-families\/[^\s,;]+/g) ?? [])
}

describe('duplicate-family', () => {
  it.each(['Parts Engineer', 'Parts Engineer Job Family', 'Parts Engineer Roles & Responsibilities'])(
    'finds the family "%s" in another department',
    async (title) => {
      expect(await urls('Parts Engineer', {[`${FAMILIES}/spares/keeper.md`]: titled(title)})).toEqual([
        '/job-families/spares/keeper/'
      ])
    }
  )

  it('names every page of that title', async () => {
    const files = {[`${FAMILIES}/a/x.md`]: titled('Clerk'), [`${FAMILIES}/b/y.md`]: titled('Clerk')}
    expect(await urls('Clerk', files)).toEqual(['/job-families/a/x/', '/job-families/b/y/'])
  })

  it('says nothing about a title that is only part of another, or only in a text', async () => {
    const files = {
      [`${FAMILIES}/a/senior.md`]: titled('Senior Clerk'),
      [`${FAMILIES}/a/text.md`]: `${titled('Keeper')}\nReports to the Clerk\n`,
      'content/handbook/clerk.md': titled('Clerk')
    }
    expect(await urls('Clerk', files)).toEqual([])
  })

  it('says nothing about a page that base has', async () => {
    const files = {[`${FAMILIES}/a/x.md`]: titled('Clerk')}
    expect(await checkText(rule, titled('Clerk'), {path: PATH, files, base: titled('Clerk')})).toEqual([])
    expect(await checkText(rule, titled('Clerk'), {path: PATH, files})).toEqual([])
  })

  it('over a network reads the list of families and the pages of its name, and no others', async () => {
    const others = Array.from({length: 20}, (_, n) => [
      `${FAMILIES}/d${n}/family-${n}.md`,
      titled(`Family ${n}`)
    ])
    const files = {
      ...Object.fromEntries(others),
      [`${FAMILIES}/spares/parts-engineer.md`]: titled('Spares Engineer'),
      'data/people_group/job_families.yml':
        '- title: Parts Engineer\n  description: /job-families/d3/family-3/\n'
    }
    const {read, searched, listed} = await countReads(rule, titled('Parts Engineer'), {
      path: PATH,
      files,
      base: null
    })
    expect(read.toSorted()).toEqual([
      `${FAMILIES}/d3/family-3.md`,
      `${FAMILIES}/spares/parts-engineer.md`,
      'data/people_group/job_families.yml'
    ])
    expect(searched).toEqual([])
    expect(listed).toHaveLength(new Set(listed).size)
  })
})
