/**
 * A database as a process sees it that may be killed: from then on nothing it asks is answered, as if it were gone.
 */
import type {Database, Queries, Row} from '../../src/database/database.ts'

export interface MortalDatabase {
  readonly database: Database
  /** Jobs that were handed out to this process. */
  readonly fetched: ReadonlySet<string>
  /** Nothing is answered any more. */
  kill(): void
  /** Lets go of everything that waits for an answer: it fails. */
  bury(): void
}

/** @param onQuery Told of each query, before it is sent and after its answer came. */
export function mortal(inner: Database, onQuery: (when: 'before' | 'after') => void): MortalDatabase {
  const fetched = new Set<string>()
  const waiting = new Set<(error: Error) => void>()
  let isDead = false
  let isBuried = false
  const {promise: death, reject: die} = Promise.withResolvers<never>()
  death.catch(() => undefined)

  function forEver(): Promise<never> {
    return new Promise((_, reject) => {
      const gone = new Error('the process is dead')
      if (isBuried) reject(gone)
      else waiting.add(reject)
    })
  }

  /** What a dead process hears of an answer: nothing. */
  async function unlessDead<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    if (isDead) return forEver()
    try {
      const answer = await ask()
      return isDead ? forEver() : answer
    } catch (error) {
      if (isDead) return forEver()
      throw error
    }
  }

  async function query(queries: Queries, text: string, values?: readonly unknown[]): Promise<readonly Row[]> {
    return unlessDead(async () => {
      onQuery('before')
      if (isDead) return forEver()
      const rows = await queries.query(text, values)
      if (isHandedOut(text)) for (const {id} of rows) fetched.add(String(id))
      onQuery('after')
      return rows
    })
  }

  function kill(): void {
    isDead = true
    die(new Error('the process is dead'))
  }

  const mortalQueries = (queries: Queries): Queries => ({
    query: (text, values) => query(queries, text, values)
  })

  return {
    fetched,
    database: {
      engine: inner.engine,
      ...mortalQueries(inner),
      // Whoever dies in the middle of a transaction holds up nobody: it is undone at that moment.
      transaction: (work) =>
        unlessDead(() => inner.transaction((queries) => Promise.race([work(mortalQueries(queries)), death]))),
      close: async () => undefined
    },
    kill,
    bury() {
      kill()
      isBuried = true
      for (const reject of waiting) reject(new Error('the process is dead'))
      waiting.clear()
    }
  }
}

/** pg-boss hands jobs out by making them active. */
function isHandedOut(text: string): boolean {
  return text.includes('SKIP LOCKED')
}
