import {describe, expect, it} from 'vitest'
import {demoChange, demoHandbook} from '../../src/sandbox/demo-files.ts'
import type {MergeRequest} from '../../src/sandbox/state.ts'
import {openReviews, type Reviews, useSandbox} from './direct-review.ts'

const sandbox = useSandbox()

const [[PATH = '', CHANGED = ''] = []] = Object.entries(demoChange())
const HUGE = `${CHANGED}\n${'One line of too many.\n'.repeat(100_000)}`

const handbook = (files: Readonly<Record<string, string>> = {}) =>
  openReviews(sandbox(), {...demoHandbook(), ...files})

function verdictOf(reviews: Reviews, mergeRequest: MergeRequest) {
  const [status] = sandbox().api.statuses(mergeRequest)
  return {
    state: status?.state,
    description: status?.description,
    first: reviews.summary(mergeRequest).split('\n')[0]
  }
}

describe('a page that could not be checked', () => {
  it('is no success, though it was that large before', async () => {
    const reviews = await handbook({[PATH]: HUGE})
    const mergeRequest = await reviews.open({[PATH]: `${HUGE}One more.\n`})
    await reviews.review(mergeRequest)
    expect(verdictOf(reviews, mergeRequest)).toEqual({
      state: 'failed',
      description: 'Not everything could be checked',
      first: expect.stringMatching(/^\*\*Not everything could be checked\.\*\*/)
    })
    expect(reviews.summary(mergeRequest)).toContain(`\`${PATH}\`" was not checked: it is too large`)
    expect(reviews.summary(mergeRequest)).not.toMatch(/Thank you|Level removed/)
  })

  it('leaves the threads of the review before as they were', async () => {
    const reviews = await handbook()
    const mergeRequest = await reviews.open({[PATH]: CHANGED})
    await reviews.review(mergeRequest)
    const before = reviews.charged(mergeRequest)
    await reviews.push(mergeRequest, {[PATH]: HUGE})
    await reviews.review(mergeRequest)
    expect(reviews.charged(mergeRequest).filter((line) => !line.startsWith('unreadable-page'))).toEqual(
      before
    )
    expect(verdictOf(reviews, mergeRequest)).toMatchObject({
      state: 'failed',
      first: expect.stringContaining('1 error to fix')
    })
  })

  it('is no success when GitLab does not hand the file out', async () => {
    const reviews = await handbook()
    const {api} = sandbox()
    const mergeRequest = await reviews.open({[PATH]: CHANGED})
    api.addFault({method: 'GET', path: 'repository/files/', status: 404})
    api.addFault({method: 'POST', path: '/graphql', status: 403})
    try {
      await reviews.review(mergeRequest)
    } finally {
      api.clearFaults()
    }
    expect(verdictOf(reviews, mergeRequest)).toMatchObject({
      state: 'failed',
      description: 'Not everything could be checked'
    })
    expect(reviews.summary(mergeRequest)).toContain(`GitLab does not hand out "\`${PATH}\`"`)
    expect(reviews.summary(mergeRequest)).not.toContain('deleted')
    reviews.forget()
    await reviews.review(mergeRequest)
    expect(verdictOf(reviews, mergeRequest)).toMatchObject({description: expect.stringContaining('to fix')})
  })
})

describe('a merge request with more files than GitLab shows', () => {
  it('has all its pages checked, those without a place for a thread in the summary', async () => {
    const reviews = await handbook()
    const many = Array.from({length: 1001}, (_, index) => [`a/${index}.txt`, 'x'])
    const mergeRequest = await reviews.open({...Object.fromEntries(many), [PATH]: CHANGED})
    const {plan, pages} = await reviews.review(mergeRequest)
    expect(pages.map(({file}) => file)).toEqual([null])
    expect(plan.threads.threads).toEqual([])
    expect(reviews.summary(mergeRequest)).toMatch(/^\*\*Yours to do: .*listed below\./)
    expect(reviews.summary(mergeRequest)).toContain('GitLab cut the list of changed files')
  })
})
