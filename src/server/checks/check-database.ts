/**
 * Whether there is a place for what is still to do: the folder of the embedded database, or a server.
 */
import {access, constants, stat} from 'node:fs/promises'
import {dirname} from 'node:path'
import type {DatabaseConfig} from '../../config/environment.ts'
import {ownerOf} from '../../database/data-folder.ts'
import type {Database} from '../../database/database.ts'
import {type Check, unanswered} from './check.ts'

const about = 'database'

/** Changes nothing: a folder that is missing is made by the service. */
export async function checkDatabase(config: DatabaseConfig): Promise<Check> {
  return config.kind === 'server' ? checkServer(config) : checkFolder(config.folder)
}

async function checkServer(config: DatabaseConfig): Promise<Check> {
  const {openDatabase} = await import('../../database/open-database.ts')
  try {
    const {database, close} = await openDatabase(config, () => {})
    const mayMakeTables = await canMakeTables(database).finally(close)
    const says = `DATABASE_URL leads to a database that answers (${database.engine})`
    if (mayMakeTables) return {about, verdict: 'ok', says}
    return {
      about,
      verdict: 'failed',
      says: `${says}, but its user may make no tables there`,
      hint: 'Make that user the owner of the database, or run GRANT CREATE ON DATABASE for it'
    }
  } catch (error) {
    return unanswered(about, 'failed', error)
  }
}

/** True as well where the engine does not tell. */
async function canMakeTables(database: Database): Promise<boolean> {
  const [row] = await database
    .query("SELECT has_database_privilege(current_database(), 'CREATE') AS may")
    .catch(() => [])
  return row?.may !== false
}

async function checkFolder(folder: string): Promise<Check> {
  const owner = await ownerOf(folder)
  if (owner) return {about, verdict: 'ok', says: `The service with process id ${owner.pid} uses ${folder}`}
  const present = await nearestPresent(folder)
  const isWritable = (await isFolder(present)) && (await may(present, constants.W_OK))
  if (isWritable) {
    const says = present === folder ? `${folder} may be written` : `${folder} can be made by the service`
    return {about, verdict: 'ok', says}
  }
  return {
    about,
    verdict: 'failed',
    says: `${present} is no folder that this user may write, so what is to be done cannot be kept in ${folder}`,
    hint: 'Set LADDERLINT_DATA to a folder that the service may write, or set DATABASE_URL'
  }
}

/** The folder, or the first one above it that is there. */
async function nearestPresent(folder: string): Promise<string> {
  const above = dirname(folder)
  return above === folder || (await may(folder, constants.F_OK)) ? folder : nearestPresent(above)
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false
  )
}

async function may(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false
  )
}
