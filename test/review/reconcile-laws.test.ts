/**
 * Laws of a review over any history: pushes, people, new tokens, crashes and repeated deliveries in any order.
 */
import fc from 'fast-check'
import {expect, describe as group, it} from 'vitest'
import type {Finding, Severity} from '../../rules/finding.ts'
import {charge} from '../../src/review/charge.ts'
import {type Ignores, ignoresOf} from '../../src/review/ignores.ts'
import {planReview, type ReviewPlan} from '../../src/review/plan-review.ts'
import {recall} from '../../src/review/said.ts'
import {describe, findingAt, pageFinding, refs, reviewed} from './build.ts'
import {ForgeModel} from './forge-model.ts'
import {KEY, reviewInput} from './review-input.ts'

const words = ['one', 'two', 'three', 'four'] as const
const text = `${words.join('\n')}\n`
const person = 55

interface Push {
  readonly kind: 'push'
  readonly found: readonly {word: (typeof words)[number]; severity: Severity}[]
  readonly page: readonly (typeof words)[number][]
}

type Event =
  | Push
  | {readonly kind: 'resolve' | 'open' | 'reply' | 'copy'; readonly thread: number}
  | {readonly kind: 'ignore'; readonly rule: string; readonly again: boolean}
  | {readonly kind: 'draft'; readonly draft: boolean}
  | {readonly kind: 'new-token'}
  | {readonly kind: 'drafts'; readonly exist: boolean}

const word = fc.constantFrom(...words)
const push: fc.Arbitrary<Push> = fc.record({
  kind: fc.constant('push'),
  found: fc.uniqueArray(
    fc.record({word, severity: fc.constantFrom<Severity[]>('error', 'warning', 'info')}),
    {maxLength: 4, selector: (finding) => finding.word}
  ),
  page: fc.uniqueArray(word, {maxLength: 3})
})
const event: fc.Arbitrary<Event> = fc.oneof(
  {weight: 5, arbitrary: push},
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('resolve', 'open', 'reply', 'copy'),
      thread: fc.nat(5)
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('ignore'),
      rule: fc.constantFrom('grade-stated', 'link-style'),
      again: fc.boolean()
    })
  },
  {weight: 1, arbitrary: fc.record({kind: fc.constant('draft'), draft: fc.boolean()})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('new-token')})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('drafts'), exist: fc.boolean()})}
)
/** An event, and how many operations of the review after it are carried out before the process dies. */
const history = fc.array(fc.record({event, crash: fc.option(fc.nat(6))}), {maxLength: 12})

interface World {
  readonly forge: ForgeModel
  findings: readonly Finding[]
  head: number
  draft: boolean
}

function happen(world: World, next: Event): void {
  const {forge} = world
  const thread = 'thread' in next ? forge.threads(KEY).at(next.thread) : undefined
  switch (next.kind) {
    case 'push':
      world.head += 1
      world.findings = [
        ...next.found.map((found) => findingAt(text, found.word, {severity: found.severity})),
        ...(next.page.length > 0 ? [pageFinding(text, next.page, {severity: 'error'})] : [])
      ]
      break
    case 'resolve':
      if (thread) forge.resolve(thread.discussion, person)
      break
    case 'open':
      if (thread) forge.resolve(thread.discussion, null)
      break
    case 'reply':
      if (thread) forge.reply(thread.discussion, person)
      break
    case 'copy':
      if (thread) forge.say(person, thread.body)
      break
    case 'ignore': {
      const {rule, again} = next
      const ignore = {kind: 'ignore', rule, because: 'it moves', until: null, by: 'ada'} as const
      forge.command(person, again ? [{kind: 'unignore', rule}] : [ignore], KEY)
      break
    }
    case 'draft':
      world.draft = next.draft
      break
    case 'new-token':
      forge.bot += 1000
      forge.drafts = []
      break
    case 'drafts':
      forge.draftsExist = next.exist
      if (!next.exist) forge.drafts = []
  }
}

const identityOf = ({bot}: ForgeModel) => ({project: 7, iid: 3, ownerId: bot, key: KEY})

function ignoresIn({forge}: World): Ignores {
  const {answers} = recall(forge.said, identityOf(forge))
  return ignoresOf(
    answers.map(({marker}) => marker),
    '2026-11-21'
  )
}

function plan(world: World): ReviewPlan {
  const {forge, findings, head, draft} = world
  return planReview(
    reviewInput(
      forge,
      {text, findings},
      {
        refs: {...refs, head: String(head).padStart(40, '0')},
        threads: {from: 'warning', limit: 3},
        ignores: ignoresIn(world),
        quiet: draft
      }
    )
  )
}

function review(world: World, most = Number.POSITIVE_INFINITY): void {
  for (const operation of plan(world).operations.slice(0, most)) world.forge.apply(operation)
}

/** Fingerprints of what is found now. */
function namesOf({findings}: World): ReadonlySet<string> {
  const charges = charge([reviewed({base: null, head: text, headFindings: findings})], describe)
  return new Set(charges.new.map(({fingerprint}) => fingerprint))
}

