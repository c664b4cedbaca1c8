/**
 * Whether a project's webhook sends what the service listens to.
 */
import type {Access, HookFacts} from '../../gitlab/access.ts'
import {GitLabError} from '../../gitlab/errors.ts'
import {WEBHOOK_PATH} from '../webhook-path.ts'
import {type Check, unanswered} from './check.ts'

/** What the service expects of a delivery. */
export interface Expected {
  /** Where people reach the service; undefined when it does not say. */
  readonly publicUrl: string | undefined
  readonly hasSecret: boolean
  readonly isSigned: boolean
}

/** @param project Its numeric id, and its path for people. */
export async function checkWebhook(
  access: Access,
  project: {readonly id: number; readonly path: string},
  expected: Expected
): Promise<readonly Check[]> {
  const about = `webhook ${project.path}`
  try {
    const hooks = await access.hooks(project.id)
    const own = hooks.filter(({url}) => leadsHere(url, expected))
    if (own.length === 0) return [missing(about, expected)]
    return await Promise.all(
      own.map(async (hook) =>
        checkHook(about, hook, expected, await access.newestAnswer(project.id, hook.id))
      )
    )
  } catch (error) {
    if (!(error instanceof GitLabError) || ![403, 404].includes(error.status ?? 0))
      return [unanswered(about, 'unknown', error)]
    return [{about, verdict: 'unknown', says: 'Only Maintainers see webhooks', hint: byHand(expected)}]
  }
}

/** Behind a proxy the address may be another one than the service knows; the path stays. */
function leadsHere(url: string, {publicUrl}: Expected): boolean {
  if (publicUrl !== undefined && url === `${publicUrl}${WEBHOOK_PATH}`) return true
  return URL.canParse(url) && new URL(url).pathname.endsWith(WEBHOOK_PATH)
}

function addressOf({publicUrl}: Expected): string {
  return `${publicUrl ?? 'https://…'}${WEBHOOK_PATH}`
}

function byHand(expected: Expected): string {
  const vouching = [
    expected.hasSecret ? 'the secret token' : '',
    expected.isSigned ? 'the signing token' : ''
  ]
  return `Look at Settings > Webhooks: URL ${addressOf(expected)}, ${vouching.filter(Boolean).join(' and ') || 'no secret'}, triggers Push events, Comments and Merge request events, no custom template`
}

function missing(about: string, expected: Expected): Check {
  return {
    about,
    verdict: 'failed',
    says: `The project has no webhook to ${addressOf(expected)}: only the sweep would find merge requests (a group's webhook does as well, and cannot be seen here)`,
    hint: byHand(expected)
  }
}

/** @param answer To its newest delivery; undefined where that is not known. */
function checkHook(about: string, hook: HookFacts, expected: Expected, answer: string | undefined): Check {
  const shown = defectsOf(hook, expected)
  const failures = [...shown.failures, ...refusals(answer)]
  const warnings = [...shown.warnings, ...failedDeliveries(answer)]
  const defects = [...failures, ...warnings]
  if (defects.length === 0) {
    return {about, verdict: 'ok', says: `It sends pushes, comments and merge requests to ${hostOf(hook.url)}`}
  }
  return {
    about,
    verdict: failures.length > 0 ? 'failed' : 'warning',
    says: `Webhook ${hook.id}: ${defects.map(({says}) => says).join('; ')}`,
    hint: `Settings > Webhooks: ${defects.map(({hint}) => hint).join('; ')}`
  }
}

interface Defect {
  readonly says: string
  readonly hint: string
}

function defectsOf(hook: HookFacts, expected: Expected): Record<'failures' | 'warnings', readonly Defect[]> {
  const {events, state, hasSecret, isSigned} = hook
  // Either is enough; a release that does not say whether there is one has the benefit of the doubt.
  const isVouchedFor =
    (expected.hasSecret && hasSecret !== false) || (expected.isSigned && isSigned !== false)
  const needsVouching = expected.hasSecret || expected.isSigned
  return {
    failures: [
      ...defect(!events.mergeRequests, 'it sends no merge requests', 'tick Merge request events'),
      ...defect(
        state === 'disabled' || state === 'temporarily_disabled',
        `GitLab has switched it off (${state}), because deliveries failed`,
        'see Recent events for the reason, mend it, then press Test'
      ),
      ...defect(
        needsVouching && !isVouchedFor,
        'it carries neither the secret nor the signature that the service asks for',
        expected.isSigned ? 'set the signing token' : 'set the secret token'
      ),
      ...defect(hook.hasTemplate, 'a custom template replaces what it sends', 'empty the custom template')
    ],
    warnings: [
      ...defect(!events.notes, 'it sends no comments, so commands are not heard', 'tick Comments'),
      ...defect(
        !events.pushes,
        'it sends no pushes, so what a push to the target branch breaks is not looked for',
        'tick Push events'
      ),
      ...defect(
        hook.url.startsWith('https:') && !hook.verifiesCertificate,
        'it does not verify the certificate of the service',
        'tick Enable SSL verification'
      )
    ]
  }
}

/** A secret is shown to nobody again: whether it is the right one is told by the service's answers alone. */
function refusals(answer: string | undefined): readonly Defect[] {
  return defect(
    answer === '401',
    'its newest delivery was refused (401): its secret or signing token is not the one that the service has',
    'set the same on both sides, then press Test'
  )
}

/** It may be long over: nothing was sent since. */
function failedDeliveries(answer: string | undefined): readonly Defect[] {
  if (answer === undefined || answer === '401' || /^2\d\d$/.test(answer)) return []
  const says = /^\d+$/.test(answer) ? `was answered ${answer}` : 'got no answer from the service'
  return [
    {says: `its newest delivery ${says}`, hint: 'see Recent events for the reason, mend it, then press Test'}
  ]
}

function defect(isPresent: boolean, says: string, hint: string): readonly Defect[] {
  return isPresent ? [{says, hint}] : []
}

/** Without the rest: what stands behind a question mark may be a secret. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'the service'
}
