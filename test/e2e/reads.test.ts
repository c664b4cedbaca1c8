import {describe, expect, it} from 'vitest'
import {demoChange, demoFix, demoHandbook} from '../../src/sandbox/demo-files.ts'
import type {MergeRequest} from '../../src/sandbox/state.ts'
import {openReviews, type Reviews, useSandbox} from './direct-review.ts'

const sandbox = useSandbox()

const [[PATH = '', CHANGED = ''] = []] = Object.entries(demoChange())
const [[, FIXED = ''] = []] = Object.entries(demoFix())
/** Beyond ASCII, a diff does not tell a page's bytes. */
const WORSE = CHANGED.replace('Clear writing', 'He writes clearly — and naïvely')

/** Paths of the reads that a review takes, without the API's own prefix. */
async function readsOf(reviews: Reviews, mergeRequest: MergeRequest): Promise<readonly string[]> {
  const {api} = reviews.sandbox
  api.clearRequests()
  await reviews.review(mergeRequest)
  return api.requests().requests.flatMap(({kind, path}) => (kind === 'read' ? [path] : []))
}

/** A process that has reviewed a merge request. */
async function warm() {
  const owners = {
    '.gitlab/CODEOWNERS': 'content/job-families/ @people\n',
    '.ladderlint.yml': 'fail-on: error\n'
  }
  const reviews = await openReviews(sandbox(), {...demoHandbook(), ...owners})
  const mergeRequest = await reviews.open({[PATH]: CHANGED})
  await reviews.review(mergeRequest)
  return {reviews, mergeRequest}
}

describe('a warm review of one page', () => {
  it('takes at most six reads after a push that adds findings', async () => {
    const {reviews, mergeRequest} = await warm()
    const before = reviews.charged(mergeRequest).length
    await reviews.push(mergeRequest, {[PATH]: WORSE})
    expect((await readsOf(reviews, mergeRequest)).length).toBeLessThanOrEqual(6)
    expect(reviews.charged(mergeRequest).length).toBeGreaterThan(before)
  })

  it('takes at most six reads after a push that mends the page', async () => {
    const {reviews, mergeRequest} = await warm()
    await reviews.push(mergeRequest, {[PATH]: FIXED})
    expect((await readsOf(reviews, mergeRequest)).length).toBeLessThanOrEqual(6)
    expect(reviews.charged(mergeRequest)).toEqual([])
  })

  it('takes at most six reads in another merge request', async () => {
    const {reviews} = await warm()
    const other = await reviews.open({[PATH]: WORSE})
    expect((await readsOf(reviews, other)).length).toBeLessThanOrEqual(6)
    expect(reviews.summary(other)).toContain('`@people`')
    expect(reviews.charged(other).length).toBeGreaterThan(3)
  })

  it('takes at most six reads, and no write, when nothing has happened', async () => {
    const {reviews, mergeRequest} = await warm()
    expect((await readsOf(reviews, mergeRequest)).length).toBeLessThanOrEqual(6)
    expect(reviews.sandbox.api.requests().writes).toBe(0)
  })

  it('takes at most six reads where the project has a pipeline of its own', async () => {
    const {reviews, mergeRequest} = await warm()
    const page = demoHandbook()[PATH] ?? ''
    await reviews.push(mergeRequest, {[PATH]: page.replace('Clear writing', 'He writes clearly')})
    reviews.sandbox.api.createPipeline(mergeRequest)
    expect((await readsOf(reviews, mergeRequest)).length).toBeLessThanOrEqual(6)
    expect(reviews.charged(mergeRequest)).toHaveLength(1)
  })

  it('takes at most six reads with links to pages that nobody has looked at, many of them', async () => {
    const {reviews, mergeRequest} = await warm()
    const links = [
      '/handbook/company/structure/',
      '/job-families/engineering/data-engineer/#senior-data-engineer',
      '/job-families/engineering/support-engineer/',
      'https://handbook.gitlab.com/handbook/delivery/'
    ]
    const items = links.map((link, index) => `- Knows [page ${index} – naïvely](${link})`)
    await reviews.push(mergeRequest, {[PATH]: CHANGED.replace('- Clear writing', items.join('\n'))})
    reviews.sandbox.api.createPipeline(mergeRequest)
    expect((await readsOf(reviews, mergeRequest)).length).toBeLessThanOrEqual(6)
  })

  it('takes at most nine reads with links to pages that are not there, which takes a search', async () => {
    const {reviews, mergeRequest} = await warm()
    const items = ['one', 'two', 'three'].map((name) => `- Knows [${name}](/handbook/hiring/${name}/)`)
    await reviews.push(mergeRequest, {[PATH]: CHANGED.replace('- Clear writing', items.join('\n'))})
    expect((await readsOf(reviews, mergeRequest)).length).toBeLessThanOrEqual(9)
    expect(reviews.charged(mergeRequest).filter((line) => line.startsWith('link-target'))).toHaveLength(3)
  })

  it('takes no read more where the handbook has a configuration', async () => {
    const readsWith = async (files: Readonly<Record<string, string>>) => {
      const reviews = await openReviews(sandbox(), {...demoHandbook(), ...files})
      const mergeRequest = await reviews.open({[PATH]: CHANGED})
      await reviews.review(mergeRequest)
      return (await readsOf(reviews, mergeRequest)).length
    }
    expect(await readsWith({'.ladderlint.yml': 'rules:\n  mojibake: info\n'})).toBe(await readsWith({}))
  })

  it('reads nothing of the head that the diff tells', async () => {
    const {reviews, mergeRequest} = await warm()
    await reviews.push(mergeRequest, {[PATH]: FIXED})
    const head = await reviews.project.repository.branch(mergeRequest.sourceBranch)
    const reads = await readsOf(reviews, mergeRequest)
    expect(reads.filter((path) => path.includes(`${head}`))).toEqual([])
  })
})

describe('a merge request without job families', () => {
  it('takes few reads and no write', async () => {
    const {reviews} = await warm()
    const other = await reviews.open({'README.md': 'x'})
    reviews.sandbox.api.clearRequests()
    await expect(reviews.review(other)).rejects.toThrow('no job-family page is changed')
    expect(reviews.sandbox.api.requests()).toMatchObject({reads: 4, writes: 0})
  })
})
