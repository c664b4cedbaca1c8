import {describe, expect, it} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import {openReviews, useSandbox} from './direct-review.ts'
import {LEAD, PAGE, PATH, TARGET, WITH_STEP} from './next-step.ts'

const sandbox = useSandbox()

/** Where the step stands on the page. */
const LINE = WITH_STEP.slice(0, WITH_STEP.indexOf('or the [Delivery Lead]')).split('\n').length

const open = (files: Readonly<Record<string, string>>) =>
  openReviews(sandbox(), {...demoHandbook(), ...files})

describe('a target branch that goes on while a merge request is open', () => {
  it('gives the merge request a thread when it deletes a page that its new step leads to', async () => {
    const reviews = await open({[TARGET]: LEAD})
    const mergeRequest = await reviews.open({[PATH]: WITH_STEP})
    await reviews.review(mergeRequest)
    expect(reviews.charged(mergeRequest)).toEqual([])
    await reviews.advance({[TARGET]: null})
    await reviews.review(mergeRequest)
    expect(reviews.charged(mergeRequest)).toEqual([`ladder-target ${LINE}`])
    await reviews.advance({[TARGET]: LEAD})
    await reviews.review(mergeRequest)
    expect(reviews.charged(mergeRequest)).toEqual([])
  })

  it('mends a link to a page that another merge request brought in', async () => {
    const reviews = await open({})
    const mergeRequest = await reviews.open({[PATH]: WITH_STEP})
    await reviews.review(mergeRequest)
    expect(reviews.charged(mergeRequest)).toEqual([`ladder-target ${LINE}`])
    await reviews.advance({[TARGET]: LEAD})
    await reviews.review(mergeRequest)
    expect(reviews.charged(mergeRequest)).toEqual([])
  })

  it('does not charge a merge request with a link that was there before, and that the target branch broke', async () => {
    const reviews = await open({[PATH]: WITH_STEP, [TARGET]: LEAD})
    const mergeRequest = await reviews.open({[PATH]: WITH_STEP.replace('outlived', 'survived')})
    await reviews.advance({[TARGET]: null})
    await reviews.review(mergeRequest)
    expect(reviews.charged(mergeRequest)).toEqual([])
    expect(reviews.summary(mergeRequest)).toMatch(/ladder-target/)
  })

  it('says the same after the service was started anew', async () => {
    const reviews = await open({[TARGET]: LEAD})
    const mergeRequest = await reviews.open({[PATH]: WITH_STEP})
    await reviews.review(mergeRequest)
    await reviews.advance({[TARGET]: null})
    await reviews.review(mergeRequest)
    reviews.forget()
    reviews.sandbox.api.clearRequests()
    await reviews.review(mergeRequest)
    expect(reviews.charged(mergeRequest)).toEqual([`ladder-target ${LINE}`])
    expect(reviews.sandbox.api.requests().writes).toBe(0)
  })

  it('decides at once what a review goes by', async () => {
    const reviews = await open({})
    const mergeRequest = await reviews.open({[PATH]: WITH_STEP})
    await reviews.review(mergeRequest)
    await reviews.advance({'.ladderlint.yml': 'rules:\n  ladder-target: off\n'})
    await reviews.review(mergeRequest)
    expect(reviews.charged(mergeRequest)).toEqual([])
  })

  it('costs a review one read more, once for all merge requests from the same commit', async () => {
    const reviews = await open({[TARGET]: LEAD})
    const mergeRequest = await reviews.open({[PATH]: WITH_STEP})
    const other = await reviews.open({[PATH]: PAGE.replace('outlived', 'survived')})
    const readsOf = async (one: typeof other) => {
      reviews.sandbox.api.clearRequests()
      await reviews.review(one)
      return reviews.sandbox.api.requests().reads
    }
    await readsOf(mergeRequest)
    await readsOf(other)
    const [before, beforeOther] = [await readsOf(mergeRequest), await readsOf(other)]
    await reviews.advance({'content/handbook/delivery/new.md': '---\ntitle: New\n---\n'})
    expect(await readsOf(mergeRequest)).toBe(before + 1)
    expect(await readsOf(other)).toBe(beforeOther)
  })
})
