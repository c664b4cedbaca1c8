import {execFile} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import {describe, expect, it, onTestFinished} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import type {EventKind} from '../../src/sandbox/hooks/hook.ts'
import {startSandbox} from '../../src/sandbox/start.ts'
import type {Role} from '../../src/sandbox/state.ts'
import {folderWith} from './run-cli.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

const ALL: readonly EventKind[] = ['merge_requests_events', 'note_events', 'push_events']

interface Set {
  readonly role?: Role
  readonly scopes?: readonly string[]
  readonly events?: readonly EventKind[] | null
  readonly files?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
}

/** A GitLab with a handbook, a token and a webhook; gives what the doctor says of it. */
async function examine(set: Set = {}, args: readonly string[] = []) {
  const {role = 'maintainer', scopes = ['api'], events = ALL, files = {}, environment = {}} = set
  const sandbox = await startSandbox({})
  onTestFinished(() => sandbox.close())
  const {api} = sandbox
  const project = await api.createProject({path: 'people/handbook', files: {...demoHandbook(), ...files}})
  const {token} = api.createProjectToken(project, 'ladderlint', role, scopes)
  if (events)
    api.createHook(project, 'https://ladderlint.example/webhooks/gitlab', {token: 'a-secret', events})
  return {
    token,
    ...(await run(args, {
      GITLAB_URL: sandbox.url,
      GITLAB_TOKEN: token,
      GITLAB_WEBHOOK_SECRET: 'a-secret',
      LADDERLINT_PROJECTS: 'people/handbook',
      ...environment
    }))
  }
}

/** Not `runCli`, which would keep this process, and the sandbox in it, from answering. */
function run(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const cwd = folderWith({})
  return new Promise<{readonly stdout: string; readonly status: number}>((resolve) => {
    const env = {PATH: process.env.PATH, LADDERLINT_DATA: `${cwd}/data`, ...environment}
    execFile(process.execPath, [main, 'doctor', ...args], {cwd, env}, (error, stdout) =>
      resolve({stdout, status: typeof error?.code === 'number' ? error.code : 0})
    )
  })
}

describe('ladderlint doctor', () => {
  it('marks everything of a good set-up', async () => {
    const {stdout, status} = await examine()
    expect(status).toBe(0)
    expect(stdout).not.toContain('✗')
    for (const line of [
      '✓ configuration: All variables can be read',
      /✓ database: .*data can be made by the service/,
      /✓ GitLab: GitLab 19\.6\.0 at http/,
      /✓ token: GitLab accepts it: it is @project_\d+_bot_\d+'s/,
      '✓ scopes: "api" is among the token\'s scopes',
      '✓ project people/handbook: Maintainer of people/handbook',
      '✓ webhook people/handbook: It sends pushes, comments and merge requests to https://ladderlint.example',
      '✓ handbook people/handbook: There is no .ladderlint.yml: the defaults hold',
      /✓ handbook people\/handbook: \d+ job-family pages/
    ])
      expect(stdout).toMatch(line)
  })

  it('says what to do about a webhook without pushes, and about a configuration with a mistake', async () => {
    const {stdout, status} = await examine({
      events: ['merge_requests_events', 'note_events'],
      files: {'.ladderlint.yml': 'fail-on: sometimes\n'}
    })
    expect(status).toBe(1)
    expect(stdout).toMatch(/! webhook .*sends no pushes.*\n {2}→ .*tick Push events/)
    expect(stdout).toContain('✗ handbook people/handbook: .ladderlint.yml:1:')
    expect(stdout).toContain('1 failed')
  })

  it('tells a Developer how to look at the webhook by hand, and that there is none to a Maintainer', async () => {
    const developer = await examine({role: 'developer'})
    expect(developer.status).toBe(0)
    expect(developer.stdout).toMatch(/! webhook .*Only Maintainers see webhooks\n {2}→ .*Settings > Webhooks/)
    const maintainer = await examine({events: null})
    expect(maintainer.status).toBe(1)
    expect(maintainer.stdout).toMatch(/✗ webhook people\/handbook: The project has no webhook/)
  })

  it.each<[string, Set, RegExp]>([
    [
      'a token without the scope to write',
      {scopes: ['read_api']},
      /✗ scopes: The token lacks the scope "api".*it has "read_api"\n/
    ],
    [
      'a role that is too low',
      {role: 'reporter'},
      /✗ project .*Reporter of people\/handbook: it can comment, but set no status/
    ],
    [
      'a project that is not there',
      {environment: {LADDERLINT_PROJECTS: 'people/other'}},
      /✗ project people\/other: The project does not exist/
    ],
    [
      'a token that nobody has',
      {environment: {GITLAB_TOKEN: 'glpat-wrong'}},
      /✗ token: GitLab does not accept the token \(401/
    ],
    [
      'a GitLab that does not answer',
      {environment: {GITLAB_URL: 'http://127.0.0.1:9'}},
      /✗ GitLab: http:\/\/127\.0\.0\.1:9 could not be reached/
    ],
    [
      'a folder that cannot be made',
      {environment: {LADDERLINT_DATA: `${main}/data`}},
      /✗ database: .*main\.ts is no folder that this user may write/
    ]
  ])('tells of %s', async (_what, set, line) => {
    const {stdout, status} = await examine(set)
    expect(stdout).toMatch(line)
    expect(status).toBe(1)
  })

  it('tells all mistakes of the environment at once, and sends the token nowhere', async () => {
    const {stdout, status} = await run([], {
      GITLAB_URL: 'gitlab.example',
      GITLAB_TOKEN: 'glpat-x',
      PORT: 'many'
    })
    expect(status).toBe(1)
    expect(stdout).toContain('✗ configuration: GITLAB_URL is not an http or https address')
    expect(stdout).toContain('✗ configuration: PORT is not a number')
    expect(stdout).toContain(
      '✗ configuration: GITLAB_WEBHOOK_SECRET or GITLAB_WEBHOOK_SIGNING_TOKEN is not set'
    )
    expect(stdout).toContain('! GitLab: Not asked before its address and the token are right')
  })

  it('speaks JSON to machines, and tells no secret to anybody', async () => {
    const {stdout, status, token} = await examine({role: 'developer'}, ['--json'])
    expect(status).toBe(0)
    const {version, ok, checks} = JSON.parse(stdout)
    expect({version, ok}).toEqual({version: 1, ok: true})
    expect(checks).toContainEqual({
      about: 'configuration',
      verdict: 'ok',
      says: 'All variables can be read',
      hint: null
    })
    for (const secret of [token, 'a-secret']) expect(stdout).not.toContain(secret)
  })

  it('finds the projects by itself where none are named, and says how to name them', async () => {
    const {stdout} = await examine({environment: {LADDERLINT_PROJECTS: ''}})
    expect(stdout).toMatch(
      /! projects: .*The token reaches people\/handbook\n {2}→ Set LADDERLINT_PROJECTS=people\/handbook\n/
    )
    expect(stdout).toContain('✓ webhook people/handbook')
  })
})
