/**
 * What the service's memory is made of when it rests: Node alone, the database, the queue on it, the whole. Each stage is a
 * process of its own, on both databases.
 *
 * npm run bench:memory [-- --json] [--rest 60] (Linux: it reads /proc)
 */
import {type ChildProcess, fork} from 'node:child_process'
import {once} from 'node:events'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {startPostgresServer} from '../test/database/postgres-server.ts'
import {startBuiltService} from './service/built-service.ts'
import {memoryOf} from './service/process-cost.ts'
import {startRecorder} from './service/recorder.ts'
import {startSmallGitLab} from './service/small-gitlab.ts'

/** What a process holds, each more than the one before. */
const STAGES = ['node', 'pglite-optimised', 'database', 'queue'] as const

const {values} = parseArgs({
  options: {json: {type: 'boolean', default: false}, rest: {type: 'string', default: '60'}}
})
const rest = Number(values.rest) * 1000

interface Stage {
  readonly database: 'PGlite' | 'PostgreSQL'
  readonly holds: (typeof STAGES)[number] | 'service'
  readonly mb: number
}

const stages: Stage[] = []
const server = await startPostgresServer({waitsForDisk: true})
const gitlab = startSmallGitLab()
const recorder = await startRecorder()
try {
  const prepared = await gitlab.ask('prepare', {
    recorder: recorder.url,
    projects: 1,
    mergeRequests: 1,
    families: 1
  })
  for (const database of ['PGlite', 'PostgreSQL'] as const) {
    const url = database === 'PGlite' ? undefined : `${server.url}/postgres`
    for (const holds of STAGES) {
      if (holds === 'pglite-optimised' && url !== undefined) continue
      stages.push({database, holds, mb: await memoryOfStage(holds, url)})
    }
    const service = await startBuiltService(prepared, url)
    await sleep(rest)
    stages.push({database, holds: 'service', mb: memoryOf(service.pid)})
    await service.stop()
  }
} finally {
  recorder.close()
  await gitlab.close()
  await server.stop()
}
if (values.json) console.log(JSON.stringify(stages, null, 2))
else print()

async function memoryOfStage(holds: (typeof STAGES)[number], url: string | undefined): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'ladderlint-bench-memory-'))
  try {
    // The first process creates the database, which the second finds.
    if (holds !== 'node') await runStage('database', folder, url, async () => undefined)
    return await runStage(holds, folder, url, async ({pid}) => {
      await sleep(rest)
      return memoryOf(pid ?? 0)
    })
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}

async function runStage<Result>(
  holds: (typeof STAGES)[number],
  folder: string,
  url: string | undefined,
  look: (child: ChildProcess) => Promise<Result>
): Promise<Result> {
  const program = fileURLToPath(new URL('./memory/stage-program.ts', import.meta.url))
  const child = fork(program, [holds, folder, ...(url === undefined ? [] : [url])])
  const ended = once(child, 'exit')
  await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => Promise.reject(new Error(`the stage "${holds}" ended with ${code}`)))
  ])
  const result = await look(child)
  child.send('end')
  await ended
  return result
}

function print(): void {
  console.log(`MB in memory after ${rest / 1000} s of rest, Node ${process.version}`)
  for (const {database, holds, mb} of stages)
    console.log(`${database.padEnd(12)}${holds.padEnd(20)}${mb.toFixed(0).padStart(5)}`)
}
