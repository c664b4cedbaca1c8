/**
 * The services that share a database, and GitLab's way to them: it knows one address, behind which they take turns.
 */
import type {Ground, Opened} from './ground.ts'
import {type Replica, startReplica, WEBHOOK_SECRET} from './replica.ts'
import {check, type Stage} from './stage.ts'
import type {Traps} from './traps.ts'

export interface Fleet {
  /** Those that are not known to be dead. */
  readonly alive: readonly Replica[]
  /** @param sweeps Whether it looks for what nobody told of. */
  start(options?: {readonly sweeps?: boolean}): Promise<Replica>
  /** Carries away who died; their jobs go to the living, as after a while. @returns How many there were. */
  mourn(): Promise<number>
  /** Starts as many as there should be. */
  complete(): Promise<void>
  /** Lets the next delivery go to the next of them. */
  route(): void
  /** Ends one as an operator does. */
  stop(replica: Replica | undefined): Promise<void>
  stopAll(): Promise<void>
  /** Ends all, and what the dead have left in this process. */
  close(): Promise<void>
}

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9'

export function openFleet(stage: Stage, ground: Ground, traps: Traps, size: number): Fleet {
  const {api, project, sandbox, bot} = stage
  const alive: Replica[] = []
  const dead: Replica[] = []
  const opened: Opened[] = []
  let turn = 0
  const hook = api.createHook(project, `${NOWHERE}/webhooks/gitlab`, {
    token: WEBHOOK_SECRET,
    events: ['merge_requests_events', 'note_events', 'push_events']
  })

  function route(): void {
    const configured = project.hooks.get(hook)
    const next = alive[turn++ % Math.max(1, alive.length)]
    if (configured) configured.url = `${next?.url ?? NOWHERE}/webhooks/gitlab`
  }

  async function start({sweeps = false} = {}): Promise<Replica> {
    const own = await ground.open()
    opened.push(own)
    const replica = await startReplica({
      gitlab: sandbox.url,
      token: bot.token,
      project: project.path,
      database: own.database,
      check,
      sweeps,
      fateOf: traps.fateOf,
      onQuery: traps.onQuery,
      cutConnections: own.abandon
    })
    alive.push(replica)
    route()
    return replica
  }

  async function mourn(): Promise<number> {
    const gone = alive.filter(({isDead}) => isDead)
    for (const replica of gone) {
      alive.splice(alive.indexOf(replica), 1)
      route()
      await carryAway(replica)
    }
    return gone.length
  }

  async function carryAway(replica: Replica): Promise<void> {
    dead.push(replica)
    // What GitLab has received from it is carried out long before anybody takes it for dead.
    await replica.gateway.drained()
    await ground.outlive(replica.fetched)
  }

  async function stop(replica: Replica | undefined): Promise<void> {
    if (!replica) return
    alive.splice(alive.indexOf(replica), 1)
    route()
    await replica.stop()
    if (replica.isDead) await carryAway(replica)
  }

  async function stopAll(): Promise<void> {
    for (const replica of [...alive]) await stop(replica)
  }

  return {
    alive,
    start,
    mourn,
    async complete() {
      while (alive.length < size) {
        await start()
        await mourn()
      }
    },
    route,
    stop,
    stopAll,
    async close() {
      await stopAll()
      for (const replica of dead) await replica.bury()
      for (const each of opened) await each.close()
    }
  }
}