/** What people see, apart from ids, which a crash may shift. */
function seen({forge}: World) {
  const discussions = forge.discussions.map(({notes}) =>
    notes.map(({body, authorId, resolved, resolvedById}) => ({body, authorId, resolved, resolvedById}))
  )
  const status = forge.status && {state: forge.status.state, description: forge.status.description}
  return {discussions: discussions.map((notes) => JSON.stringify(notes)).sort(), status}
}

function foreign({forge}: World): string {
  return JSON.stringify(forge.discussions.filter(({notes: [first]}) => first?.authorId === person))
}

/** Runs a history; `check` sees the world after each finished review. */
function live(events: readonly {event: Event; crash: number | null}[], check: (world: World) => void): void {
  const world: World = {forge: new ForgeModel(), findings: [], head: 0, draft: false}
  for (const {event: next, crash} of events) {
    happen(world, next)
    const before = foreign(world)
    if (crash !== null) review(world, crash)
    review(world)
    expect(foreign(world)).toBe(before)
    check(world)
  }
}

group('a review over any history', () => {
  it('has nothing more to do once it is done', () => {
    fc.assert(
      fc.property(history, (events) => live(events, (world) => expect(plan(world).operations).toEqual([])))
    )
  })

  it('never has two open threads for one finding', () => {
    fc.assert(
      fc.property(history, (events) =>
        live(events, ({forge}) => {
          const open = forge.threads(KEY).filter(({resolved}) => !resolved)
          expect(new Set(open.map(({fingerprint}) => fingerprint)).size).toBe(open.length)
        })
      )
    )
  })

  it('keeps one summary for each bot that wrote', () => {
    fc.assert(
      fc.property(history, (events) =>
        live(events, ({forge}) => {
          const authors = forge.discussions.flatMap(({notes: [first]}) =>
            first && !first.resolvable && first.authorId !== person ? [first.authorId] : []
          )
          expect(new Set(authors).size).toBe(authors.length)
        })
      )
    )
  })

  it('leaves no draft behind', () => {
    fc.assert(fc.property(history, (events) => live(events, ({forge}) => expect(forge.drafts).toEqual([]))))
  })

  it('loses no finding: each has a thread or stands in the summary', () => {
    fc.assert(
      fc.property(history, (events) =>
        live(events, (world) => {
          const {threads, summary} = plan(world)
          const names = new Set(world.forge.threads(KEY).map(({fingerprint}) => fingerprint))
          for (const {group: wanted} of threads.threads) {
            const isSaid = names.has(wanted.fingerprint) || summary?.includes(wanted.first.reason)
            expect(isSaid).toBe(true)
          }
          for (const wanted of threads.unthreaded) expect(summary).toContain(wanted.first.rule)
        })
      )
    )
  })

  it('resolves what is fixed, unless a person answered', () => {
    fc.assert(
      fc.property(history, (events) =>
        live(events, (world) => {
          const standing = namesOf(world)
          for (const thread of world.forge.threads(KEY)) {
            if (!standing.has(thread.fingerprint) && !thread.replied) expect(thread.resolved).toBe(true)
          }
        })
      )
    )
  })

  it('keeps no thread open about what people set aside', () => {
    fc.assert(
      fc.property(history, (events) =>
        live(events, (world) => {
          const rules = new Set(ignoresIn(world).holding.map(({rule}) => rule))
          const standing = namesOf(world)
          const open = world.forge.threads(KEY).filter(({resolved}) => !resolved)
          // Where a person answered, the thread of a finding that is gone is that person's to resolve.
          const ignored = open.filter(({rule, replied}) => rules.has(rule) && !replied)
          const answered = open.filter(({rule, fingerprint}) => rules.has(rule) && standing.has(fingerprint))
          expect([...ignored, ...answered]).toEqual([])
        })
      )
    )
  })

  it('opens no thread while the merge request is a draft', () => {
    fc.assert(
      fc.property(history, (events) => {
        const world: World = {forge: new ForgeModel(), findings: [], head: 0, draft: false}
        for (const {event: next} of events) {
          happen(world, next)
          const before = world.forge.threads(KEY).length
          review(world)
          if (world.draft) expect(world.forge.threads(KEY).length).toBeLessThanOrEqual(before)
        }
      })
    )
  })

  it('ends in the same state wherever it stopped before', () => {
    fc.assert(
      fc.property(history, fc.nat(10), (events, most) => {
        const world: World = {forge: new ForgeModel(), findings: [], head: 0, draft: false}
        for (const {event: next} of events) {
          happen(world, next)
          const stopped: World = {...world, forge: world.forge.clone()}
          const {operations} = plan(stopped)
          review(stopped, most)
          if (operations[most]?.kind === 'publish-drafts') stopped.forge.publish(1)
          review(stopped)
          review(world)
          expect(seen(stopped)).toEqual(seen(world))
        }
      })
    )
  })
})
