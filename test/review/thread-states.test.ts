import {expect, describe as group, it} from 'vitest'
import type {Finding} from '../../rules/finding.ts'
import type {Ignores} from '../../src/review/ignores.ts'
import {planFailure, planReview, type ReviewInput} from '../../src/review/plan-review.ts'
import {recall} from '../../src/review/said.ts'
import {leftThreads} from '../../src/review/thread-states.ts'
import {findingAt, refs} from './build.ts'
import {ForgeModel, url} from './forge-model.ts'
import {KEY, reviewInput} from './review-input.ts'

const text = 'one\ntwo\nthree\n'
const path = 'content/job-families/engineer.md'
const person = 55
const one = findingAt(text, 'one')
const two = findingAt(text, 'two')

/** Reviews, carries it out, and gives how the threads stand then: "one of each of `end`", in their order. */
function review(forge: ForgeModel, findings: readonly Finding[], more: Partial<ReviewInput> = {}) {
  const {operations, states} = planReview(reviewInput(forge, {text, findings, path}, more))
  for (const operation of operations) forge.apply(operation)
  return states.map(({end}) => end)
}

const threadOf = (forge: ForgeModel) => forge.threads(KEY)[0]?.discussion ?? ''
const ignoring = (rule: string): Ignores => ({
  holding: [{rule, because: 'we know', until: null, by: 'ada'}],
  ended: []
})

group('threadStates', () => {
  it('tells of threads that are open, those that the review opens too', () => {
    const forge = new ForgeModel()
    expect(review(forge, [one, two])).toEqual([null, null])
    expect(review(forge, [one, two])).toEqual([null, null])
  })

  it('tells that a change ended the thread of a finding that is gone, whoever resolved it', () => {
    const forge = new ForgeModel()
    review(forge, [one])
    expect(review(forge, [])).toEqual(['change'])
    expect(review(forge, [])).toEqual(['change'])
    const applied = new ForgeModel()
    review(applied, [one])
    applied.resolve(threadOf(applied), person)
    expect(review(applied, [])).toEqual(['change'])
  })

  it('tells that a person ended the thread of a finding that stands', () => {
    const forge = new ForgeModel()
    review(forge, [one])
    forge.resolve(threadOf(forge), person)
    expect(review(forge, [one])).toEqual(['person'])
    expect(review(forge, [])).toEqual(['person'])
  })

  it('tells that a thread is open again when its finding is back', () => {
    const forge = new ForgeModel()
    for (const findings of [[one], []]) review(forge, findings)
    expect(review(forge, [one])).toEqual([null])
  })

  it('tells that an ignore ended a thread, and nothing of findings that had none', () => {
    const forge = new ForgeModel()
    review(forge, [one])
    expect(review(forge, [one, two], {ignores: ignoring(one.rule)})).toEqual(['ignore'])
    expect(review(new ForgeModel(), [one], {ignores: ignoring(one.rule)})).toEqual([])
  })

  it('tells nothing of a page that could not be checked', () => {
    const forge = new ForgeModel()
    review(forge, [one])
    expect(review(forge, [], {unchecked: new Set([path])})).toEqual([])
  })

  it('tells nothing when the review could not be done', () => {
    const forge = new ForgeModel()
    review(forge, [one])
    const identity = {project: 7, iid: 3, ownerId: forge.bot, key: KEY}
    expect(planFailure({identity, url, said: forge.said}, 'GitLab is away').states).toEqual([])
  })
})

group('leftThreads', () => {
  const left = (forge: ForgeModel, head = refs.head) =>
    leftThreads(recall(forge.said, {project: 7, iid: 3, ownerId: forge.bot, key: KEY}), head).map(
      ({end}) => end
    )

  it('tells of threads that are open, and of those that people resolved since the last review', () => {
    const forge = new ForgeModel()
    review(forge, [one, two])
    expect(left(forge)).toEqual([null, null])
    forge.resolve(threadOf(forge), person)
    expect(left(forge)).toEqual(['person', null])
  })

  it('tells nothing of threads that a review has resolved, and of none when the head has moved since', () => {
    const forge = new ForgeModel()
    review(forge, [one, two])
    review(forge, [two])
    expect(left(forge)).toEqual([null])
    expect(left(forge, 'f'.repeat(40))).toEqual([])
  })

  it('takes a thread for ended by a change that a person resolved and whose finding is gone', () => {
    const forge = new ForgeModel()
    review(forge, [one])
    forge.resolve(threadOf(forge), person)
    review(forge, [])
    expect(left(forge)).toEqual(['change'])
  })
})
