/**
 * The queue of this installation, for commands that look at it: of the database server, of the service that is running
 * here, or of the folder that no service uses at the moment.
 */
import {access} from 'node:fs/promises'
import {z} from 'zod'
import {type DatabaseConfig, databaseConfig} from '../config/environment.ts'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {type DataFolderOwner, ownerOf} from '../database/data-folder.ts'
import {clusterOf} from '../database/embedded-database.ts'
import {openDatabase} from '../database/open-database.ts'
import {openBossQueue} from '../queue/boss-queue.ts'
import {queuedJob} from '../queue/job-record.ts'
import type {Queue} from '../queue/queue.ts'
import {actAsOwnerOf} from './act-as-owner.ts'

export interface OpenedQueue extends Pick<Queue, 'list' | 'retry'> {
  close(): Promise<void>
}

/** @throws LadderlintError when there is no queue, or it cannot be reached. */
export async function openQueue(config: DatabaseConfig = databaseConfig()): Promise<OpenedQueue> {
  if (config.kind === 'embedded') {
    const owner = await ownerOf(config.folder)
    if (owner) return queueOf(owner)
    await demandDatabase(config.folder)
    await actAsOwnerOf(config.folder)
  }
  const warn = (message: string) => process.stderr.write(`ladderlint: ${message}\n`)
  const opened = await openDatabase(config, warn)
  const queue = await openBossQueue({
    database: opened.database,
    concurrency: 1,
    attempts: 1,
    delay: () => 0,
    onFailure: () => undefined,
    onError: ({message}) => warn(message),
    onWarning: () => undefined
  }).catch(async (error: unknown) => {
    await opened.close()
    throw error
  })
  return {
    list: queue.list,
    retry: queue.retry,
    async close() {
      await queue.stop(0)
      await opened.close()
    }
  }
}

/** An empty database made here would say that nothing was given up, whatever the service's own says. */
async function demandDatabase(folder: string): Promise<void> {
  try {
    await access(clusterOf(folder))
  } catch (cause) {
    const isHidden = cause instanceof Error && 'code' in cause && cause.code === 'EACCES'
    throw new LadderlintError(
      isHidden ? `this user may not look into ${folder}` : `no service has kept anything in ${folder} yet`,
      {
        hint: isHidden
          ? "Run this as the service's user, or as root"
          : 'Set LADDERLINT_DATA or DATABASE_URL as they are set for the service',
        cause
      }
    )
  }
}

/** Milliseconds; the service answers from its own memory and database. */
const PATIENCE = 10_000

function queueOf({pid, url, token}: DataFolderOwner): OpenedQueue {
  async function ask(path: string, body?: object): Promise<unknown> {
    if (url === null) {
      throw new LadderlintError(`the service with process id ${pid} is still starting`, {
        hint: 'Try again in some seconds'
      })
    }
    const answer = await fetch(`${url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'},
      ...(body ? {body: JSON.stringify(body)} : {}),
      signal: AbortSignal.timeout(PATIENCE)
    }).catch((cause: unknown) => {
      throw new LadderlintError(`the service with process id ${pid} does not answer at ${url}`, {
        hint: 'Look at its log; it may be starting or stopping',
        cause
      })
    })
    if (!answer.ok) throw new LadderlintError(`the service at ${url} refused: HTTP ${answer.status}`)
    return answer.json()
  }
  return {
    list: async (limit) => {
      const {jobs} = z.object({jobs: z.array(queuedJob)}).parse(await ask('/queue'))
      return (['running', 'waiting', 'dead'] as const).flatMap((state) =>
        jobs.filter((job) => job.state === state).slice(0, limit)
      )
    },
    retry: async (ids) =>
      z.object({retried: z.number()}).parse(await ask('/queue/retry', ids ? {ids} : {})).retried,
    close: async () => undefined
  }
}
