/**
 * Whole lives of a service, with all that can go wrong in them: no output of any kind holds a secret.
 */
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {describe, expect, it, onTestFinished} from 'vitest'
import {demoChange, demoHandbook} from '../../src/sandbox/demo-files.ts'
import {startSandbox} from '../../src/sandbox/start.ts'
import type {MergeRequest} from '../../src/sandbox/state.ts'
import {runCliBeside} from '../cli/run-cli.ts'
import {createDataFolder, createPostgresDatabase, cutOff} from '../database/test-database.ts'
import {startServiceProcess} from './service-process.ts'

const SECRETS = {
  webhook: 'secret-of-the-webhook-3f9a',
  signing: 'whsec_c2lnbmluZy1rZXktb2YtdGhlLXRlc3Q=',
  marker: 'marker-key-of-the-test-77c1',
  dashboard: 'dashboard-token-of-the-test-b2',
  password: 'p%40ssword-of-nobody'
}

/** Everything that anybody could read, by what it is. */
class Outputs {
  readonly #texts: [string, string][] = []

  add(what: string, text: string): string {
    this.#texts.push([what, text])
    return text
  }

  /** "what: secret" for each place where one was found. */
  leaks(secrets: Readonly<Record<string, string>>): string[] {
    const forms = Object.entries(secrets).flatMap(([name, secret]) =>
      [
        secret,
        decodeURIComponent(secret),
        secret.replace(/^whsec_/, ''),
        Buffer.from(`:${secret}`).toString('base64')
      ].map((form) => [name, form] as const)
    )
    return this.#texts.flatMap(([what, text]) =>
      forms.flatMap(([name, form]) => (text.includes(form) ? [`${what}: ${name}`] : []))
    )
  }
}

/** A GitLab with a handbook, and what a service needs to know of it. */
async function openGitLab() {
  const sandbox = await startSandbox()
  onTestFinished(() => sandbox.close())
  const {api, url} = sandbox
  const project = await api.createProject({path: 'people/handbook', files: demoHandbook()})
  const author = api.createUser('ada')
  api.setRole(project, author, 'developer')
  const {token} = api.createProjectToken(project, 'ladderlint')
  const environment: Record<string, string> = {
    GITLAB_URL: url,
    GITLAB_TOKEN: token,
    GITLAB_WEBHOOK_SECRET: SECRETS.webhook,
    GITLAB_WEBHOOK_SIGNING_TOKEN: SECRETS.signing,
    LADDERLINT_MARKER_KEY: SECRETS.marker,
    LADDERLINT_DASHBOARD_TOKEN: SECRETS.dashboard,
    LADDERLINT_PROJECTS: project.path,
    LADDERLINT_SWEEP_MINUTES: '0',
    LOG_LEVEL: 'trace',
    PORT: '0'
  }
  const secrets = {...SECRETS, token}
  const said = (mergeRequest: MergeRequest) =>
    JSON.stringify([api.discussions(mergeRequest), api.statuses(mergeRequest), api.draftNotes(mergeRequest)])
  return {sandbox, api, project, author, environment, secrets, said}
}

/** Asks for every page, as an operator and as a stranger. */
async function visit(outputs: Outputs, url: string, tokens: readonly string[]): Promise<void> {
  const paths = [
    '/',
    '/dashboard/content',
    '/metrics',
    '/queue',
    '/readyz',
    '/healthz',
    '/rules',
    '/nowhere',
    '/webhooks/gitlab'
  ]
  for (const path of paths) {
    for (const token of ['', 'guessed', ...tokens]) {
      const headers = token === '' ? undefined : {authorization: `Bearer ${token}`}
      const answer = await fetch(`${url}${path}`, headers ? {headers} : {})
      outputs.add(
        `${path} (${answer.status})`,
        `${JSON.stringify([...answer.headers])} ${await answer.text()}`
      )
    }
  }
}

/** Deliveries that GitLab would not send. */
async function deliverWrongly(outputs: Outputs, url: string): Promise<number[]> {
  const json = {'content-type': 'application/json'}
  const right = {...json, 'x-gitlab-token': SECRETS.webhook}
  const signed = {'webhook-id': 'id', 'webhook-timestamp': '1', 'webhook-signature': 'v1,x'}
  const requests: [Record<string, string>, string][] = [
    [json, '{}'],
    [{...json, 'x-gitlab-token': 'guessed'}, '{}'],
    [{...right, ...signed}, '{}'],
    [right, 'not json'],
    [right, JSON.stringify({object_kind: 'merge_request', token: SECRETS.webhook})],
    [{...right, 'content-type': 'text/plain'}, '{}'],
    [{...right, 'content-length': '9'}, '{"object_']
  ]
  const statuses: number[] = []
  for (const [headers, body] of requests) {
    const answer = await fetch(`${url}/webhooks/gitlab`, {method: 'POST', headers, body})
    statuses.push(answer.status)
    outputs.add('a refused delivery', await answer.text())
  }
  return statuses
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(20)
}

