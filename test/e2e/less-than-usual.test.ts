import {describe, expect, it} from 'vitest'
import {demoChange, demoFix, demoHandbook} from '../../src/sandbox/demo-files.ts'
import {inTurn} from '../../src/sandbox/state.ts'
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

describe('a review of a merge request from a fork that takes no status', () => {
  it('does not try again before the next push', async () => {
    const reviews = await openReviews(sandbox(), demoHandbook())
    const {api} = reviews.sandbox
    const {project} = reviews
    const stranger = api.createUser('noor')
    const fork = await api.fork(project, 'noor/handbook', stranger)
    const mergeRequest = await api.createMergeRequest({
      project,
      sourceProject: fork,
      title: 'Add a role from outside',
      files: demoChange(),
      author: stranger
    })
    api.clearRequests()
    await reviews.review(mergeRequest)
    const tries = () => api.requests().requests.filter(({path}) => path.includes('/statuses/')).length
    expect(tries()).toBe(1)
    api.clearRequests()
    await reviews.review(mergeRequest)
    expect(api.requests().writes).toBe(0)
    api.setRole(fork, botOf(reviews), 'developer')
    await api.push({project: fork, branch: mergeRequest.sourceBranch, files: demoFix(), author: stranger})
    await reviews.review(mergeRequest)
    expect(api.statuses(mergeRequest)).toMatchObject([{state: 'success'}])
  })
})

describe('a person who deletes what a review is about to change', () => {
  it.each(['its summary', 'its threads'])('costs the review nothing: %s', async (what) => {
    const reviews = await openReviews(sandbox(), demoHandbook())
    const {api} = reviews.sandbox
    const mergeRequest = await reviews.open(demoChange())
    await reviews.review(mergeRequest)
    await reviews.push(mergeRequest, demoFix())
    api.clearRequests()
    // GitLab is busy with another write, and meanwhile it is deleted.
    const busy = Promise.withResolvers<void>()
    void inTurn(api.state, () => busy.promise)
    const reviewing = reviews.review(mergeRequest)
    await expect.poll(() => api.requests().writes, {timeout: 30_000}).toBe(1)
    const {discussions} = mergeRequest
    const isSummary = ({notes}: (typeof discussions)[number]) => notes[0]?.position === null
    const left = discussions.filter((discussion) => isSummary(discussion) === (what === 'its threads'))
    discussions.splice(0, discussions.length, ...left)
    busy.resolve()
    await reviewing
    expect(reviews.charged(mergeRequest)).toEqual([])
    expect(reviews.summary(mergeRequest)).toContain('Nothing to do')
  })
})
