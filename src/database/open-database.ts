/**
 * Opens the database that the configuration names.
 */
import type {DatabaseConfig} from '../config/environment.ts'
import {claimDataFolder, type DataFolder} from './data-folder.ts'
import type {Database} from './database.ts'
import {openEmbeddedDatabase} from './embedded-database.ts'
import {openPostgresDatabase} from './postgres-database.ts'

export interface OpenedDatabase {
  readonly database: Database
  /** The folder of an embedded database, taken for this process; null for a server. */
  readonly folder: DataFolder | null
  /** Closes the database and lets go of the folder. */
  close(): Promise<void>
}

/**
 * @param warn Told in words what went wrong and was mended.
 * @throws LadderlintError when there is none to be had.
 */
export async function openDatabase(
  config: DatabaseConfig,
  warn: (message: string, cause: unknown) => void
): Promise<OpenedDatabase> {
  if (config.kind === 'server') {
    const database = await openPostgresDatabase(config.url, (cause) =>
      warn('a connection to the database broke; the next query opens another', cause)
    )
    return {database, folder: null, close: () => database.close()}
  }
  const folder = await claimDataFolder(config.folder)
  try {
    const database = await openEmbeddedDatabase(config.folder, (path, cause) =>
      warn(`the database could not be opened and was put aside as ${path}; a new one takes its place`, cause)
    )
    return {
      database,
      folder,
      async close() {
        await database.close()
        await folder.release()
      }
    }
  } catch (error) {
    await folder.release()
    throw error
  }
}
