/**
 * The traps that are laid: which request or query of a service something happens to.
 */
import type {Fate} from './gateway.ts'
import type {Edit, Mishap, Trap, When} from './schedule.ts'

export interface Traps {
  lay(trap: Trap): void
  /** @param nth Queries of any service that are let through first. */
  layForQuery(nth: number, when: When): void
  /** Takes all of them away. */
  clear(): void
  /** What becomes of a request. @param kill Ends the service that sent it. */
  fateOf(kill: () => void, method: string, path: string): Fate | null
  onQuery(kill: () => void, when: When): void
  /** Requests so far. */
  readonly requests: number
  /** Ends a service, unless too many have died already. */
  mayDie(kill: () => void): void
}

export interface TrapOptions {
  readonly push: (edit: Edit) => Promise<void>
  readonly cutDatabase: () => Promise<void>
  /** Told of each request and query. */
  readonly onSign: () => void
  readonly note: (event: string, details?: string) => void
}

/** A job that takes more processes with it is given up, as it should be: that is another test. */
const MOST_DEATHS = 3

export function createTraps({push, cutDatabase, onSign, note}: TrapOptions): Traps {
  let traps: {readonly trap: Trap; seen: number}[] = []
  let queryTraps: {left: number; readonly when: When}[] = []
  let requests = 0
  let deaths = 0

  function mayDie(kill: () => void): void {
    if (deaths >= MOST_DEATHS) return
    deaths += 1
    kill()
  }

  function toFate({mishap}: Trap, kill: () => void): Fate {
    switch (mishap.kind) {
      case 'kill':
        return {kind: 'meanwhile', when: mishap.when, what: async () => mayDie(kill)}
      case 'cut-database':
        return {kind: 'meanwhile', when: 'before', what: cutDatabase}
      case 'push':
        return {kind: 'meanwhile', when: 'before', what: () => push(mishap.edit)}
      default:
        return mishap
    }
  }

  return {
    mayDie,
    lay(trap) {
      traps.push({trap, seen: 0})
    },
    layForQuery(nth, when) {
      queryTraps.push({left: nth, when})
    },
    clear() {
      traps = []
      queryTraps = []
    },
    fateOf(kill, method, path) {
      requests += 1
      onSign()
      for (const entry of traps) {
        const {trap} = entry
        if (trap.method !== null && trap.method !== method) continue
        if (trap.path !== null && !path.includes(trap.path)) continue
        const place = entry.seen++
        if (place < trap.skip || place >= trap.skip + trap.times) continue
        note(nameOf(trap.mishap), `: ${method} ${path.replace(/^\/api\/v4\/projects\/\d+/, '').slice(0, 80)}`)
        return toFate(trap, kill)
      }
      return null
    },
    onQuery(kill, when) {
      onSign()
      const due = queryTraps.filter((trap) => trap.when === when && trap.left-- <= 0)
      if (due.length === 0) return
      queryTraps = queryTraps.filter((trap) => !due.includes(trap))
      note(`kill ${when} a query`)
      mayDie(kill)
    },
    get requests() {
      return requests
    }
  }
}

function nameOf(mishap: Mishap): string {
  if (mishap.kind === 'answer') return `answer ${mishap.status} ${mishap.when} the effect`
  if (mishap.kind === 'push') return 'push during a review'
  return 'when' in mishap ? `${mishap.kind} ${mishap.when} the effect` : mishap.kind
}
