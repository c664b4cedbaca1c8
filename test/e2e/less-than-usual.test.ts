import {describe, expect, it} from 'vitest'
import {demoChange, demoFix, demoHandbook} from '../../src/sandbox/demo-files.ts'
import {openReviews, type Reviews, useSandbox} from './direct-review.ts'

const sandbox = useSandbox()

function botOf({project, sandbox: {api}}: Reviews) {
  const [bot] = [...api.state.users.values()].filter((user) => user.bot && project.members.has(user.id))
  if (!bot) throw new Error('the project has no bot')
  return bot
}

describe('a review with a token whose role is Reporter', () => {
  it('resolves its own threads when they are fixed, and goes without a status', async () => {
    const reviews = await openReviews(sandbox(), demoHandbook())
    const {api} = reviews.sandbox
    api.setRole(reviews.project, botOf(reviews), 'reporter')
    const mergeRequest = await reviews.open(demoChange())
    await reviews.review(mergeRequest)
    expect(reviews.charged(mergeRequest).length).toBeGreaterThan(3)
    await reviews.push(mergeRequest, demoFix())
    await reviews.review(mergeRequest)
    expect(reviews.charged(mergeRequest)).toEqual([])
    expect(reviews.summary(mergeRequest)).toContain('Nothing to do')
    expect(api.statuses(mergeRequest)).toEqual([])
  })
})

describe('a person who deletes what a review is about to change', () => {
  it.each([
    ['its summary', /\/notes\/\d+$/],
    ['its threads', /\/discussions\//]
  ])('costs the review nothing: %s', async (what, path) => {
    const reviews = await openReviews(sandbox(), demoHandbook())
    const {api} = reviews.sandbox
    const mergeRequest = await reviews.open(demoChange())
    await reviews.review(mergeRequest)
    await reviews.push(mergeRequest, demoFix())
    // GitLab is slow to change it, and meanwhile it is deleted.
    api.addFault({method: 'PUT', path: String(path), delay: 300, times: 1})
    api.clearRequests()
    const reviewing = reviews.review(mergeRequest)
    const isAsked = () =>
      api.requests().requests.some((request) => request.method === 'PUT' && path.test(request.path))
    await expect.poll(isAsked, {interval: 5}).toBe(true)
    const isDeleted = (position: unknown) => (what === 'its summary') === (position === null)
    mergeRequest.discussions.splice(
      0,
      mergeRequest.discussions.length,
      ...mergeRequest.discussions.filter(({notes}) => !isDeleted(notes[0]?.position ?? null))
    )
    await reviewing
    expect(reviews.charged(mergeRequest)).toEqual([])
    expect(reviews.summary(mergeRequest)).toContain('Nothing to do')
  })
})
