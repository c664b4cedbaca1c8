/**
 * Reviews against a sandbox GitLab without the service: for tests of what a review says, many in one process.
 */
import {afterAll, beforeAll} from 'vitest'
import {openForge} from '../../src/gitlab/forge.ts'
import {createForgeCache} from '../../src/gitlab/forge-cache.ts'
import {createPageCache} from '../../src/handbook/page-cache.ts'
import {checkHere} from '../../src/reviewer/check.ts'
import {type Outcome, reviewMergeRequest} from '../../src/reviewer/review-merge-request.ts'
import type {ReviewSettings} from '../../src/reviewer/review-settings.ts'
import type {Files} from '../../src/sandbox/git/commit-stream.ts'
import {type RunningSandbox, startSandbox} from '../../src/sandbox/start.ts'
import type {MergeRequest, Project, User} from '../../src/sandbox/state.ts'
import {type Thread, threadsAmong} from './bot-threads.ts'

export interface Reviews {
  readonly sandbox: RunningSandbox
  readonly project: Project
  readonly author: User
  /** Opens a merge request from the target branch as it is. */
  open(files: Files, title?: string): Promise<MergeRequest>
  /** Pushes to the source branch of a merge request; from another commit for a force push. */
  push(mergeRequest: MergeRequest, files: Files, from?: string): Promise<void>
  /** Commits to the target branch. */
  advance(files: Files): Promise<void>
  /** Reviews, and throws when nothing was reviewed. */
  review(mergeRequest: MergeRequest): Promise<Extract<Outcome, {kind: 'reviewed'}>>
  /** Forgets all that the process knows, as a restart would. */
  forget(): void
  /** The bot's threads in the order written. */
  threads(mergeRequest: MergeRequest): readonly Thread[]
  /** "rule line" of the bot's open threads, sorted. */
  charged(mergeRequest: MergeRequest): readonly string[]
  /** The bot's summary. */
  summary(mergeRequest: MergeRequest): string
}

/** One sandbox for all tests of a file. */
export function useSandbox(): () => RunningSandbox {
  let sandbox: RunningSandbox | undefined
  beforeAll(async () => {
    sandbox = await startSandbox({})
  })
  afterAll(() => sandbox?.close())
  return () => sandbox ?? raise('no test of this file runs')
}

let projects = 0

/** A project of its own with a handbook. */
export async function openReviews(
  sandbox: RunningSandbox,
  files: Readonly<Record<string, string>>,
  settings: Partial<ReviewSettings> = {}
): Promise<Reviews> {
  const {api} = sandbox
  projects += 1
  const project = await api.createProject({path: `people/handbook-${projects}`, files})
  const author = api.createUser(`author-${projects}`)
  api.setRole(project, author, 'developer')
  const bot = api.createProjectToken(project, 'ladderlint')
  let memory = remember()

  const notesOf = (mergeRequest: MergeRequest) =>
    api.discussions(mergeRequest).flatMap(({notes}) => notes.filter(({authorId}) => authorId === bot.user.id))
  const threads = (mergeRequest: MergeRequest) => threadsAmong(notesOf(mergeRequest))

  return {
    sandbox,
    project,
    author,
    open: (changes, title = 'Change pages') =>
      api.createMergeRequest({project, title, files: changes, author}),
    async push({sourceBranch}, changes, from) {
      await api.push({project, branch: sourceBranch, files: changes, author, ...(from ? {from} : {})})
    },
    async advance(changes) {
      await api.push({project, branch: project.defaultBranch, files: changes, author})
    },
    async review({iid}) {
      const forge = openForge({url: sandbox.url, token: bot.token, cache: memory.forge})
      const outcome = await reviewMergeRequest(
        forge,
        {project: project.id, iid},
        {ruling: {}, check: checkHere(memory.pages), markerKey: 'key-of-the-test', ...settings}
      )
      return outcome.kind === 'reviewed' ? outcome : raise(outcome.reason)
    },
    forget() {
      memory = remember()
    },
    threads,
    charged: (mergeRequest) =>
      threads(mergeRequest)
        .filter(({resolved}) => !resolved)
        .map(({rule, line}) => `${rule} ${line}`)
        .toSorted(),
    summary: (mergeRequest) => {
      const summaries = notesOf(mergeRequest).filter(({position}) => !position)
      return summaries.length === 1 ? (summaries[0]?.body ?? '') : raise(`${summaries.length} summaries`)
    }
  }
}

function remember() {
  return {forge: createForgeCache(), pages: createPageCache({maxEntries: 100})}
}

function raise(reason: string): never {
  throw new Error(reason)
}
