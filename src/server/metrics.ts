/**
 * What the service counts for Prometheus. Labels hold closed sets only (methods, statuses, outcomes, names of rules), so
 * that nothing from outside adds a time series. What to do with them: docs/metrics.md.
 */
import {Counter, collectDefaultMetrics, Gauge, Histogram, Registry} from 'prom-client'
import type {Severity} from '../../rules/finding.ts'
import type {RequestReport} from '../gitlab/transport.ts'
import {REVIEW_OUTCOMES, type ReviewOutcome} from '../journal/reviews.ts'
import type {QueueDepth} from '../queue/queue.ts'
import {type DeliveryAnswer, outcomeOf} from './delivery-answer.ts'
import {addQueueGauges} from './queue-gauges.ts'

export interface Metrics {
  /** A webhook request was answered. */
  readonly delivered: (answer: DeliveryAnswer) => void
  /** @param ms That the review took; left out when nothing was run. */
  readonly reviewed: (outcome: ReviewOutcome, ms?: number) => void
  /** @param rule Name of a rule of ours. */
  readonly charged: (rule: string, severity: Severity) => void
  readonly requested: (report: RequestReport) => void
  /** A check was ended because a page took too much. */
  readonly stoppedCheck: () => void
  /** In Prometheus's text format. */
  readonly render: () => Promise<string>
  /** Content type of that text. */
  readonly contentType: string
}

/** Seconds: a warm review takes a third of one, a large merge request on a slow GitLab some minutes. */
const REVIEW_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]

/** Seconds. */
const REQUEST_SECONDS = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** @param depth Asked at each scrape; what it throws means that the database is away. */
export function createMetrics(version: string, depth: () => Promise<QueueDepth>): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({register: registry})
  const readQueue = addQueueGauges(registry, depth)
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({name: `ladderlint_${name}`, help, labelNames, registers: [registry]})
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({name: `ladderlint_${name}`, help, labelNames, registers: [registry]})
  const histogram = <Label extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: readonly Label[] = []
  ) => new Histogram({name: `ladderlint_${name}`, help, buckets, labelNames, registers: [registry]})

  gauge('info', 'Always 1; the label tells the version', ['version']).set({version}, 1)
  const deliveries = counter(
    'deliveries_total',
    'Webhook requests by what they brought and how they were answered',
    ['event', 'outcome', 'status']
  )
  const storeFailures = counter('store_failures_total', 'Deliveries that could not be stored (503)')
  const reviews = counter('reviews_total', 'Reviews by outcome; each try of one that cannot be done counts', [
    'outcome'
  ])
  // An outcome that was never seen is 0, so that its first time shows as a rise.
  for (const outcome of REVIEW_OUTCOMES) reviews.inc({outcome}, 0)
  const reviewSeconds = histogram(
    'review_duration_seconds',
    'Time that reviews took, waiting for GitLab included',
    REVIEW_SECONDS
  )
  const findings = counter('findings_total', 'Findings charged, counted anew at each review', [
    'rule',
    'severity'
  ])
  const stopped = counter('checks_stopped_total', 'Checks ended because a page took too much time or memory')
  const requests = counter(
    'gitlab_requests_total',
    'Requests to GitLab, repetitions included; status "none" when no answer came',
    ['method', 'status']
  )
  const requestSeconds = histogram(
    'gitlab_request_duration_seconds',
    'Time until GitLab had answered',
    REQUEST_SECONDS,
    ['method']
  )
  const limit = gauge('gitlab_rate_limit', 'Requests that GitLab allows in a period, by its last answer')
  const remaining = gauge('gitlab_rate_limit_remaining', 'Of these, what is left')
  const resetsAt = gauge('gitlab_rate_limit_reset_timestamp_seconds', 'When that period ends')
  // Nothing is known before GitLab says it; a gauge without labels would begin at 0, an alarm.
  for (const unknown of [limit, remaining, resetsAt]) unknown.remove()

  return {
    delivered({event, status}) {
      deliveries.inc({event, outcome: outcomeOf(status), status})
      if (status === 503) storeFailures.inc()
    },
    reviewed(outcome, ms) {
      reviews.inc({outcome})
      if (ms !== undefined) reviewSeconds.observe(ms / 1000)
    },
    charged: (rule, severity) => findings.inc({rule, severity}),
    requested({method, status, duration, rateLimit}) {
      requests.inc({method, status: status ?? 'none'})
      requestSeconds.observe({method}, duration / 1000)
      if (!rateLimit) return
      limit.set(rateLimit.limit)
      remaining.set(rateLimit.remaining)
      if (rateLimit.resetsAt !== null) resetsAt.set(rateLimit.resetsAt)
    },
    stoppedCheck: () => stopped.inc(),
    async render() {
      await readQueue()
      return registry.metrics()
    },
    contentType: registry.contentType
  }
}