describe('no output holds a secret', () => {
  it('in a life of reviews, commands and faults', async () => {
    const outputs = new Outputs()
    const {api, project, author, environment, secrets, said} = await openGitLab()
    const database = await createPostgresDatabase()
    const service = await startServiceProcess({...environment, DATABASE_URL: database})
    const {url, log} = service
    const {webhook: token, signing: signingToken} = SECRETS
    api.createHook(project, `${url}/webhooks/gitlab`, {
      token,
      signingToken,
      events: ['merge_requests_events', 'note_events']
    })
    const logged = (text: string) => until(() => log.some((line) => line.includes(text)))

    const mergeRequest = await api.createMergeRequest({
      project,
      title: 'Add a role',
      files: demoChange(),
      author
    })
    await logged('reviewed: ')
    const path = `${environment.GITLAB_URL}/api/v4/projects/${project.id}/merge_requests/${mergeRequest.iid}/notes`
    const headers = {'private-token': api.createToken(author), 'content-type': 'application/json'}
    await fetch(path, {
      method: 'POST',
      headers,
      body: JSON.stringify({body: '@ladderlint explain level-order'})
    })
    await logged('"answered":1')
    expect(await deliverWrongly(outputs, url)).toEqual([401, 401, 401, 400, 400, 415, 400])

    // GitLab refuses the token and repeats it; then it does not answer at all.
    api.addFault({
      path: 'merge_requests',
      status: 401,
      body: {message: `401 Unauthorized: ${secrets.token}`},
      times: 9
    })
    await api.push({project, branch: mergeRequest.sourceBranch, files: {'note.md': 'one\n'}, author})
    await logged('given up')
    api.clearFaults()
    api.addFault({path: 'merge_requests', drop: true})
    await api.push({project, branch: mergeRequest.sourceBranch, files: {'note.md': 'two\n'}, author})
    await logged('this try of a review failed')
    await visit(outputs, url, [SECRETS.dashboard])
    for (const command of [
      'doctor',
      'queue list',
      'queue list --format json',
      'queue retry none',
      '--debug doctor'
    ]) {
      const {stdout, stderr} = await runCliBeside(command.split(' '), {
        ...environment,
        DATABASE_URL: database
      })
      outputs.add(command, `${stdout} ${stderr}`)
    }
    api.clearFaults()

    const reconnect = await cutOff(database)
    await api.push({project, branch: mergeRequest.sourceBranch, files: {'note.md': 'three\n'}, author})
    await logged('could not be stored')
    await visit(outputs, url, [SECRETS.dashboard])
    await reconnect()
    expect(await service.end('SIGTERM')).toBe(0)

    const text = outputs.add('the log', log.join('\n'))
    expect(text).toContain('review queued')
    expect(text, 'what is written in place of a secret that was to be logged').not.toContain('[secret]')
    expect(outputs.add('what is said on the merge request', said(mergeRequest))).toContain('ladderlint')
    expect(outputs.leaks({...secrets, password: new URL(database).password})).toEqual([])
  })

  it('in a life with the embedded database, which the command line asks with a token of its own', async () => {
    const outputs = new Outputs()
    const {api, project, author, environment, secrets} = await openGitLab()
    const folder = await createDataFolder()
    const withFolder = {...environment, LADDERLINT_DATA: folder}
    const service = await startServiceProcess(withFolder)
    const owner = JSON.parse(await readFile(join(folder, 'service.json'), 'utf8'))
    api.createHook(project, `${service.url}/webhooks/gitlab`, {token: SECRETS.webhook})
    await api.createMergeRequest({project, title: 'Add a role', files: demoChange(), author})
    await until(() => service.log.some((line) => line.includes('reviewed: ')))
    await visit(outputs, service.url, [SECRETS.dashboard, owner.token])
    for (const command of ['queue list', 'queue retry', 'serve', '--debug serve', 'doctor']) {
      const {stdout, stderr} = await runCliBeside(command.split(' '), withFolder)
      outputs.add(command, `${stdout} ${stderr}`)
    }
    expect(await service.end('SIGTERM')).toBe(0)
    outputs.add('the log', service.log.join('\n'))
    expect(owner.token).toMatch(/^[\w-]{30,}$/)
    expect(outputs.leaks({shown: project.path}), 'what stands in the outputs is found').not.toEqual([])
    expect(outputs.leaks({...secrets, folder: owner.token})).toEqual([])
  })

  it('when it cannot start', {timeout: 300_000}, async () => {
    const outputs = new Outputs()
    const {environment, secrets} = await openGitLab()
    const {host} = new URL(await createPostgresDatabase())
    const wrong: readonly Record<string, string>[] = [
      {DATABASE_URL: `postgres://ladderlint:${SECRETS.password}@${host}/none`},
      {DATABASE_URL: `postgres://ladderlint:${SECRETS.password}@127.0.0.1:1/none`},
      {DATABASE_URL: `postgres://ladderlint:${SECRETS.password}%zz@${host}/none`},
      {DATABASE_URL: `mysql://ladderlint:${SECRETS.password}@${host}/none`},
      {DATABASE_URL: `${SECRETS.password}`},
      {GITLAB_URL: `http://ladderlint:${secrets.token}@127.0.0.1:1`},
      {GITLAB_URL: 'http://127.0.0.1:1', LADDERLINT_DATA: '/dev/null/none'},
      {GITLAB_TOKEN: `${secrets.token} and more`},
      {GITLAB_TOKEN: `not-${secrets.token}`},
      {GITLAB_WEBHOOK_SIGNING_TOKEN: SECRETS.signing.replace('_', '-')},
      {LADDERLINT_MARKER_KEY: SECRETS.marker.slice(0, 10)}
    ]
    for (const fault of wrong) {
      const [name = ''] = Object.keys(fault)
      const commands = ['--debug serve', name === 'DATABASE_URL' ? '--debug queue list' : 'doctor']
      for (const command of commands) {
        const variables = {LADDERLINT_DATA: '/dev/null/none', ...environment, ...fault}
        const {stdout, stderr, status} = await runCliBeside(command.split(' '), variables)
        expect(status, `${command} with another ${name}`).not.toBe(0)
        outputs.add(`${command} with another ${name}`, `${stdout} ${stderr}`)
      }
    }
    expect(outputs.leaks({shown: 'DATABASE_URL'}), 'what stands in the outputs is found').not.toEqual([])
    expect(outputs.leaks(secrets)).toEqual([])
  })
})
