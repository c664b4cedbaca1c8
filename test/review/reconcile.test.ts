import {expect, describe as group, it} from 'vitest'
import type {Finding} from '../../rules/finding.ts'
import {charge} from '../../src/review/charge.ts'
import {planFailure, planReview, type ReviewInput, type ReviewPlan} from '../../src/review/plan-review.ts'
import {defaultThreadSettings} from '../../src/review/threads.ts'
import {describe, findingAt, pageFinding, refs, reviewed} from './build.ts'
import {ForgeModel} from './forge-model.ts'
import {KEY, reviewInput} from './review-input.ts'

const text = 'one\ntwo\nthree\nfour\nfive\n'
const person = 55

function plan(forge: ForgeModel, findings: readonly Finding[], more: Partial<ReviewInput> = {}): ReviewPlan {
  return planReview(reviewInput(forge, {text, findings}, more))
}

/** Reviews and carries it out; returns what was done. */
function review(forge: ForgeModel, findings: readonly Finding[], more: Partial<ReviewInput> = {}): string[] {
  const {operations} = plan(forge, findings, more)
  for (const operation of operations) forge.apply(operation)
  return operations.map(({kind}) => kind)
}

const one = findingAt(text, 'one')
const two = findingAt(text, 'two')
const threadOf = (forge: ForgeModel, index = 0) => forge.threads(KEY)[index]?.discussion ?? ''
const summaryOf = (forge: ForgeModel) =>
  forge.discussions.flatMap(({notes}) => notes).find(({resolvable}) => !resolvable)?.body ?? ''

