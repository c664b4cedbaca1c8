/**
 * Lets go of what is too old to keep, so that the database of a service that runs for years does not grow with them.
 */
import type {Logger} from 'pino'
import type {Database} from '../database/database.ts'
import type {Queue} from '../queue/queue.ts'
import type {Account} from './account.ts'

/** Resolves whatever comes of it: what could not be forgotten today can be tomorrow. */
export async function forgetOld({
  account,
  queue,
  database,
  log
}: {
  readonly account: Pick<Account, 'forget'>
  readonly queue: Pick<Queue, 'forgetDeliveries'>
  readonly database: Pick<Database, 'tidy'>
  readonly log: Logger
}): Promise<void> {
  await account.forget()
  await queue
    .forgetDeliveries()
    .catch((err: unknown) =>
      log.warn({err}, 'old deliveries could not be forgotten; the next try is tomorrow')
    )
  await database
    .tidy?.()
    .catch((err: unknown) => log.warn({err}, 'the database could not be tidied; the next try is tomorrow'))
}
