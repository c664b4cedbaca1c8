import {describe, expect, it} from 'vitest'
import rule from '../../rules/job-data/rule.ts'
import {type Around, checkText} from './check-text.ts'
import {countReads} from './count-reads.ts'

const titled = (title: string) => `---\ntitle: ${title}\n---\n\n## Responsibilities\n`
const PATH = 'content/job-families/tools/parts.md'
const OLD = 'content/job-families/spares/parts.md'

function list(entries: Readonly<Record<string, string>>): Record<string, string> {
  const items = Object.entries(entries).map(([title, url]) => `- title: "${title}"\n  description: ${url}\n`)
  return {'data/people_group/job_families.yml': `# made elsewhere\n---\n${items.join('')}`}
}

async function said(title: string, around: Around): Promise<string[]> {
  const findings = await checkText(rule, titled(title), {path: PATH, ...around})
  return findings.map(({reason}) => reason.replace(/^data\S+ | ?; that list.*$/g, ''))
}

describe('job-data', () => {
  it('finds the entry of a page that moves, with or without a redirect', async () => {
    const files = list({Parts: '/job-families/spares/parts'})
    const moved = {base: titled('Parts'), basePath: OLD}
    const expected = [
      'still lists "Parts" at /job-families/spares/parts/, and this change moves the page to /job-families/tools/parts/'
    ]
    expect(await said('Parts', {files, ...moved})).toEqual(expected)
    const redirected = {
      ...files,
      'static/_redirects': '/job-families/spares/parts/ /job-families/tools/parts/\n'
    }
    expect(await said('Parts', {files: redirected, ...moved})).toEqual(expected)
  })

  it('finds a page that git calls new, where the list has its title at an address without a page', async () => {
    const files = list({'Parts Job Family': '/job-families/spares/parts/'})
    expect(
      await said('Parts', {files: {...files, 'hugo.yaml': '', 'content/handbook/_index.md': ''}, base: null})
    ).toEqual(['lists "Parts" at /job-families/spares/parts/, and its page is /job-families/tools/parts/'])
  })

  it.each<[string, Record<string, string>, Around]>([
    ['in step', {Parts: '/job-families/tools/parts/'}, {base: null}],
    ['not in the list', {Other: '/job-families/tools/other/'}, {base: null}],
    [
      'listed twice, once where it is now',
      {Parts: '/job-families/spares/parts/', 'Parts ': '/job-families/tools/parts/'},
      {base: titled('Parts'), basePath: OLD}
    ],
    ['out of step before', {Spares: '/job-families/tools/parts/'}, {base: titled('Old Parts')}],
    ['not compared', {Old: '/job-families/spares/parts/'}, {}],
    [
      'of a title that another page has',
      {Parts: '/job-families/spares/parts/'},
      {base: null, files: {[OLD]: titled('Parts')}}
    ]
  ])('says nothing about a page that is %s', async (_state, entries, around) => {
    expect(await said('Parts', {...around, files: {...list(entries), ...around.files}})).toEqual([])
  })

  it('finds the entry of a page that is deleted', async () => {
    expect(await said('Parts', {files: list({Parts: '/job-families/tools/parts'}), isDeleted: true})).toEqual(
      ['still lists "Parts" at /job-families/tools/parts/, the page that is deleted here']
    )
  })

  it.each(['', '- 1\n- title: x\n', 'a: [', '- description: [1, 2]\n'])(
    'reads any list: %j',
    async (text) => {
      const files = {'data/people_group/job_families.yml': text}
      expect(await said('Parts', {files, base: null})).toEqual([])
    }
  )

  it('reads nothing for a page that keeps its address and its title', async () => {
    const files = list({Parts: '/job-families/tools/parts/'})
    const {read, listed} = await countReads(rule, titled('Parts'), {path: PATH, files, base: titled('Parts')})
    expect([read, listed]).toEqual([[], []])
  })
})
