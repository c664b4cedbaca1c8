/**
 * What hostile pages cost, each as large as the limits of a page let it be: it goes through a whole review in a process of its
 * own, at half the size and at the whole.
 * `growth` is how much longer the whole takes than the half: 2 is as it should be, 4 is a square. `main` is the part that
 * the service does in its main thread: it takes the result from the worker and decides what to say.
 *
 * npm run bench:hostile -- [characters, 900000] [attacks whose name holds this]
 */
import {spawnSync} from 'node:child_process'
import {parseArgs} from 'node:util'
import {tooMuch} from '../src/page/limits.ts'
import {allAttacks} from '../test/hostile/all-attacks.ts'
import type {Attack} from '../test/hostile/attack.ts'
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

/** The greatest length, up to this one, at which the attack is not refused unread. */
function largest(attack: Attack, most: number): number {
  const isRead = (length: number): boolean => {
    const content = attack(length)
    return typeof content !== 'string' || tooMuch(content) === null
  }
  if (isRead(most)) return most
  let [read, refused] = [most / 1000, most]
  while (refused / read > 1.02) {
    const middle = (read + refused) / 2
    if (isRead(middle)) read = middle
    else refused = middle
  }
  return read
}

function table(most: number, part: string): void {
  console.log(`${'attack'.padEnd(60)}     kB     ms growth   main     MB  outcome`)
  for (const [name, attack] of Object.entries(allAttacks)) {
    if (!name.includes(part)) continue
    const length = largest(attack, most)
    const half = run(name, length / 2)
    const whole = run(name, length)
    const growth = half && whole && whole.ms / half.ms
    const cells = [length / 1000, whole?.ms, growth, whole?.main, whole?.mb]
    const shown = cells.map((cell) => (cell?.toFixed(cell === growth ? 1 : 0) ?? '-').padStart(6)).join(' ')
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
