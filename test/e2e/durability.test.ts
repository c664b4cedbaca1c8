import {execFile} from 'node:child_process'
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {describe, expect, it, onTestFinished} from 'vitest'
import {demoChange, demoHandbook} from '../../src/sandbox/demo-files.ts'
import {startSandbox} from '../../src/sandbox/start.ts'
import {createDataFolder, createPostgresDatabase} from '../database/test-database.ts'
import {startServiceProcess} from './service-process.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const SECRET = 'webhook-secret-of-the-test'

const databases: [string, () => Promise<Record<string, string>>][] = [
  ['PostgreSQL', async () => ({DATABASE_URL: await createPostgresDatabase()})],
  ['the embedded database', async () => ({LADDERLINT_DATA: await createDataFolder()})]
]

/** Beside this process, in which GitLab runs. */
function runQueue(environment: Record<string, string>, args: readonly string[]) {
  return new Promise<{stdout: string; stderr: string}>((resolve) => {
    const env = {PATH: process.env.PATH, ...environment}
    execFile(process.execPath, [main, 'queue', ...args], {env}, (_error, stdout, stderr) =>
      resolve({stdout, stderr})
    )
  })
}

async function prepare(createDatabase: () => Promise<Record<string, string>>) {
  const {api, url, close} = await startSandbox()
  onTestFinished(() => close())
  const project = await api.createProject({path: 'people/handbook', files: demoHandbook()})
  const author = api.createUser('ada')
  api.setRole(project, author, 'developer')
  const bot = api.createProjectToken(project, 'ladderlint')
  const environment: Record<string, string> = {
    GITLAB_URL: url,
    GITLAB_TOKEN: bot.token,
    GITLAB_WEBHOOK_SECRET: SECRET,
    LADDERLINT_PROJECTS: project.path,
    // What is found again must come from the queue, not from looking around.
    LADDERLINT_SWEEP_MINUTES: '0',
    PORT: '0',
    ...(await createDatabase())
  }
  const open = () => api.createMergeRequest({project, title: 'Add a role', files: demoChange(), author})
  const reviewed = async (mergeRequest: Awaited<ReturnType<typeof open>>) => {
    while (!api.statuses(mergeRequest).some(({state}) => state === 'failed' || state === 'success'))
      await sleep(20)
    return api.discussions(mergeRequest).length
  }
  return {api, project, environment, open, reviewed}
}

describe.each(databases)('a service that keeps its work in %s', (name, createDatabase) => {
  it('reviews after SIGKILL what it had acknowledged, and says nothing twice', async () => {
    const {api, project, environment, open, reviewed} = await prepare(createDatabase)
    const first = await startServiceProcess(environment)
    api.createHook(project, `${first.url}/webhooks/gitlab`, {token: SECRET})
    // The review stands in its middle when the process dies: its drafts are written and not published.
    api.addFault({method: 'POST', path: 'bulk_publish', status: 503})
    const mergeRequest = await open()
    await api.settled()
    expect(api.deliveries(project)[0]?.status).toBe(202)
    while (api.draftNotes(mergeRequest).length === 0) await sleep(20)
    expect(await first.end('SIGKILL')).toBe('SIGKILL')
    api.clearFaults()

    await startServiceProcess(environment)
    const threads = await reviewed(mergeRequest)
    const rules = api
      .discussions(mergeRequest)
      .flatMap(({notes}) => notes.map(({body}) => body))
      .filter((body) => body.includes('Why:'))
    expect(threads).toBeGreaterThan(3)
    expect(new Set(rules).size).toBe(rules.length)
    expect(api.draftNotes(mergeRequest)).toEqual([])
  })

  it('shows what it gave up, and tries it again when asked', async () => {
    const {api, project, environment, open, reviewed} = await prepare(createDatabase)
    const service = await startServiceProcess(environment)
    api.createHook(project, `${service.url}/webhooks/gitlab`, {token: SECRET})
    api.addFault({method: 'GET', path: '/diffs', status: 403})
    const mergeRequest = await open()
    await api.settled()
    const queue = (...args: string[]) => runQueue(environment, args)
    let listed = await queue('list')
    while (!listed.stdout.includes('given up')) listed = await queue('list')
    expect(listed.stderr).toBe('')
    expect(listed.stdout).toMatch(/review of !1 in project \d+ {2}since \d+ s, try 1\n {12}\S/)
    const [dead] = JSON.parse((await queue('list', '--format', 'json')).stdout)
    expect(dead).toMatchObject({state: 'dead', attempt: 1})

    expect((await queue('retry', 'nonsense')).stderr).toContain('no job with the id "nonsense"')
    api.clearFaults()
    expect((await queue('retry', dead.id.slice(0, 8))).stdout).toBe('1 job is queued again.\n')
    await reviewed(mergeRequest)
    const nothing = 'Nothing waits, nothing is running, nothing was given up.\n'
    await expect.poll(async () => (await queue('list')).stdout, {timeout: 60_000}).toBe(nothing)
    expect((await queue('retry')).stdout).toBe('Nothing was given up.\n')
  })

  it('ends at once, with what is wrong, when it cannot listen', async () => {
    const {environment} = await prepare(createDatabase)
    const first = await startServiceProcess(environment)
    const taken: Record<string, string> = {...environment, PORT: new URL(first.url).port}
    if (name === 'the embedded database') taken.LADDERLINT_DATA = await createDataFolder()
    await expect(startServiceProcess(taken)).rejects.toThrow('another program listens there')
    expect(await first.end('SIGTERM')).toBe(0)
  })
})

describe('the folder of an embedded database', () => {
  it('lets no second service in', async () => {
    const {environment} = await prepare(async () => ({LADDERLINT_DATA: await createDataFolder()}))
    const service = await startServiceProcess(environment)
    const {pid, token} = JSON.parse(
      await readFile(join(environment.LADDERLINT_DATA ?? '', 'service.json'), 'utf8')
    )
    await expect(startServiceProcess(environment)).rejects.toThrow(`the service with process id ${pid} uses`)
    expect(service.log.join('\n')).not.toContain(token)
    expect(await service.end('SIGTERM')).toBe(0)
    await expect(readFile(join(environment.LADDERLINT_DATA ?? '', 'service.json'))).rejects.toThrow('ENOENT')
  })
})
