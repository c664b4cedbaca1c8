/**
 * Writes what the README shows of the running program: the demo's output, a check's output, and the pictures (one is shown in docs/operating.md).
 *
 * npm run readme (needs Chromium: /usr/bin/chromium or CHROMIUM_PATH)
 */
import {execFileSync, spawn} from 'node:child_process'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {createInterface} from 'node:readline'
import {chromium} from 'playwright-core'

/** Lines of the demo that fit the README; the rest is one line of dots. */
const DEMO_LINES = 26
const PICTURE = 'docs/images/review.png'
const DASHBOARD = 'docs/images/dashboard.png'

put('demo', abridged(withUsualPorts(run('demo', '--exit'))))
put('check', run('check', 'src/sandbox/demo-merge-request/change', '--fail-on', 'never'))
await picture()

function run(...args: string[]): string {
  const env = {...process.env, NO_COLOR: '1'}
  return execFileSync(process.execPath, ['src/cli/main.ts', ...args], {encoding: 'utf8', env}).trimEnd()
}

/** The sandbox listens first, the service second; on another machine the ports differ. */
function withUsualPorts(text: string): string {
  const ports = [...new Set(text.match(/(?<=127\.0\.0\.1:)\d+/g))]
  return text.replace(/(?<=127\.0\.0\.1:)\d+/g, (port) => (port === ports[0] ? '8080' : '3000'))
}

function abridged(text: string): string {
  const lines = text.split('\n')
  const end = lines.findIndex((line) => line.startsWith('5. '))
  return [...lines.slice(0, DEMO_LINES), '   …', '', ...lines.slice(end)]
    .map((line) => line.slice(0, 140))
    .join('\n')
}

/** Puts a text between its markers in the README. */
function put(name: string, text: string): void {
  const start = `<!-- ${name}: written by npm run readme -->\n`
  const before = readFileSync('README.md', 'utf8')
  const from = before.indexOf(start)
  const to = before.indexOf(`<!-- end of ${name} -->`)
  if (from < 0 || to < from) throw new Error(`README.md has no markers for "${name}"`)
  writeFileSync(
    'README.md',
    `${before.slice(0, from + start.length)}\n\`\`\`text\n${text}\n\`\`\`\n\n${before.slice(to)}`
  )
}

/** The merge request's page before the fix: the summary and the first threads; and the service's dashboard. */
async function picture(): Promise<void> {
  // A terminal's worth of patience: with a terminal for its input the demo waits before it pushes the fix.
  const child = spawn('script', ['-qfec', `${process.execPath} src/cli/main.ts demo`, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  let service = ''
  const address = await new Promise<string>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      service ||= /a process of its own: (\S+)/.exec(line)?.[1] ?? ''
      const found = /suggestions to click: (\S+merge_requests\/\d+)/.exec(line)?.[1]
      if (found) resolve(found)
    })
  })
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync'
    ]
  })
  try {
    const page = await browser.newPage({
      viewport: {width: 1180, height: 1380},
      deviceScaleFactor: 1,
      colorScheme: 'light'
    })
    await page.goto(address)
    await page.locator('svg').first().waitFor()
    mkdirSync('docs/images', {recursive: true})
    await page.screenshot({path: PICTURE})
    await page.setViewportSize({width: 1180, height: 960})
    await page.goto(service)
    await page.screenshot({path: DASHBOARD})
  } finally {
    await browser.close()
    child.stdin.write('\u0003')
    child.kill('SIGTERM')
  }
}
