/**
 * What hostile pages cost: each goes through a whole review in a process of its own, at half the size and at the whole.
 * `growth` is how much longer the whole takes than the half: 2 is as it should be, 4 is a square. `main` is the part that
 * the service does in its main thread: it takes the result from the worker and decides what to say.
 *
 * npm run bench:hostile -- [characters, 900000] [attacks whose name holds this]
 */
import {spawnSync} from 'node:child_process'
import {parseArgs} from 'node:util'
import {allAttacks} from '../test/hostile/all-attacks.ts'
import {HARMLESS, planOf, reviewInMemory} from '../test/hostile/whole-engine.ts'

/** CPU milliseconds, and the highest resident memory of the process. */
interface Cost {
  readonly ms: number
  readonly main: number
  readonly mb: number
  readonly outcome: string
}

const {values, positionals} = parseArgs({options: {one: {type: 'string'}}, allowPositionals: true})
const [size = '900000', wanted = ''] = positionals
if (values.one === undefined) table(Number(size), wanted)
else console.log(JSON.stringify(await measure(values.one, Number(size))))

async function measure(name: string, length: number): Promise<Cost> {
  const attack = allAttacks[name]
  if (!attack) throw new Error(`no attack is called "${name}"`)
  // Modules are loaded and warm before the clock starts.
  await reviewInMemory(HARMLESS, `${HARMLESS}\n- Moor\n`)
  const content = attack(length)
  const before = process.cpuUsage()
  const {checked} = await reviewInMemory(HARMLESS, content)
  const ms = cpuSince(before)

  const bare = {
    ...checked,
    pages: checked.pages.map((page) => ({...page, head: page.head && withoutTree(page.head)}))
  }
  const start = process.cpuUsage()
  planOf(structuredClone(bare))
  const [page] = checked.pages
  const outcome = page?.head?.unread?.reason ?? `${page?.headFindings.length} findings`
  return {ms, main: cpuSince(start), mb: process.resourceUsage().maxRSS / 1024, outcome}
}

function withoutTree<P extends {readonly tree: unknown}>(page: P) {
  return {...page, tree: {type: 'root' as const, children: []}}
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const {user, system} = process.cpuUsage(before)
  return (user + system) / 1000
}

function table(length: number, part: string): void {
  console.log(`${'attack'.padEnd(60)}     ms growth   main     MB  outcome`)
  for (const name of Object.keys(allAttacks).filter((each) => each.includes(part))) {
    const half = run(name, length / 2)
    const whole = run(name, length)
    const cells = [whole?.ms, half && whole && whole.ms / half.ms, whole?.main, whole?.mb]
    const shown = cells
      .map((cell, index) => (cell?.toFixed(index === 1 ? 1 : 0) ?? '-').padStart(6))
      .join(' ')
    console.log(`${name.padEnd(60)} ${shown}  ${whole?.outcome ?? 'did not end within a minute'}`)
  }
}

function run(name: string, length: number): Cost | undefined {
  const [, self = ''] = process.argv
  const args = [self, '--one', name, String(length)]
  const {stdout, status} = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    timeout: 60_000,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  return status === 0 ? JSON.parse(stdout) : undefined
}
