/**
 * Runs a schedule: real services and a real database, a sandbox for GitLab, and whatever the schedule lets happen to them.
 */
import {setTimeout as sleep} from 'node:timers/promises'
import type {RunningSandbox} from '../../src/sandbox/start.ts'
import * as authors from './authors.ts'
import {differences} from './compare.ts'
import {isPushToSource, lostDeliveries, repeat} from './deliveries.ts'
import {type Fleet, openFleet} from './fleet.ts'
import type {Ground} from './ground.ts'
import {observe} from './observe.ts'
import {describeStep, type Schedule, type Step} from './schedule.ts'
import {type Change, openStage, type Stage} from './stage.ts'
import {createTraps, type Traps} from './traps.ts'

export interface Ran {
  /** What was not as it should be; empty when all is well. */
  readonly wrong: readonly string[]
  /** Deaths, lost deliveries and the like, for those who want to know what a schedule reached. */
  readonly events: readonly string[]
}

/** Looks without any request or query in between, after which a running job is taken for one that has no process. */
const QUIET_LOOKS = 300

/** Milliseconds after which nothing will settle any more. */
const PATIENCE = 90_000

interface Running {
  readonly stage: Stage
  readonly ground: Ground
  readonly fleet: Fleet
  readonly traps: Traps
  readonly note: (event: string, details?: string) => void
  /** Counts looks since the last sign of life. */
  readonly quiet: {looks: number}
  /** Merge requests, by number, on which somebody decided something that no event tells of. */
  readonly decided: Set<number>
}

/** @param tell Told of each step and event; for a replay. */
export async function runSchedule(
  schedule: Schedule,
  sandbox: RunningSandbox,
  ground: Ground,
  tell: (line: string) => void = () => undefined
): Promise<Ran> {
  const stage = await openStage(sandbox)
  const events: string[] = []
  const note = (event: string, details = '') => {
    events.push(event)
    tell(`    ${event}${details}`)
  }
  const quiet = {looks: 0}
  const traps = createTraps({
    push: (edit) => authors.push(stage, stage.changes[0], edit),
    cutDatabase: ground.cut,
    onSign() {
      quiet.looks = 0
    },
    note
  })
  const fleet = openFleet(stage, ground, traps, schedule.replicas)
  const run: Running = {stage, ground, fleet, traps, note, quiet, decided: new Set()}

  try {
    await fleet.complete()
    let stepsAway = 0
    for (const step of schedule.steps) {
      tell(describeStep(step))
      if (await mourn(run)) stepsAway = schedule.downFor
      if (stepsAway > 0) stepsAway -= 1
      else await keepAlive(run)
      fleet.route()
      await act(run, step)
    }
    tell('all faults end')
    await recover(run, schedule)
    return {wrong: await judge(run), events}
  } catch (error) {
    return {wrong: [error instanceof Error ? (error.stack ?? error.message) : String(error)], events}
  } finally {
    stage.api.releaseDeliveries()
    await fleet.close()
    await ground.clear()
  }
}

async function act(run: Running, step: Step): Promise<void> {
  const {stage, ground, fleet, traps} = run
  const {api, changes} = stage
  const change = 'nth' in step ? changes[step.nth % Math.max(1, changes.length)] : undefined
  switch (step.kind) {
    case 'open':
      return authors.open(stage, step)
    case 'push':
      return authors.push(stage, change, step.edit)
    case 'move':
      return authors.move(stage, step)
    case 'say':
      return change && authors.say(stage, change, step.text)
    case 'resolve':
    case 'reply':
      return change && decide(run, change, step)
    case 'draft':
      return change && authors.toggleDraft(stage, change)
    case 'close':
      return change && authors.toggleState(stage, change)
    case 'resend':
    case 'redeliver': {
      const all = api.deliveries(stage.project)
      const delivery = all[step.delivery % Math.max(1, all.length)]
      return delivery && repeat(stage, delivery, {asAnother: step.kind === 'redeliver'})
    }
    case 'hold':
      return api.holdDeliveries()
    case 'release':
      return api.releaseDeliveries(step.order)
    case 'trap':
      return traps.lay(step.trap)
    case 'kill-at-query':
      return traps.layForQuery(step.nth, step.when)
    case 'kill':
      return traps.mayDie(() => replicaOf(fleet, step.nth)?.kill())
    case 'stop':
      return fleet.stop(replicaOf(fleet, step.nth))
    case 'cut-database':
      return ground.cut()
    case 'wait':
      return waitFor(run, step.requests)
    case 'settle':
      return settle(run)
  }
}

function replicaOf({alive}: Fleet, nth: number) {
  return alive[nth % Math.max(1, alive.length)]
}

