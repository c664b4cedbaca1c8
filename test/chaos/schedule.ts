/**
 * Schedules: what people, GitLab and the machines do, step by step. The same seed gives the same schedule for ever.
 */
import fc from 'fast-check'
import {FLAWS, type Flaw, MOVES, type Move, PAGES} from './pages.ts'

/** What an author pushes. */
export type Edit =
  /** Puts a finding in, or takes it out. */
  | {readonly kind: 'toggle'; readonly flaw: Flaw}
  /** Takes all findings out. */
  | {readonly kind: 'mend'}
  | {readonly kind: 'rename' | 'delete' | 'restore'}
  /** Starts again from the target branch as it is now: a force push. */
  | {readonly kind: 'rebase'}

/** Before or after a request or a query took effect. */
export type When = 'before' | 'after'

/** What becomes of a request to GitLab. */
export type Mishap =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly retryAfter: number | null
      readonly when: When
    }
  | {readonly kind: 'drop'; readonly when: When}
  /** Never answered, until the client gives up. */
  | {readonly kind: 'silence'; readonly when: When}
  | {readonly kind: 'push'; readonly edit: Edit}
  | {readonly kind: 'kill'; readonly when: When}
  | {readonly kind: 'cut-database'}

/** Some requests, counted from when it is laid. */
export interface Trap {
  readonly method: string | null
  /** A part of the path. */
  readonly path: string | null
  /** Matching requests let through first. */
  readonly skip: number
  readonly times: number
  readonly mishap: Mishap
}

/** Merge requests, threads and deliveries are named by their number, counted round: `nth` 7 of 3 is the second. */
export type Step =
  | {readonly kind: 'open'; readonly page: number; readonly flaws: readonly Flaw[]; readonly draft: boolean}
  | {readonly kind: 'push'; readonly nth: number; readonly edit: Edit}
  | {readonly kind: 'move'; readonly move: Move}
  | {readonly kind: 'say'; readonly nth: number; readonly text: string}
  | {readonly kind: 'resolve' | 'reply'; readonly nth: number; readonly thread: number}
  | {readonly kind: 'draft' | 'close'; readonly nth: number}
  | {readonly kind: 'resend' | 'redeliver'; readonly delivery: number}
  | {readonly kind: 'hold'}
  | {readonly kind: 'release'; readonly order: 'as-fired' | 'reversed'}
  | {readonly kind: 'trap'; readonly trap: Trap}
  /** A query of a service, counted from now. */
  | {readonly kind: 'kill-at-query'; readonly nth: number; readonly when: When}
  | {readonly kind: 'kill'; readonly nth: number}
  /** A service goes as it should. */
  | {readonly kind: 'stop'; readonly nth: number}
  | {readonly kind: 'cut-database'}
  /** Until so many requests were made, or nothing is left to do. */
  | {readonly kind: 'wait'; readonly requests: number}
  | {readonly kind: 'settle'}

export interface Schedule {
  readonly seed: number
  readonly database: 'postgres' | 'embedded'
  readonly replicas: 1 | 2
  /** Steps that a killed service stays away. */
  readonly downFor: number
  /** How deliveries come back that nobody took: sent again by a person, or found by the sweep. */
  readonly recovery: 'resend' | 'sweep'
  readonly steps: readonly Step[]
}

const nth = fc.nat(11)
const when = fc.constantFrom<When[]>('before', 'after')
const flaws = fc.uniqueArray(fc.constantFrom(...FLAWS), {maxLength: 4})

const edit: fc.Arbitrary<Edit> = fc.oneof(
  {weight: 8, arbitrary: fc.record({kind: fc.constant('toggle'), flaw: fc.constantFrom(...FLAWS)})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('mend')})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('rename')})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('delete')})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('restore')})},
  {weight: 2, arbitrary: fc.record({kind: fc.constant('rebase')})}
)

const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('answer'),
      status: fc.constantFrom(500, 502, 503, 504),
      retryAfter: fc.constant(null),
      when
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('answer'),
      status: fc.constant(429),
      retryAfter: fc.constantFrom(null, 0, 1),
      when: fc.constant('before')
    })
  },
  {weight: 4, arbitrary: fc.record({kind: fc.constant('drop'), when})},
  {weight: 2, arbitrary: fc.record({kind: fc.constant('silence'), when})},
  {weight: 5, arbitrary: fc.record({kind: fc.constant('push'), edit})},
  {weight: 5, arbitrary: fc.record({kind: fc.constant('kill'), when})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('cut-database')})}
)