group('planReview on what is said already', () => {
  it('says everything at once, the status last', () => {
    expect(review(new ForgeModel(), [one, two])).toEqual([
      'create-draft',
      'create-draft',
      'publish-drafts',
      'create-summary',
      'set-status'
    ])
  })

  it('writes nothing when nothing is new', () => {
    const forge = new ForgeModel()
    review(forge, [one, two])
    expect(review(forge, [one, two])).toEqual([])
  })

  it('creates plain discussions where the server has no draft notes', () => {
    const forge = new ForgeModel()
    forge.draftsExist = false
    expect(review(forge, [one])).toEqual(['create-discussion', 'create-summary', 'set-status'])
    expect(review(forge, [one])).toEqual([])
  })

  it('publishes no draft that a person left in the same account', () => {
    const forge = new ForgeModel()
    forge.drafts.push({id: 900, body: 'half a thought'})
    expect(review(forge, [one])).toEqual(['create-discussion', 'create-summary', 'set-status'])
    expect(forge.drafts).toEqual([{id: 900, body: 'half a thought'}])
  })

  it('resolves the thread of a finding that is gone', () => {
    const forge = new ForgeModel()
    review(forge, [one, two])
    review(forge, [two])
    expect(forge.threads(KEY).map(({resolved}) => resolved)).toEqual([true, false])
  })

  it('reopens the thread of a finding that is back', () => {
    const forge = new ForgeModel()
    for (const findings of [[one], [], [one]]) review(forge, findings)
    expect(forge.threads(KEY).map(({resolved}) => resolved)).toEqual([false])
  })

  it('respects a person who resolved a thread although the finding stands, and says so', () => {
    const forge = new ForgeModel()
    review(forge, [one])
    forge.resolve(threadOf(forge), person)
    expect(review(forge, [one])).toEqual(['update-summary'])
    expect(summaryOf(forge)).toContain('1 finding settled by a person who resolved the thread')
    expect(forge.threads(KEY)).toMatchObject([{resolved: true}])
  })

  it('takes no resolve for a decision when the finding went and came back', () => {
    const forge = new ForgeModel()
    review(forge, [one])
    forge.resolve(threadOf(forge), person)
    review(forge, [])
    review(forge, [one])
    expect(forge.threads(KEY)).toMatchObject([{resolved: false}])
    expect(review(forge, [one])).toEqual([])
  })

  it('writes nothing twice about a settled finding that returns as mere advice', () => {
    const forge = new ForgeModel()
    review(forge, [one])
    forge.resolve(threadOf(forge), person)
    review(forge, [])
    const advice = findingAt(text, 'one', {severity: 'info'})
    review(forge, [advice])
    expect(review(forge, [advice])).toEqual([])
    expect(forge.threads(KEY)).toMatchObject([{resolved: true}])
  })

  it('remembers a decision when the thread itself is deleted', () => {
    const forge = new ForgeModel()
    review(forge, [one])
    forge.resolve(threadOf(forge), person)
    review(forge, [one])
    forge.discussions = forge.discussions.filter(({id}) => id !== threadOf(forge))
    expect(review(forge, [one])).toEqual([])
  })

  it('raises a settled once-a-page finding again when it has grown', () => {
    const forge = new ForgeModel()
    const settled = pageFinding(text, ['one'], {severity: 'error'})
    review(forge, [settled])
    forge.resolve(threadOf(forge), person)
    expect(review(forge, [settled])).toEqual(['update-summary'])
    const grown = pageFinding(text, ['one', 'two'], {severity: 'error'})
    expect(review(forge, [grown])).toEqual(['resolve-thread', 'update-thread', 'update-summary'])
    expect(review(forge, [grown])).toEqual([])
  })

  it('leaves a thread open that a person wrote into', () => {
    const forge = new ForgeModel()
    review(forge, [one])
    forge.reply(threadOf(forge), person)
    review(forge, [])
    expect(forge.threads(KEY)).toMatchObject([{resolved: false}])
  })

  it('tells a thread what became of its finding, in place', () => {
    const forge = new ForgeModel()
    review(forge, [pageFinding(text, ['one', 'two'], {severity: 'error'})])
    const changed = pageFinding(text, ['one'], {severity: 'error'})
    expect(review(forge, [changed])).toContain('update-thread')
    expect(forge.threads(KEY)).toHaveLength(1)
    expect(review(forge, [changed])).toEqual([])
  })

  it('says no suggestion in a thread that sits on another line by now', () => {
    const forge = new ForgeModel()
    review(forge, [pageFinding(text, ['one', 'three'], {severity: 'error'})])
    const moved = pageFinding(text, ['three'], {severity: 'error', fix: '3'})
    const charges = charge([reviewed({base: null, head: text, headFindings: [moved]})], describe)
    const fingerprints = charges.new.map(({fingerprint}) => fingerprint)
    const block = {first: 3, last: 3, replacement: '3'}
    const fixes = [{pageId: 'content/job-families/engineer.md', block, fingerprints}]
    review(forge, [moved], {fixes})
    expect(forge.threads(KEY)[0]?.body).not.toContain('suggestion:')
    expect(forge.threads(KEY)[0]?.body).toContain('line 3')
  })

  it('knows a thread again that is about thousands of things', () => {
    const words = Array.from({length: 3000}, (_, n) => `word${n}`)
    const long = `${words.join(' ')}\n`
    const many = pageFinding(long, words, {severity: 'error'})
    const pages = [reviewed({base: null, head: long, headFindings: [many]})]
    const more = {pages, charges: charge(pages, describe)}
    const forge = new ForgeModel()
    review(forge, [], more)
    expect(forge.threads(KEY)).toHaveLength(1)
    expect(review(forge, [], more)).toEqual([])
  })

  it('finishes the drafts of a run that stopped', () => {
    const forge = new ForgeModel()
    const {operations} = plan(forge, [one, two])
    for (const operation of operations.slice(0, 2)) forge.apply(operation)
    expect(review(forge, [one, two])).toEqual(['publish-drafts', 'create-summary', 'set-status'])
  })

  it('removes drafts that a stopped run left and nobody wants any more', () => {
    const forge = new ForgeModel()
    for (const operation of plan(forge, [one, two]).operations.slice(0, 2)) forge.apply(operation)
    expect(review(forge, [two])).toEqual(['delete-draft', 'publish-drafts', 'create-summary', 'set-status'])
    expect(forge.threads(KEY)).toHaveLength(1)
  })

  it('continues after the token was replaced by another user’s', () => {
    const forge = new ForgeModel()
    review(forge, [one, two])
    forge.bot = 200
    expect(review(forge, [one, two])).toEqual(['create-summary', 'set-status'])
    expect(review(forge, [one, two])).toEqual([])
    review(forge, [two])
    expect(forge.threads(KEY).map(({resolved}) => resolved)).toEqual([true, false])
  })

  it('reopens what the bot before it resolved', () => {
    const forge = new ForgeModel()
    review(forge, [one])
    review(forge, [])
    forge.bot = 200
    review(forge, [one])
    expect(forge.threads(KEY)).toMatchObject([{resolved: false}])
  })

  it('takes no copy of a note by another person for its own', () => {
    const forge = new ForgeModel()
    review(forge, [one])
    forge.say(person, forge.threads(KEY)[0]?.body ?? '')
    forge.say(person, summaryOf(forge))
    review(forge, [])
    expect(forge.discussions.filter(({notes}) => notes[0]?.authorId === person)).toMatchObject([
      {notes: [{resolved: false}]},
      {notes: [{resolved: false}]}
    ])
  })

  it('keeps the oldest of two summaries and retires the other', () => {
    const forge = new ForgeModel()
    const {operations} = plan(forge, [one])
    for (const operation of [...operations, ...operations]) forge.apply(operation)
    expect(review(forge, [one])).toEqual(['resolve-thread', 'update-summary', 'set-status'])
    expect(review(forge, [one])).toEqual([])
  })

  it('keeps a thread of an error that stands beyond the limit', () => {
    const forge = new ForgeModel()
    const threads = {...defaultThreadSettings, limit: 1}
    review(forge, [two], {threads})
    review(forge, [one, two], {threads})
    expect(forge.threads(KEY)).toMatchObject([{resolved: false}])
    expect(summaryOf(forge)).toContain('Without a thread of their own')
  })

  it('does not ask GitLab again for a position that it refused at this head', () => {
    const forge = new ForgeModel()
    const [name = ''] = plan(forge, [one]).threads.threads.map((thread) => thread.group.fingerprint)
    review(forge, [one], {refused: new Set([name])})
    expect(forge.threads(KEY)).toEqual([])
    expect(summaryOf(forge)).toContain('"one" has no grade')
    expect(review(forge, [one])).toEqual([])
    expect(review(forge, [one], {refs: {...refs, head: 'e'.repeat(40)}})).toContain('create-draft')
  })

  it('leaves the threads of a page alone that could not be checked', () => {
    const forge = new ForgeModel()
    review(forge, [one])
    review(forge, [], {unchecked: new Set(['content/job-families/engineer.md'])})
    expect(forge.threads(KEY)).toMatchObject([{resolved: false}])
  })

  it('says nothing where no page is changed and nothing was said', () => {
    const forge = new ForgeModel()
    expect(review(forge, [], {pages: []})).toEqual(['set-status'])
    expect(review(forge, [], {pages: []})).toEqual([])
  })
})

group('planFailure', () => {
  it('says that the review could not be done and touches no thread', () => {
    const forge = new ForgeModel()
    review(forge, [one])
    const failed = () => planFailure(reviewInput(forge, {text, findings: []}), 'GitLab has no diff for @all')
    for (const operation of failed().operations) forge.apply(operation)
    expect(forge.status).toMatchObject({
      state: 'failed',
      description: expect.stringContaining('Could not be reviewed')
    })
    expect(summaryOf(forge)).toContain('could not be reviewed:** GitLab has no diff for `@all`')
    expect(forge.threads(KEY)).toMatchObject([{resolved: false}])
    expect(failed().operations).toEqual([])
  })

  it('forgets nothing that people decided', () => {
    const forge = new ForgeModel()
    review(forge, [one])
    forge.resolve(threadOf(forge), person)
    review(forge, [one])
    for (const operation of planFailure(reviewInput(forge, {text, findings: []}), 'no diff').operations)
      forge.apply(operation)
    forge.discussions = forge.discussions.filter(({id}) => id !== threadOf(forge))
    expect(review(forge, [one])).toEqual(['update-summary', 'set-status'])
  })
})