/** People decide about what they see, not about what is being written at that moment. */
async function decide(
  run: Running,
  change: Change,
  {kind, thread: nth}: Extract<Step, {kind: 'resolve' | 'reply'}>
): Promise<void> {
  const {stage, decided, note} = run
  await settle(run)
  const open = observe(stage, change.mergeRequest).threads.filter(({end}) => end === 'open')
  const thread = open[nth % Math.max(1, open.length)]
  if (!thread) return
  decided.add(change.mergeRequest.iid)
  note(kind === 'resolve' ? 'threads resolved by a person' : 'replies', `: ${thread.rule}`)
  if (kind === 'resolve') await authors.resolve(stage, change, thread.id)
  else await authors.reply(stage, change, thread.id)
}

async function mourn({fleet, note}: Running): Promise<boolean> {
  const deaths = await fleet.mourn()
  for (let death = 0; death < deaths; death++) note('services died')
  return deaths > 0
}

async function keepAlive(run: Running): Promise<void> {
  await mourn(run)
  await run.fleet.complete()
}

async function waitFor(run: Running, count: number): Promise<void> {
  const until = run.traps.requests + count
  await inPatience(run, async () => run.traps.requests >= until || (await look(run)))
}

/** No delivery is on its way, no job waits or runs. */
async function isIdle({stage, ground}: Running): Promise<boolean> {
  const {underway} = stage.api.state.webhooks
  if (underway.size > 0) return false
  const {present} = await ground.jobs()
  return present === 0 && underway.size === 0
}

async function settle(run: Running): Promise<void> {
  await inPatience(run, () => look(run))
}

/** @returns Whether nothing is left to do. */
async function look(run: Running): Promise<boolean> {
  const {ground, fleet, quiet, note} = run
  await keepAlive(run)
  if (await isIdle(run)) return true
  quiet.looks += 1
  if (quiet.looks > QUIET_LOOKS && fleet.alive.every(({gateway}) => !gateway.busy)) {
    // Somebody lost its connection while it told of an end: its job has no process any more.
    const {running} = await ground.jobs()
    if (running.size > 0) note('jobs without a process')
    await ground.outlive(running)
    await ground.endPause()
    quiet.looks = 0
  }
  return false
}

/** @throws Error when it does not come to pass. */
async function inPatience({ground}: Running, hasCome: () => boolean | Promise<boolean>): Promise<void> {
  const began = performance.now()
  while (!(await hasCome())) {
    if (performance.now() - began > PATIENCE)
      throw new Error(`nothing settles: ${JSON.stringify(await ground.jobs())}`)
    await sleep(2)
  }
}

/** Faults are over: what was lost comes back, and all that was closed is opened again. */
async function recover(run: Running, {recovery}: Schedule): Promise<void> {
  const {stage, traps, note, decided} = run
  traps.clear()
  await keepAlive(run)
  stage.api.releaseDeliveries()
  await settle(run)
  for (const change of stage.changes) {
    const {state, title} = change.mergeRequest
    if (state === 'closed') await authors.toggleState(stage, change)
    // One that was ready for a while has threads, of which a draft's first review would know nothing.
    if (title.startsWith('Draft: ') && change.wasToggled) await authors.toggleDraft(stage, change)
  }
  await settle(run)
  const lost = lostDeliveries(stage)
  if (lost.length > 0) {
    note('schedules with lost deliveries', `: ${lost.length}`)
    if (recovery === 'resend') for (const delivery of lost) repeat(stage, delivery)
    else await sweep(run)
  }
  await settle(run)
  // A sweep looks for no comments, and sees a move of the target branch only a second after a review.
  const isAskedFor = recovery === 'sweep' && !lost.every(isPushToSource)
  for (const change of stage.changes) {
    const isDecided = decided.has(change.mergeRequest.iid)
    if (isAskedFor || isDecided) await authors.say(stage, change, '@ladderlint recheck')
  }
  await settle(run)
}

/** What a service that was away finds by itself. */
async function sweep(run: Running): Promise<void> {
  await run.fleet.stopAll()
  const {log} = await run.fleet.start({sweeps: true})
  await inPatience(run, () => log.some((line) => line.includes('looked for open merge requests')))
}

async function judge({stage, ground, fleet}: Running): Promise<string[]> {
  const {dead} = await ground.jobs()
  await fleet.stopAll()
  stage.project.hooks.clear()
  const wrong = dead.map((job) => `given up: ${job}`)
  for (const {mergeRequest} of stage.changes) {
    const found = await differences(stage, mergeRequest)
    wrong.push(...found.map((what) => `!${mergeRequest.iid}: ${what}`))
  }
  return wrong
}