const target = fc.constantFrom(
  {method: null, path: null},
  {method: 'GET', path: null},
  {method: 'POST', path: null},
  {method: 'PUT', path: null},
  {method: 'POST', path: '/draft_notes'},
  {method: 'POST', path: 'bulk_publish'},
  {method: 'POST', path: '/notes'},
  {method: 'PUT', path: '/notes'},
  {method: 'PUT', path: '/discussions/'},
  {method: 'POST', path: '/statuses/'},
  {method: 'GET', path: '/discussions'},
  {method: 'GET', path: '/draft_notes'}
)

const trap: fc.Arbitrary<Trap> = fc
  .tuple(target, fc.oneof(fc.nat(3), fc.nat(25)), fc.integer({min: 1, max: 2}), mishap)
  .map(([{method, path}, skip, times, what]) => ({
    method,
    path,
    // Of one kind of write there are few.
    skip: path === null ? skip : skip % 3,
    times: ['answer', 'drop', 'silence'].includes(what.kind) ? times : 1,
    mishap: what
  }))

const text = fc.constantFrom(
  '@ladderlint recheck',
  '@ladderlint ignore inclusive-language because the customer is one person',
  '@ladderlint ignore unfilled-template because it is filled in tomorrow',
  '@ladderlint unignore inclusive-language',
  '@ladderlint explain ladder-target',
  '@ladderlint ignore nonsense because of nothing',
  'What a nice change.'
)

const step: fc.Arbitrary<Step> = fc.oneof(
  {weight: 12, arbitrary: fc.record({kind: fc.constant('push'), nth, edit})},
  {weight: 3, arbitrary: fc.record({kind: fc.constant('move'), move: fc.constantFrom(...MOVES)})},
  {weight: 3, arbitrary: fc.record({kind: fc.constant('say'), nth, text})},
  {weight: 2, arbitrary: fc.record({kind: fc.constant('resolve'), nth, thread: nth})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('reply'), nth, thread: nth})},
  {weight: 2, arbitrary: fc.record({kind: fc.constant('draft'), nth})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('close'), nth})},
  {weight: 2, arbitrary: fc.record({kind: fc.constant('resend'), delivery: nth})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('redeliver'), delivery: nth})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('hold')})},
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('release'),
      order: fc.constantFrom<('as-fired' | 'reversed')[]>('as-fired', 'reversed')
    })
  },
  {weight: 16, arbitrary: fc.record({kind: fc.constant('trap'), trap})},
  {weight: 3, arbitrary: fc.record({kind: fc.constant('kill-at-query'), nth: fc.nat(50), when})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('kill'), nth})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('stop'), nth})},
  {weight: 1, arbitrary: fc.constant<Step>({kind: 'cut-database'})},
  {weight: 8, arbitrary: fc.record({kind: fc.constant('wait'), requests: fc.nat(25)})},
  {weight: 3, arbitrary: fc.constant<Step>({kind: 'settle'})}
)

const opening: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('open'),
  page: fc.nat(PAGES.length - 1),
  flaws,
  draft: fc.nat(5).map((n) => n === 0)
})

/** One seed in so many runs on the embedded database, which takes a second to start. */
const EMBEDDED_EVERY = 50

export function scheduleOf(seed: number): Schedule {
  const arbitrary = fc.record({
    openings: fc.oneof(
      {weight: 3, arbitrary: fc.array(opening, {minLength: 1, maxLength: 1})},
      {weight: 2, arbitrary: fc.array(opening, {minLength: 2, maxLength: 3})}
    ),
    steps: fc.array(step, {minLength: 6, maxLength: 14, size: 'max'}),
    places: fc.array(fc.nat(6), {minLength: 3, maxLength: 3}),
    replicas: fc.constantFrom<(1 | 2)[]>(1, 1, 2),
    downFor: fc.constantFrom(0, 0, 1, 3),
    recovery: fc.constantFrom<('resend' | 'sweep')[]>('resend', 'sweep')
  })
  const [drawn] = fc.sample(arbitrary, {seed, numRuns: 1})
  if (!drawn) throw new Error(`no schedule for seed ${seed}`)
  const {openings, places, replicas, downFor, recovery} = drawn
  const steps = [...drawn.steps]
  for (const [index, each] of openings.entries()) {
    steps.splice(index === 0 ? Math.min(1, places[0] ?? 0) : (places[index] ?? 0), 0, each)
  }
  const database = seed % EMBEDDED_EVERY === 0 ? 'embedded' : 'postgres'
  return {
    seed,
    database,
    replicas: database === 'embedded' ? 1 : replicas,
    downFor,
    recovery,
    steps
  }
}

/** One line a step. */
export function describeStep(step: Step): string {
  const {kind, ...details} = step
  const words = Object.entries(details).map(([name, value]) => `${name} ${JSON.stringify(value)}`)
  return [kind, ...words].join(', ')
}
