/**
 * Makes a new cluster beside the place that it is for, where it is moved once it is whole: one that was broken off half way
 * by a kill or a full disk, or that the child of a killed service is still making, is never taken for a database.
 */
import {fork} from 'node:child_process'
import {randomBytes} from 'node:crypto'
import {once} from 'node:events'
import {mkdir, readdir, rm} from 'node:fs/promises'
import {basename, dirname, extname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {LadderlintError} from '../config/ladderlint-error.ts'

/**
 * @param cluster Its place, in a folder that belongs to this process.
 * @returns The path that it has for now.
 * @throws LadderlintError when it cannot be made; nothing is left of it then.
 */
export async function makeCluster(cluster: string): Promise<string> {
  const unfinished = `${basename(cluster)}-new`
  const folder = dirname(cluster)
  await mkdir(folder, {recursive: true, mode: 0o700})
  for (const name of await readdir(folder)) if (name.startsWith(unfinished)) await clear(join(folder, name))
  const made = join(folder, `${unfinished}-${randomBytes(4).toString('hex')}`)
  await mkdir(made, {mode: 0o700})
  const complaint = await create(made)
  if (complaint === null) return made
  await clear(made)
  throw new LadderlintError(`no database could be created in ${cluster}: ${complaint}`, {
    hint: 'Check that the folder of LADDERLINT_DATA can be written and has 100 MB left, or set DATABASE_URL'
  })
}

/** In a process of its own, because creating a cluster takes 300 MB that a process never gives back. @returns What went wrong. */
async function create(cluster: string): Promise<string | null> {
  const program = fileURLToPath(
    new URL(`../database/create-cluster${extname(import.meta.url)}`, import.meta.url)
  )
  const child = fork(program, [cluster], {stdio: ['ignore', 'ignore', 'pipe', 'ipc']})
  let complaint = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = `${complaint}${text}`.slice(-2000)
  })
  const [code] = await once(child, 'close')
  return code === 0 ? null : complaint.trim() || `exit ${code}`
}

/** What another process is still writing there stays until the next time. */
async function clear(path: string): Promise<void> {
  await rm(path, {recursive: true, force: true}).catch(() => undefined)
}
