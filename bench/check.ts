/**
 * How long whole commands take, as processes from start to end: the built command line, and markdownlint-cli2 on the same
 * pages for comparison. Pages: the two handbooks of the corpus in LADDERLINT_CORPUS, else a hundred copies of the sandbox's own.
 *
 * npm run bench
 */
import {execFileSync, spawnSync} from 'node:child_process'
import {cpSync, globSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {demoHandbook} from '../src/sandbox/demo-files.ts'

const RUNS = 5
const CLI = resolve('dist/src/cli/main.js')
const MARKDOWNLINT = resolve('node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs')
/** Has a process tell in the end what it took of all processors, in microseconds. */
const TELL_CPU = `data:text/javascript,${encodeURIComponent(`
import {writeSync} from 'node:fs'
import {isMainThread} from 'node:worker_threads'
const tell = () => writeSync(3, String(process.cpuUsage().user + process.cpuUsage().system))
if (isMainThread) process.on('exit', tell)
`)}`

interface Handbook {
  readonly name: string
  /** Absolute path of its top folder. */
  readonly top: string
  /** Folder of the families, relative to the top. */
  readonly families: string
}

const folder = mkdtempSync(join(tmpdir(), 'ladderlint-bench-'))
try {
  const corpus = process.env.LADDERLINT_CORPUS
  const handbooks = corpus === undefined ? [sandboxCopies()] : [hugo(corpus), handbook2022(corpus)]
  for (const handbook of handbooks) measure(handbook)
} finally {
  rmSync(folder, {recursive: true, force: true})
}

function measure({name, top, families}: Handbook): void {
  const pages = globSync('**/*.md', {cwd: join(top, families)}).sort()
  const sizes = new Map(pages.map((page) => [page, statSync(join(top, families, page)).size]))
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  // Of a middling size, so that it stands for the others.
  const bySize = pages.toSorted((a, b) => (sizes.get(a) ?? 0) - (sizes.get(b) ?? 0))
  const one = join(top, families, bySize[Math.floor(bySize.length / 2)] ?? '')

  const row = (label: string, ...args: readonly string[]) => console.log(timed(label, top, args))
  const check = [CLI, 'check', '--fail-on', 'never', '--format', 'json']
  console.log(
    `\n${name}: ${pages.length} pages, ${(bytes / 1e6).toFixed(2)} MB; median of ${RUNS} runs, Node ${process.version}`
  )
  console.log(`${''.padEnd(32)}   wall    CPU`)
  row('node -e 0', '-e', '0')
  row('ladderlint check, all pages', ...check)
  // The run that warms the disk fills the cache.
  row('ladderlint check --cache, warm', ...check, '--cache')
  row('ladderlint check, one page', ...check, one)
  row('markdownlint-cli2, all pages', MARKDOWNLINT, `${families}/**/*.md`)
  row('markdownlint-cli2, one page', MARKDOWNLINT, one)
}

function hugo(corpus: string): Handbook {
  const top = join(folder, 'hugo')
  cpSync(join(corpus, 'hugo'), top, {recursive: true})
  return {name: 'The later handbook, a part', top, families: 'content/job-families'}
}

function handbook2022(corpus: string): Handbook {
  const top = join(folder, '2022')
  execFileSync('git', ['clone', '--quiet', join(corpus, 'handbook-2022.bundle'), top], {stdio: 'ignore'})
  execFileSync('git', ['-C', top, 'checkout', '--quiet', 'mr-100-head'])
  return {name: 'The handbook of 2022', top, families: 'sites/uncategorized/source/job-families'}
}

function sandboxCopies(): Handbook {
  const top = join(folder, 'sandbox')
  const families = 'content/job-families'
  const templates = Object.entries(demoHandbook())
  for (const [path, text] of templates) put(join(top, path), text)
  const own = templates.filter(([path]) => path.startsWith(`${families}/`) && !path.endsWith('_index.md'))
  for (let copy = 0; copy < 100; copy++) {
    const [path, text] = own[copy % own.length] ?? ['', '']
    put(join(top, path.replace(/\.md$/, `-${copy}.md`)), text)
  }
  return {name: "Copies of the sandbox's pages", top, families}
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), {recursive: true})
  writeFileSync(path, text)
}

function timed(label: string, cwd: string, args: readonly string[]): string {
  const walls: number[] = []
  const cpus: number[] = []
  for (let run = 0; run <= RUNS; run++) {
    const start = performance.now()
    const {error, output} = spawnSync(process.execPath, ['--import', TELL_CPU, ...args], {
      cwd,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe']
    })
    if (error) throw error
    // The first run warms the disk.
    if (run === 0) continue
    walls.push(performance.now() - start)
    cpus.push(Number(output[3]) / 1000)
  }
  return `${label.padEnd(32)} ${seconds(walls)} ${seconds(cpus)}`
}

function seconds(ms: readonly number[]): string {
  const median = ms.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0
  return `${(median / 1000).toFixed(2)} s`
}
