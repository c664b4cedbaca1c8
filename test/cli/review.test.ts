import {describe, expect, it, onTestFinished} from 'vitest'
import {freePort} from '../../src/cli/free-port.ts'
import {demoChange, demoFix, demoHandbook} from '../../src/sandbox/demo-files.ts'
import {startSandbox} from '../../src/sandbox/start.ts'
import {runCliBeside} from './run-cli.ts'

/** A merge request with something to fix, and `ladderlint review` on it as in a job of its pipeline. */
async function pipeline() {
  const sandbox = await startSandbox({})
  onTestFinished(() => sandbox.close())
  const {api} = sandbox
  const project = await api.createProject({path: 'people/handbook', files: demoHandbook()})
  const author = api.createUser('ada')
  api.setRole(project, author, 'developer')
  const {token, user: bot} = api.createProjectToken(project, 'ladderlint')
  const mergeRequest = await api.createMergeRequest({
    project,
    title: 'Add a role',
    files: demoChange(),
    author
  })
  const job = {
    GITLAB_TOKEN: token,
    CI_SERVER_URL: sandbox.url,
    CI_MERGE_REQUEST_PROJECT_ID: String(project.id),
    CI_MERGE_REQUEST_IID: String(mergeRequest.iid)
  }
  return {
    api,
    author,
    project,
    mergeRequest,
    async merge() {
      const url = `${sandbox.url}/api/v4/projects/${project.id}/merge_requests/${mergeRequest.iid}/merge`
      const answer = await fetch(url, {method: 'PUT', headers: {'private-token': api.createToken(author)}})
      expect(answer.status).toBe(200)
    },
    review: (args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) =>
      runCliBeside(['review', ...args], {...job, ...environment}),
    threads: () =>
      api
        .discussions(mergeRequest)
        .flatMap(({notes}) => notes.filter(({authorId, position}) => authorId === bot.id && position))
  }
}

describe('ladderlint review', () => {
  it('reviews the merge request of its pipeline and fails the job, until what it found is fixed', async () => {
    const {api, author, project, mergeRequest, review, threads} = await pipeline()
    const first = await review()
    expect(first).toMatchObject({status: 1, stderr: ''})
    expect(first.stdout).toMatch(/status: failed, \d+ errors? to fix/)
    expect(threads()).not.toEqual([])
    expect(api.statuses(mergeRequest)).toMatchObject([{name: 'ladderlint', state: 'failed'}])

    const again = await review()
    expect(again.status).toBe(1)
    expect(again.stdout).toContain('Nothing new to say: nothing was written.')

    await api.push({project, branch: mergeRequest.sourceBranch, files: demoFix(), author})
    expect(await review()).toMatchObject({status: 0, stdout: expect.stringContaining('status: success')})
    expect(threads().filter(({resolvedAt}) => resolvedAt === null)).toEqual([])
  })

  it('shows with --dry-run the threads and the summary that it would write, and writes nothing', async () => {
    const {api, review, threads, mergeRequest} = await pipeline()
    api.clearRequests()
    const {stdout, status} = await review(['--dry-run'])
    expect(status).toBe(1)
    expect(stdout).toMatch(/^── content\/job-families\/.*:\d+$/m)
    expect(stdout).toMatch(/Nothing was written\. A real run would make \d+ changes\./)
    expect(api.requests().writes).toBe(0)
    expect([threads(), api.statuses(mergeRequest)]).toEqual([[], []])
  })

  it('reviews the merge request that --project and --mr name, with no pipeline at all', async () => {
    const {review, mergeRequest, threads} = await pipeline()
    const none = {CI_MERGE_REQUEST_PROJECT_ID: '', CI_MERGE_REQUEST_IID: ''}
    const {status} = await review(['--project', 'people/handbook', '--mr', String(mergeRequest.iid)], none)
    expect(status).toBe(1)
    expect(threads()).not.toEqual([])
  })

  it('says that there is nothing to review where the merge request is merged', async () => {
    const {review, merge} = await pipeline()
    await merge()
    const {stdout, status} = await review()
    expect(stdout).toMatch(/^Nothing to review: /)
    expect(status).toBe(0)
  })

  it('ends with status 3 when GitLab refuses, and says what to do', async () => {
    const {review} = await pipeline()
    const {stdout, stderr, status} = await review([], {GITLAB_TOKEN: 'glpat-of-somebody-else'})
    expect(status).toBe(3)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^ladderlint: GitLab .*\n {2}\S.*\n$/)
    expect(stderr).not.toContain('glpat-of-somebody-else')
  })

  it('ends with status 3 when GitLab cannot be reached, and names its address', async () => {
    const {review} = await pipeline()
    const address = `http://127.0.0.1:${await freePort()}`
    const {stdout, stderr, status} = await review([], {CI_SERVER_URL: address})
    expect([status, stdout]).toEqual([3, ''])
    expect(stderr).toContain(address)
    expect(stderr).not.toMatch(/\n {4}at /)
  })
})
