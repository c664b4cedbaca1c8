/**
 * Runs a schedule: real services and a real database, a sandbox for GitLab, and whatever the schedule lets happen to them.
 */
import {randomUUID} from 'node:crypto'
import {setTimeout as sleep} from 'node:timers/promises'
import type {Delivery} from '../../src/sandbox/hooks/hook.ts'
import type {RunningSandbox} from '../../src/sandbox/start.ts'
import {differences} from './compare.ts'
import type {Fate} from './gateway.ts'
import type {Ground, Opened} from './ground.ts'
import {observe} from './observe.ts'
import {filesBetween, filesOf, PAGES, targetFiles, type Work} from './pages.ts'
import {type Replica, startReplica, WEBHOOK_SECRET} from './replica.ts'
import {
  describeStep,
  type Edit,
  type Mishap,
  type Schedule,
  type Step,
  type Trap,
  type When
} from './schedule.ts'
import {type Change, check, openStage} from './stage.ts'

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

/** @param tell Told of each step and event; for a replay. */
export async function runSchedule(
  schedule: Schedule,
  sandbox: RunningSandbox,
  ground: Ground,
  tell: (line: string) => void = () => undefined
): Promise<Ran> {
  const stage = await openStage(sandbox)
  const {api, project} = stage
  const events: string[] = []
  const note = (event: string, details = '') => {
    events.push(event)
    tell(`    ${event}${details}`)
  }

  const replicas: Replica[] = []
  const graveyard: Replica[] = []
  const opened: Opened[] = []
  let traps: {readonly trap: Trap; seen: number}[] = []
  let queryTraps: {left: number; readonly when: When}[] = []
  let requests = 0
  let quiet = 0
  let stepsAway = 0
  let turn = 0
  let deaths = 0
  /** Merge requests, by number, that were drafts for some of the time. */
  const toggled = new Set<number>()
  /** Merge requests, by number, on which somebody decided something that no event tells of. */
  const decided = new Set<number>()

  const hook = api.createHook(project, 'http://127.0.0.1:9/webhooks/gitlab', {
    token: WEBHOOK_SECRET,
    events: ['merge_requests_events', 'note_events', 'push_events']
  })

  /** GitLab knows one address, behind which the replicas take turns. */
  function route(): void {
    const configured = project.hooks.get(hook)
    const next = replicas[turn++ % Math.max(1, replicas.length)]
    if (configured) configured.url = `${next?.url ?? 'http://127.0.0.1:9'}/webhooks/gitlab`
  }

  function fateOf(kill: () => void, method: string, path: string): Fate | null {
    requests += 1
    quiet = 0
    for (const entry of traps) {
      const {trap} = entry
      if (trap.method !== null && trap.method !== method) continue
      if (trap.path !== null && !path.includes(trap.path)) continue
      const place = entry.seen++
      if (place < trap.skip || place >= trap.skip + trap.times) continue
      const fate = toFate(trap, kill)
      note(nameOf(trap.mishap), `: ${method} ${shortened(path)}`)
      return fate
    }
    return null
  }

  function toFate({mishap}: Trap, kill: () => void): Fate {
    if (mishap.kind === 'kill') return {kind: 'meanwhile', when: mishap.when, what: async () => mayDie(kill)}
    if (mishap.kind === 'cut-database') return {kind: 'meanwhile', when: 'before', what: () => ground.cut()}
    if (mishap.kind === 'push') {
      return {kind: 'meanwhile', when: 'before', what: async () => push(stage.changes[0], mishap.edit)}
    }
    return mishap
  }

  /** A job that takes three processes with it is given up, as it should be: that is another test. */
  function mayDie(kill: () => void): void {
    if (deaths >= 3) return
    deaths += 1
    kill()
  }

  function onQuery(kill: () => void, when: When): void {
    quiet = 0
    for (const trap of queryTraps) {
      if (trap.when !== when) continue
      trap.left -= 1
      if (trap.left >= 0) continue
      queryTraps = queryTraps.filter((one) => one !== trap)
      note(`kill ${when} a query`)
      mayDie(kill)
      return
    }
  }

  async function start({sweeps = false} = {}): Promise<Replica> {
    const own = await ground.open()
    opened.push(own)
    const replica = await startReplica({
      gitlab: sandbox.url,
      token: stage.bot.token,
      project: project.path,
      database: own.database,
      check,
      sweeps,
      fateOf,
      onQuery,
      cutConnections: () => own.abandon()
    })
    replicas.push(replica)
    route()
    return replica
  }

  /** Carries away who died; jobs of the dead go to the living once a while has passed. */
  async function mourn(): Promise<void> {
    for (const replica of replicas.filter(({isDead}) => isDead)) {
      replicas.splice(replicas.indexOf(replica), 1)
      graveyard.push(replica)
      note('services died')
      route()
      await replica.gateway.drained()
      await ground.outlive(replica.fetched)
    }
  }

  async function keepAlive(): Promise<void> {
    await mourn()
    while (replicas.length < schedule.replicas) {
      await start()
      await mourn()
    }
  }

  async function push(change: Change | undefined, edit: Edit): Promise<void> {
    if (change?.mergeRequest.state !== 'opened') return
    const before = change.work
    change.work = edited(before, edit)
    const branch = change.mergeRequest.sourceBranch
    const isRebase = edit.kind === 'rebase'
    await api.push({
      project,
      branch,
      author: stage.author,
      files: isRebase ? filesOf(change.work) : filesBetween(before, change.work),
      ...(isRebase ? {from: project.defaultBranch} : {})
    })
  }

  async function act(step: Step): Promise<void> {
    const chosen = 'nth' in step ? stage.changes[step.nth % Math.max(1, stage.changes.length)] : undefined
    switch (step.kind) {
      case 'open': {
        const work: Work = {page: step.page, path: PAGES[step.page] ?? null, flaws: step.flaws}
        const mergeRequest = await api.createMergeRequest({
          project,
          title: step.draft ? 'Draft: Change a page' : 'Change a page',
          sourceBranch: `change-${stage.changes.length + 1}`,
          files: filesOf(work),
          author: stage.author
        })
        stage.changes.push({mergeRequest, work})
        return
      }
      case 'push':
        return push(chosen, step.edit)
      case 'move':
        stage.moves = stage.moves.includes(step.move)
          ? stage.moves.filter((move) => move !== step.move)
          : [...stage.moves, step.move]
        await api.push({
          project,
          branch: project.defaultBranch,
          files: targetFiles(stage.moves),
          author: stage.maintainer
        })
        return
      case 'say':
        if (chosen)
          await stage.call(stage.maintainer, 'POST', chosen.mergeRequest, '/notes', {body: step.text})
        return
      case 'resolve':
      case 'reply': {
        if (!chosen) return
        await settle()
        const open = observe(stage, chosen.mergeRequest).threads.filter(({end}) => end === 'open')
        const thread = open[step.thread % Math.max(1, open.length)]
        if (!thread) return
        const path = `/discussions/${thread.id}`
        note(step.kind === 'resolve' ? 'threads resolved by a person' : 'replies', `: ${thread.rule}`)
        decided.add(chosen.mergeRequest.iid)
        if (step.kind === 'resolve')
          await stage.call(stage.maintainer, 'PUT', chosen.mergeRequest, path, {resolved: true})
        else await stage.call(stage.maintainer, 'POST', chosen.mergeRequest, `${path}/notes`, {body: 'Why?'})
        return
      }
      case 'draft': {
        if (!chosen) return
        const {title, iid} = chosen.mergeRequest
        toggled.add(iid)
        const next = title.startsWith('Draft: ') ? title.slice(7) : `Draft: ${title}`
        return api.edit(chosen.mergeRequest, {title: next}, stage.author)
      }
      case 'close':
        if (!chosen) return
        return api.changeState(
          chosen.mergeRequest,
          chosen.mergeRequest.state === 'closed' ? 'reopen' : 'close',
          stage.author
        )
      case 'resend':
      case 'redeliver': {
        const all = api.deliveries(project)
        const delivery = all[step.delivery % Math.max(1, all.length)]
        if (delivery) repeat(delivery, step.kind === 'redeliver')
        return
      }
      case 'hold':
        return api.holdDeliveries()
      case 'release':
        return api.releaseDeliveries(step.order)
      case 'trap':
        traps.push({trap: step.trap, seen: 0})
        return
      case 'kill-at-query':
        queryTraps.push({left: step.nth, when: step.when})
        return
      case 'kill':
        return mayDie(() => replicas[step.nth % Math.max(1, replicas.length)]?.kill())
      case 'stop': {
        const replica = replicas[step.nth % Math.max(1, replicas.length)]
        if (!replica) return
        replicas.splice(replicas.indexOf(replica), 1)
        route()
        await replica.stop()
        return
      }
      case 'cut-database':
        return ground.cut()
      case 'wait':
        return waitFor(step.requests)
      case 'settle':
        return settle()
    }
  }

  /** The same delivery once more, or the same event as another delivery. */
  function repeat(delivery: Delivery, asAnother: boolean): void {
    const headers = asAnother
      ? {...delivery.requestHeaders, 'Idempotency-Key': randomUUID()}
      : delivery.requestHeaders
    api.resend(project, {...delivery, requestHeaders: headers})
  }

  async function waitFor(count: number): Promise<void> {
    const until = requests + count
    while (requests < until && !(await isIdle())) {
      await keepAlive()
      await sleep(2)
    }
  }

  async function isIdle(): Promise<boolean> {
    if (sandbox.api.state.webhooks.underway.size > 0) return false
    const {present} = await ground.jobs()
    return present === 0 && sandbox.api.state.webhooks.underway.size === 0
  }

  async function settle(): Promise<void> {
    const began = performance.now()
    for (;;) {
      await keepAlive()
      if (await isIdle()) return
      quiet += 1
      if (quiet > QUIET_LOOKS && replicas.every(({gateway}) => !gateway.busy)) {
        // Somebody lost its connection while it told of an end: its job has no process any more.
        const {running} = await ground.jobs()
        if (running.size > 0) note('jobs without a process')
        await ground.outlive(running)
        await ground.endPause()
        quiet = 0
      }
      if (performance.now() - began > PATIENCE)
        throw new Error(`does not settle: ${JSON.stringify(await ground.jobs())}`)
      await sleep(2)
    }
  }

  /** Faults are over: what was lost comes back, and all that was closed is opened again. */
  async function recover(): Promise<void> {
    traps = []
    queryTraps = []
    stepsAway = 0
    await keepAlive()
    api.releaseDeliveries()
    await settle()
    for (const {mergeRequest} of stage.changes) {
      if (mergeRequest.state === 'closed') await api.changeState(mergeRequest, 'reopen', stage.author)
      // One that was ready for a while has threads, of which a draft's first review would know nothing.
      if (mergeRequest.title.startsWith('Draft: ') && toggled.has(mergeRequest.iid))
        await api.edit(mergeRequest, {title: mergeRequest.title.slice(7)}, stage.author)
    }
    await settle()
    const lost = lostDeliveries()
    if (lost.length > 0) {
      note('schedules with lost deliveries', `: ${lost.length}`)
      if (schedule.recovery === 'resend') for (const delivery of lost) repeat(delivery, false)
      else await sweep()
    }
    await settle()
    // A sweep looks for no comments, and sees a move of the target branch only a second after a review.
    const isSwept = schedule.recovery === 'sweep' && !lost.every(isPushToSource)
    for (const {mergeRequest} of stage.changes) {
      if (!isSwept && !decided.has(mergeRequest.iid)) continue
      await stage.call(stage.maintainer, 'POST', mergeRequest, '/notes', {body: '@ladderlint recheck'})
    }
    await settle()
  }

  async function sweep(): Promise<void> {
    for (const replica of replicas.splice(0)) await replica.stop()
    const {log} = await start({sweeps: true})
    while (!log.some((line) => line.includes('looked for open merge requests'))) await sleep(2)
  }

  /** That no 2xx was given for, and that were not sent again with success since. */
  function lostDeliveries(): Delivery[] {
    const all = api.deliveries(project)
    const keyOf = ({requestHeaders}: Delivery) => requestHeaders['Idempotency-Key']
    const stored = new Set(all.flatMap((one) => (one.status && one.status < 300 ? [keyOf(one)] : [])))
    return all.filter((one) => !stored.has(keyOf(one)))
  }

  try {
    for (let at = 0; at < schedule.replicas; at++) await start()
    for (const step of schedule.steps) {
      tell(describeStep(step))
      if (replicas.some(({isDead}) => isDead)) stepsAway = schedule.downFor
      if (stepsAway > 0) {
        await mourn()
        stepsAway -= 1
      } else await keepAlive()
      route()
      await act(step)
    }
    tell('all faults end')
    await recover()
    const wrong: string[] = []
    const {dead} = await ground.jobs()
    for (const replica of replicas.splice(0)) await replica.stop()
    project.hooks.clear()
    wrong.push(...dead.map((job) => `given up: ${job}`))
    for (const {mergeRequest} of stage.changes) {
      const found = await differences(stage, mergeRequest)
      wrong.push(...found.map((what) => `!${mergeRequest.iid}: ${what}`))
    }
    return {wrong, events}
  } catch (error) {
    return {wrong: [error instanceof Error ? (error.stack ?? error.message) : String(error)], events}
  } finally {
    api.releaseDeliveries()
    for (const replica of replicas) await replica.stop()
    for (const replica of graveyard) await replica.bury()
    for (const each of opened) await each.close()
    await ground.clear()
    if (wrongLogs)
      for (const replica of [...graveyard, ...replicas]) for (const line of replica.log) tell(line)
  }
}

