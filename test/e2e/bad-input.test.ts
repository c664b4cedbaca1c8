import {existsSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import {install} from './installation.ts'

const PATH = 'content/job-families/engineering/data-engineer.md'

/** What a merge request with these files gets: the status of its head, the summary, and a service that goes on. */
async function reviewOf(
  files: Readonly<Record<string, string | Uint8Array | null>>,
  handbook: Readonly<Record<string, string>> = demoHandbook()
) {
  const installation = await install(handbook)
  const {api, project, author} = installation
  const mergeRequest = await api.createMergeRequest({project, title: 'Change a page', files, author})
  await installation.idle()
  const health = await fetch(`${installation.serviceUrl}/healthz`)
  expect(health.status).toBe(200)
  const [summary = ''] = installation.summaries(mergeRequest)
  const [status] = api.statuses(mergeRequest)
  return {installation, mergeRequest, summary, status}
}

describe('a review of bad input', () => {
  it('names the line of front matter that cannot be read', async () => {
    const text =
      '---\ntitle: "Data Engineer\ndescription: [one, two\n---\n\n## Responsibilities\n\n- Move data\n'
    const {status, installation, mergeRequest} = await reviewOf({[PATH]: text})
    expect(status).toMatchObject({state: 'failed'})
    expect(installation.threads(mergeRequest).map(({rule}) => rule)).toContain('front-matter')
  })

  it('says of an empty page that it is empty', async () => {
    const {status, summary, installation, mergeRequest} = await reviewOf({[PATH]: ''})
    expect(status).toMatchObject({state: 'failed'})
    expect(summary + installation.threads(mergeRequest).map(({body}) => body)).toMatch(/empty/)
  })

  it('says of a page of 10 MB that it is too large', async () => {
    const {status, summary, installation, mergeRequest} = await reviewOf({
      [PATH]: '- a line of a list\n'.repeat(530_000)
    })
    expect(status).toMatchObject({state: 'failed'})
    expect(summary + installation.threads(mergeRequest).map(({body}) => body)).toMatch(/too large/)
  })

  it('says of a binary file that it is no text', async () => {
    const bytes = Uint8Array.from({length: 3000}, (_unused, index) => (index * 7) % 256)
    const {status, summary, installation, mergeRequest} = await reviewOf({[PATH]: bytes})
    expect(status).toMatchObject({state: 'failed'})
    expect(summary + installation.threads(mergeRequest).map(({body}) => body)).toMatch(/binary|not text/)
  })

  it('never runs the front matter of a page', async () => {
    const proof = join(tmpdir(), `ladderlint-executed-${process.pid}`)
    const text = `---js\n{title: require('node:fs').writeFileSync(${JSON.stringify(proof)}, 'x')}\n---\n\n## Responsibilities\n\n- Move data\n`
    const {status, installation, mergeRequest} = await reviewOf({[PATH]: text})
    expect(existsSync(proof)).toBe(false)
    expect(status).toMatchObject({state: 'failed'})
    expect(installation.threads(mergeRequest).map(({rule}) => rule)).toContain('front-matter')
  })

  /** A page that no other page links to: then nobody minds where it goes. */
  const unlinked = PATH.replace('data-engineer', 'data-steward')
  const withUnlinked = {
    ...demoHandbook(),
    [unlinked]: demoHandbook()[PATH]?.replaceAll('Data Engineer', 'Data Steward') ?? ''
  }

  it('charges nothing for a page that is deleted', async () => {
    const {status, installation, mergeRequest, summary} = await reviewOf({[unlinked]: null}, withUnlinked)
    expect(status).toMatchObject({state: 'success'})
    expect(installation.threads(mergeRequest)).toEqual([])
    expect(summary).toMatch(/[Dd]eleted/)
  })

  it('charges nothing for a page that only moves', async () => {
    const moved = unlinked.replace('engineering', 'delivery')
    const files = {[unlinked]: null, [moved]: withUnlinked[unlinked] ?? ''}
    const {status, installation, mergeRequest} = await reviewOf(files, withUnlinked)
    expect(status).toMatchObject({state: 'success'})
    expect(installation.threads(mergeRequest)).toEqual([])
  })

  it('says nothing on a merge request without job-family pages', async () => {
    const {installation, mergeRequest, status} = await reviewOf({'content/handbook/notes.md': '# Notes\n'})
    expect(installation.api.discussions(mergeRequest)).toEqual([])
    expect(status).toBeUndefined()
    expect(installation.log.join('')).toContain('nothing to review: no job-family page is changed')
  })
})

/** Holds two old mistakes, for the demo. */
const DEMO_PAGE = 'content/job-families/delivery/migration-engineer.md'
/** Fine but for the marks that Google Docs leaves, which two infos speak of. */
const EXPORTED = 'content/job-families/engineering/support-engineer.md'

describe('a handbook that is fine in every respect', () => {
  const handbook = demoHandbook()
  const touched = (paths: readonly string[]) =>
    Object.fromEntries(paths.map((path) => [path, `${handbook[path]}\n<!-- touched -->\n`]))

  it('gets no finding on a page of any generation', async () => {
    const families = Object.keys(handbook).filter((path) => /job-families\/.+\/|source\/jobs/.test(path))
    const fine = families.filter((path) => path !== DEMO_PAGE && path !== EXPORTED)
    const {installation, mergeRequest, status, summary} = await reviewOf(touched(fine))
    expect(fine.length).toBeGreaterThanOrEqual(4)
    expect(installation.threads(mergeRequest)).toEqual([])
    expect(status).toMatchObject({state: 'success'})
    expect(summary).not.toMatch(/`[a-z]+-[a-z-]+`\]\(/)
  })

  it('tells of an exported page its marks alone, and as old ones', async () => {
    const {installation, mergeRequest, status, summary} = await reviewOf(touched([EXPORTED]))
    expect(installation.threads(mergeRequest)).toEqual([])
    expect(status).toMatchObject({state: 'success'})
    const rules = [...summary.matchAll(/\[`([a-z-]+)`\]\(/g)].map((match) => match[1])
    expect([...new Set(rules)].toSorted()).toEqual(['bold-heading', 'export-residue'])
  })
})
