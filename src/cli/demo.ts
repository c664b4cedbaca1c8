/**
 * `ladderlint demo`: a merge request reviewed end to end on this machine. A small GitLab on loopback, the service as a
 * process of its own beside it, a signed webhook between them.
 */
import {once} from 'node:events'
import {createInterface} from 'node:readline/promises'
import {setTimeout as sleep} from 'node:timers/promises'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {terminal} from '../config/terminal.ts'
import {demoChange, demoFix, demoHandbook} from '../sandbox/demo-files.ts'
import type {Sandbox} from '../sandbox/sandbox.ts'
import {startSandbox} from '../sandbox/start.ts'
import type {MergeRequest} from '../sandbox/state.ts'
import {type DemoService, startDemoService} from './demo-service.ts'
import {createDemoView, type DemoView} from './demo-view.ts'

export interface DemoOptions {
  readonly exit?: boolean
  readonly port?: string
}

/** Long enough for a slow machine; a review takes about a second. */
const PATIENCE_MS = 120_000

export async function demo(options: DemoOptions): Promise<number> {
  const view = createDemoView(process.stdout, terminal())
  const sandbox = await startSandbox({port: parsePort(options.port)})
  let service: DemoService | undefined
  try {
    view.step(`A small GitLab is up, with a handbook in it: ${sandbox.url}`)
    const {api} = sandbox
    const project = await api.createProject({path: 'people/handbook', files: demoHandbook()})
    const author = api.createUser('rosa', {name: 'Rosa Lind'})
    api.setRole(project, author, 'developer')
    const bot = api.createProjectToken(project, 'ladderlint')
    service = await startDemoService({gitlab: sandbox.url, token: bot.token, project: project.path})
    view.step(`ladderlint serve is up, as a process of its own: ${service.url}`)
    api.createHook(project, `${service.url}/webhooks/gitlab`, {
      token: service.secret,
      signingToken: service.signingToken
    })

    const mergeRequest = await api.createMergeRequest({
      project,
      title: 'Add Cutover Engineers to the Migration Engineer family',
      sourceBranch: 'add-cutover-engineers',
      files: demoChange(),
      author
    })
    const started = performance.now()
    view.step(`Rosa opened merge request !${mergeRequest.iid}: ${mergeRequest.title}`)
    await reviewed(api, mergeRequest)
    const [delivery] = api.deliveries(project)
    view.step(
      `GitLab delivered its signed webhook (answered ${delivery?.status} in ${Math.round(delivery?.duration ?? 0)} ms); ` +
        `the review stood ${seconds(performance.now() - started)} after the merge request. This is what Rosa sees:`
    )
    view.review(api.discussions(mergeRequest), api.statuses(mergeRequest), bot.user.id)
    view.step(`The same in the browser, suggestions to click: ${api.pageUrl(mergeRequest)}`)

    await untilAsked(options)
    await api.push({
      project,
      branch: mergeRequest.sourceBranch,
      files: demoFix(),
      author,
      message: 'Fix what the review found\n'
    })
    view.step('Rosa pushed a fix. The service looked again:')
    await reviewed(api, mergeRequest)
    view.threads(api.discussions(mergeRequest), api.statuses(mergeRequest), bot.user.id)
    if (!options.exit) await untilStopped(view, api.pageUrl(mergeRequest))
    return 0
  } finally {
    await service?.stop()
    await sandbox.close()
  }
}

/** Resolves when the newest head has its final status. */
async function reviewed(api: Sandbox, mergeRequest: MergeRequest): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (performance.now() < end) {
    const [status] = api.statuses(mergeRequest)
    if (status?.state === 'success' || status?.state === 'failed') return
    await sleep(50)
  }
  throw new LadderlintError('the review did not come within two minutes', {
    hint: 'Look at the lines of the service above'
  })
}

/** On a terminal the person looks around first; a pipe and --exit go straight on. */
async function untilAsked({exit}: DemoOptions): Promise<void> {
  if (exit || !process.stdin.isTTY) return
  const prompt = createInterface({input: process.stdin, output: process.stdout})
  await prompt.question('   Press Enter to push the fix. ')
  prompt.close()
}

async function untilStopped(view: DemoView, page: string): Promise<void> {
  view.step(`The merge request stays at ${page} until you press Ctrl-C.`)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
}

function parsePort(option: string | undefined): number {
  if (option === undefined) return 0
  const port = Number(option)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new LadderlintError(`--port "${option}" is not a port`, {hint: 'For example --port 8080'})
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}
