/**
 * How long whole commands take, as processes from start to end: the built command line, and markdownlint-cli2 on the same
 * pages for comparison. Pages: the corpus in LADDERLINT_CORPUS, else a hundred copies of the sandbox's own.
 *
 * npm run bench
 */
import {spawnSync} from 'node:child_process'
import {cpSync, globSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {demoHandbook} from '../src/sandbox/demo-files.ts'

const RUNS = 5
const CLI = resolve('dist/src/cli/main.js')
const MARKDOWNLINT = resolve('node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs')

const folder = mkdtempSync(join(tmpdir(), 'ladderlint-bench-'))
try {
  const families = prepare(folder, process.env.LADDERLINT_CORPUS)
  const pages = globSync('**/*.md', {cwd: join(folder, families)})
  const bytes = pages.reduce((sum, page) => sum + statSync(join(folder, families, page)).size, 0)
  const one = join(folder, families, pages.find((page) => !page.endsWith('_index.md')) ?? '')

  console.log(
    `${pages.length} pages, ${(bytes / 1e6).toFixed(2)} MB, median of ${RUNS} runs, Node ${process.version}`
  )
  row('node -e 0', [process.execPath, '-e', '0'])
  row('ladderlint check, all pages', [
    process.execPath,
    CLI,
    'check',
    '--fail-on',
    'never',
    '--format',
    'json'
  ])
  // The run that warms the disk fills the cache.
  row('ladderlint check --cache, warm', [
    process.execPath,
    CLI,
    'check',
    '--cache',
    '--fail-on',
    'never',
    '--format',
    'json'
  ])
  row('ladderlint check, one page', [process.execPath, CLI, 'check', one, '--fail-on', 'never'])
  row('markdownlint-cli2, all pages', [process.execPath, MARKDOWNLINT, `${families}/**/*.md`])
  row('markdownlint-cli2, one page', [process.execPath, MARKDOWNLINT, one])
} finally {
  rmSync(folder, {recursive: true, force: true})
}

/** Puts the pages in place. @returns The folder of the families, relative to the top. */
function prepare(top: string, corpus: string | undefined): string {
  const families = 'content/job-families'
  if (corpus !== undefined) {
    cpSync(join(corpus, 'hugo'), top, {recursive: true})
    return families
  }
  const templates = Object.entries(demoHandbook())
  for (const [path, text] of templates) put(join(top, path), text)
  const own = templates.filter(([path]) => path.startsWith(`${families}/`) && !path.endsWith('_index.md'))
  for (let copy = 0; copy < 100; copy++) {
    const [path, text] = own[copy % own.length] ?? ['', '']
    put(join(top, path.replace(/\.md$/, `-${copy}.md`)), text)
  }
  return families
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), {recursive: true})
  writeFileSync(path, text)
}

function row(name: string, [command = '', ...args]: readonly string[]): void {
  const walls: number[] = []
  for (let run = 0; run <= RUNS; run++) {
    const start = performance.now()
    const {error} = spawnSync(command, args, {cwd: folder, stdio: 'ignore'})
    if (error) throw error
    // The first run warms the disk.
    if (run > 0) walls.push(performance.now() - start)
  }
  const median = walls.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0
  console.log(`${name.padEnd(32)} ${(median / 1000).toFixed(2)} s`)
}
