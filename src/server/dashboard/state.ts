/**
 * What the dashboard shows, read at the moment it is asked for.
 */
import type {Journal} from '../../journal/journal.ts'
import type {RecordedReview} from '../../journal/reviews.ts'
import type {RuleRecord} from '../../journal/threads.ts'
import type {Queue, QueueDepth, QueuedJob} from '../../queue/queue.ts'
import type {DeliveryTally} from '../delivery-tally.ts'
import type {Health} from '../health.ts'

export interface DashboardSources {
  readonly version: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly now: () => number
  readonly health: () => Promise<Health>
  readonly journal: Pick<Journal, 'recent' | 'lastDay' | 'rules'>
  readonly queue: Pick<Queue, 'depth' | 'list'>
  /** Of this process. */
  readonly deliveries: DeliveryTally
  /** Address of GitLab. */
  readonly gitlabUrl: string
  /** Where the webhook should lead; undefined when the service was not told its address. */
  readonly webhookUrl: string | undefined
  /** How deliveries show that they come from GitLab. */
  readonly verifiedBy: readonly ('secret' | 'signature')[]
}

/** What the database tells. */
export interface StoredState {
  readonly reviews: readonly RecordedReview[]
  readonly lastDay: Awaited<ReturnType<Journal['lastDay']>>
  readonly rules: readonly RuleRecord[]
  readonly depth: QueueDepth
  readonly jobs: readonly QueuedJob[]
}

export interface DashboardState
  extends Pick<DashboardSources, 'version' | 'gitlabUrl' | 'webhookUrl' | 'verifiedBy'> {
  readonly now: number
  readonly startedAt: number
  readonly health: Health
  readonly deliveries: ReturnType<DeliveryTally['read']>
  /** Null while the database does not answer. */
  readonly stored: StoredState | null
}

const MOST_REVIEWS = 50
const MOST_JOBS = 20

export async function readState(sources: DashboardSources): Promise<DashboardState> {
  const {journal, queue, deliveries, now, version, startedAt, gitlabUrl, webhookUrl, verifiedBy} = sources
  const reading = Promise.all([
    journal.recent(MOST_REVIEWS),
    journal.lastDay(),
    journal.rules(),
    queue.depth(),
    queue.list(MOST_JOBS)
  ])
  const [health, stored] = await Promise.all([
    sources.health(),
    reading.then(
      ([reviews, lastDay, rules, depth, jobs]): StoredState => ({reviews, lastDay, rules, depth, jobs}),
      () => null
    )
  ])
  const known = {version, gitlabUrl, webhookUrl, verifiedBy, startedAt}
  return {...known, health, stored, now: now(), deliveries: deliveries.read()}
}
