/**
 * A program: the sandbox as a process of its own, full of merge requests, driven over Node's channel between processes.
 * Its processor time and memory are thus not the service's.
 */
import type {Files} from '../../src/sandbox/git/commit-stream.ts'
import {renderCommitStream} from '../../src/sandbox/git/commit-stream.ts'
import {runGit} from '../../src/sandbox/git/run-git.ts'
import {openMergeRequest} from '../../src/sandbox/review/merge-requests.ts'
import {startSandbox} from '../../src/sandbox/start.ts'
import type {MergeRequest, Project} from '../../src/sandbox/state.ts'
import {type Answers, askSchema, type ReviewedHead} from './gitlab-messages.ts'
import {changeNumber, handbook, SIDE_PAGE} from './handbook.ts'

/** GitLab's own limit on notes would be what is measured: docs/scaling.md reckons with it. */
const sandbox = await startSandbox({notesPerMinute: Number.MAX_SAFE_INTEGER})
const {api} = sandbox
const bot = api.createUser('ladderlint')
const opened: MergeRequest[] = []
const touchesFamily = new WeakSet<MergeRequest>()

// Nobody drives it any more.
process.once('disconnect', () => process.exit())
process.on('message', async (message) => {
  const ask = askSchema.parse(message)
  switch (ask.kind) {
    case 'prepare':
      return answer('prepare', await prepare(ask))
    case 'push':
      return answer('push', await pushToSome(ask.mergeRequests))
    case 'heads':
      return answer('heads', reviewedHeads())
    case 'requests': {
      const {reads, writes} = api.requests()
      return answer('requests', {reads, writes})
    }
    case 'close':
      await sandbox.close()
      process.exit()
  }
})

function answer<Kind extends keyof Answers>(kind: Kind, value: Answers[Kind]): void {
  process.send?.({kind, value})
}

async function prepare(ask: {
  readonly recorder: string
  readonly projects: number
  readonly mergeRequests: number
  readonly families: number
}): Promise<Answers['prepare']> {
  const projects: Project[] = []
  for (let number = 1; number <= ask.projects; number++) {
    const project = await api.createProject({path: `people/handbook-${number}`, files: handbook()})
    api.setRole(project, bot, 'developer')
    api.createHook(project, ask.recorder, {events: ['merge_requests_events']})
    projects.push(project)
  }
  const share = Math.ceil(ask.mergeRequests / ask.projects)
  const sharedFamilies = Math.ceil(ask.families / ask.projects)
  await Promise.all(projects.map((project) => openMany(project, share, sharedFamilies)))
  await api.settled()
  return {url: sandbox.url, token: api.createToken(bot)}
}

/** All branches in one run of git: pushing them one by one takes minutes. */
async function openMany(project: Project, count: number, families: number): Promise<void> {
  const {repository, defaultBranch} = project
  const main = await repository.branch(defaultBranch)
  const author = {name: 'Ada', email: 'ada@example.com'}
  const numbers = Array.from({length: count}, (_, index) => index)
  const files = (number: number): Files =>
    number < families ? changeNumber(number) : {[SIDE_PAGE]: `# Notes\n\nNote ${number}.\n`}
  const stream = numbers.map((number) =>
    renderCommitStream({
      branch: `change-${number}`,
      parents: main === undefined ? [] : [main],
      files: files(number),
      message: `Change ${number}\n`,
      author,
      date: new Date()
    })
  )
  // Each commit's stream ends the run; only the last one's "done" may stay.
  const whole = stream.map((each) =>
    Buffer.from(each)
      .toString()
      .replace(/\nget-mark :1\ndone\n$/, '\n')
  )
  await runGit(repository.folder, ['fast-import', '--quiet', '--force', '--done'], `${whole.join('')}done\n`)
  const user = api.createUser(`author-${project.id}`)
  api.setRole(project, user, 'developer')
  for (const number of numbers) {
    const mergeRequest = await openMergeRequest(
      api.state,
      project,
      {user},
      {title: `Change ${number}`, sourceBranch: `change-${number}`, description: DESCRIPTION}
    )
    opened.push(mergeRequest)
    if (number < families) touchesFamily.add(mergeRequest)
  }
}

/** As long as what people write into the handbook's template. */
const DESCRIPTION = `## Why is this change being made?\n\n${'It keeps the page in step with how the team works. '.repeat(12)}

## Author and reviewer checklist

${'- [ ] The page reads well for somebody who has never seen it, and its links lead somewhere\n'.repeat(9)}
`

async function pushToSome(count: number): Promise<number> {
  const some = opened.filter((mergeRequest) => touchesFamily.has(mergeRequest)).slice(0, count)
  for (const [index, {project, sourceBranch}] of some.entries()) {
    await api.push({project, branch: sourceBranch, files: changeNumber(10_000 + index)})
  }
  await api.settled()
  return some.length
}

function reviewedHeads(): ReviewedHead[] {
  const paths = api.requests().requests.map(({path}) => path)
  const read = new Set(paths.map((path) => /^\/projects\/\d+\/merge_requests\/\d+/.exec(path)?.[0]))
  return opened.map((mergeRequest) => {
    const {project, iid} = mergeRequest
    const status = api.statuses(mergeRequest).find(({name}) => name === 'ladderlint')
    const own = api.discussions(mergeRequest).filter(({notes}) => notes[0]?.authorId === bot.id)
    return {
      project: project.path,
      iid,
      touchesFamily: touchesFamily.has(mergeRequest),
      status: status?.state ?? null,
      summaries: own.filter(({notes}) => notes[0]?.position === null).length,
      wasRead: read.has(`/projects/${project.id}/merge_requests/${iid}`)
    }
  })
}
