/**
 * The folder of the embedded database belongs to one process. Its `service.json` says which, and how the command line
 * reaches it: only who may read the folder may ask.
 */
import {randomBytes} from 'node:crypto'
import {mkdir, open, readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {z} from 'zod'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {isSameStart, startOf} from './process-start.ts'

const ownerSchema = z.object({
  pid: z.number().int(),
  /** The boot, and when in it the process started; null on systems that do not tell, and in files of older versions. */
  started: z.string().nullable().default(null),
  /** Where the service listens; null until it does. */
  url: z.string().nullable(),
  /** Lets the command line ask the service; readable by the service's own user alone. */
  token: z.string()
})

export type DataFolderOwner = z.infer<typeof ownerSchema>

export interface DataFolder {
  readonly path: string
  readonly token: string
  /** Says where the service listens. */
  announce(url: string): Promise<void>
  release(): Promise<void>
}

const FILE = 'service.json'

/**
 * Takes the folder for this process, creating it where needed.
 * @throws LadderlintError when a running process has it, or it cannot be written.
 */
export async function claimDataFolder(path: string): Promise<DataFolder> {
  const file = join(path, FILE)
  const owner: DataFolderOwner = {
    pid: process.pid,
    started: await startOf(process.pid),
    url: null,
    token: randomBytes(24).toString('base64url')
  }
  await mkdir(path, {recursive: true, mode: 0o700}).catch((cause: NodeJS.ErrnoException) => {
    throw new LadderlintError(`the folder ${path} cannot be created: ${cause.code}`, {
      hint: 'Set LADDERLINT_DATA to a folder that the service may write, or set DATABASE_URL',
      cause
    })
  })
  await claim(path, file, JSON.stringify(owner))
  return {
    path,
    token: owner.token,
    announce: (url) => writeFile(file, JSON.stringify({...owner, url}), {mode: 0o600}),
    release: () => rm(file, {force: true})
  }
}

/** Who has the folder now; undefined when nobody does. */
export async function ownerOf(path: string): Promise<DataFolderOwner | undefined> {
  for (let tries = 1; ; tries++) {
    const text = await readFile(join(path, FILE), 'utf8').catch(() => undefined)
    if (text === undefined) return undefined
    const owner = parse(text)
    if (owner) return (await isRunning(owner)) ? owner : undefined
    // It is being written at this moment, or a crash has cut it off.
    if (tries >= MOST_READS) return undefined
    await sleep(READ_AGAIN)
  }
}

const MOST_READS = 5

/** Milliseconds. */
const READ_AGAIN = 50

function parse(text: string): DataFolderOwner | undefined {
  try {
    return ownerSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

async function claim(path: string, file: string, text: string): Promise<void> {
  const present = await ownerOf(path)
  if (present) {
    throw new LadderlintError(`the service with process id ${present.pid} uses ${path} already`, {
      hint: 'Stop it first, give this one a LADDERLINT_DATA of its own, or let both share a DATABASE_URL'
    })
  }
  await rm(file, {force: true})
  try {
    const handle = await open(file, 'wx', 0o600)
    await handle.writeFile(text)
    await handle.close()
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : String(cause)
    throw new LadderlintError(`the folder ${path} cannot be taken: ${code}`, {
      hint: 'Set LADDERLINT_DATA to a folder that the service may write, or set DATABASE_URL',
      cause
    })
  }
}

/**
 * Process ids are given again. A container's start anew, so a file left by the last one may name us; and after a power
 * failure the id may be another program's, which must not keep the service from starting.
 */
async function isRunning({pid, started}: DataFolderOwner): Promise<boolean> {
  if (pid === process.pid || !isPresent(pid)) return false
  return started === null || isSameStart(started, await startOf(pid))
}

function isPresent(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
