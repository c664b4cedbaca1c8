import {describe, expect, it} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import type {MergeRequest} from '../../src/sandbox/state.ts'
import {openReviews, type Reviews, useSandbox} from './direct-review.ts'

const sandbox = useSandbox()

const PATH = 'content/job-families/delivery/delivery-leadership.md'

/** A merge request that deletes a page others link to, reviewed; from then on GitLab refuses to search. */
async function refusing() {
  const reviews = await openReviews(sandbox(), demoHandbook())
  const mergeRequest = await reviews.open({[PATH]: null})
  await reviews.review(mergeRequest)
  reviews.forget()
  const lift = refuse(reviews)
  return {reviews, mergeRequest, lift}
}

/** @returns What ends it. */
function refuse({sandbox: {api}}: Reviews): () => void {
  api.addFault({method: 'GET', path: '/search', status: 429, times: 1000})
  return () => api.clearFaults()
}

const inbound = (reviews: Reviews, mergeRequest: MergeRequest) =>
  reviews.threads(mergeRequest).filter(({rule}) => rule === 'inbound-link')

async function resolve({sandbox: {api, url}, author}: Reviews, mergeRequest: MergeRequest): Promise<void> {
  const thread = api.discussions(mergeRequest).find(({notes}) => notes[0]?.body.includes('`inbound-link`'))
  const {project, iid} = mergeRequest
  const answer = await fetch(
    `${url}/api/v4/projects/${project.id}/merge_requests/${iid}/discussions/${thread?.id}`,
    {
      method: 'PUT',
      headers: {'PRIVATE-TOKEN': api.createToken(author), 'content-type': 'application/json'},
      body: JSON.stringify({resolved: true})
    }
  )
  expect(answer.status).toBe(200)
}

describe('a search that GitLab refuses', () => {
  it('resolves no thread about inbound links, and is no success', async () => {
    const {reviews, mergeRequest, lift} = await refusing()
    await reviews.push(mergeRequest, {'README.md': 'x'})
    await reviews.review(mergeRequest)
    const {api} = reviews.sandbox
    expect(inbound(reviews, mergeRequest)).toMatchObject([{resolved: false}])
    expect(reviews.summary(mergeRequest)).toContain('GitLab did not tell')
    expect(api.statuses(mergeRequest)[0]).toMatchObject({state: 'failed'})
    api.clearRequests()
    await reviews.review(mergeRequest)
    expect(api.requests().writes).toBe(0)
    lift()
    reviews.forget()
    await reviews.review(mergeRequest)
    expect(inbound(reviews, mergeRequest)).toMatchObject([{resolved: false}])
    expect(reviews.summary(mergeRequest)).not.toContain('GitLab did not tell')
  })

  it('reopens none that a person resolved, then or later', async () => {
    const {reviews, mergeRequest, lift} = await refusing()
    await resolve(reviews, mergeRequest)
    await reviews.push(mergeRequest, {'README.md': 'x'})
    await reviews.review(mergeRequest)
    lift()
    reviews.forget()
    await reviews.push(mergeRequest, {'README.md': 'y'})
    await reviews.review(mergeRequest)
    expect(inbound(reviews, mergeRequest)).toMatchObject([{resolved: true}])
  })
})