const wrongLogs = process.env.CHAOS_LOGS === '1'

/** That a sweep makes up for by itself. */
function isPushToSource({requestBody}: Delivery): boolean {
  const event: unknown = JSON.parse(requestBody)
  return JSON.stringify(event).includes('"oldrev"')
}

function edited(work: Work, edit: Edit): Work {
  const own = PAGES[work.page] ?? PAGES[0]
  switch (edit.kind) {
    case 'toggle': {
      const {flaw} = edit
      const flaws = work.flaws.includes(flaw)
        ? work.flaws.filter((one) => one !== flaw)
        : [...work.flaws, flaw]
      return {...work, flaws}
    }
    case 'mend':
      return {...work, flaws: []}
    case 'rename':
      return {...work, path: work.path === own ? own.replace('-engineer', '-engineers') : own}
    case 'delete':
      return {...work, path: null}
    case 'restore':
      return {...work, path: own}
    case 'rebase':
      return work
  }
}

function nameOf(mishap: Mishap): string {
  if (mishap.kind === 'answer') return `answer ${mishap.status} ${mishap.when} the effect`
  if (mishap.kind === 'push') return 'push during a review'
  return 'when' in mishap ? `${mishap.kind} ${mishap.when} the effect` : mishap.kind
}

function shortened(path: string): string {
  return path.replace(/^\/api\/v4\/projects\/\d+/, '').slice(0, 80)
}
