/**
 * GitLab's projects: which there are, their open merge requests, what changed. Source: GitLab docs, api/projects,
 * api/merge_requests, api/branches, api/repositories.
 */
import type {FileDiff} from '../review/diff.ts'
import type {
  Changes,
  LastReview,
  OpenFilter,
  OpenMergeRequest,
  ProjectDirectory,
  ProjectRef
} from '../reviewer/project-directory.ts'
import {first} from './answers.ts'
import {readBranchHead} from './branches.ts'
import type {Client} from './client.ts'
import {connect} from './client.ts'
import {readComparison} from './comparison.ts'
import {toFileDiff} from './diffs.ts'
import type {ForgeOptions} from './forge.ts'
import {createForgeCache} from './forge-cache.ts'
import {holdsFamilies} from './holds-families.ts'
import {type ProjectAnswer, readProject} from './projects.ts'
import {diffSchema, listedMergeRequestSchema, projectSchema} from './schemas.ts'
import {openGitLabSnapshot} from './snapshot.ts'
import {readLastReview} from './statuses.ts'
import {createStore} from './store.ts'
import {DEVELOPER} from './users.ts'

/** Projects of a token that is let loose on a whole company; more are to be named in LADDERLINT_PROJECTS. */
const MOST_PROJECTS = 500

/** Open merge requests of a project; a handbook of a thousand people has some hundreds. */
const MOST_OPEN = 2_000

/** Files of one merge request: a larger one has pages among them for sure. */
const MOST_FILES = 600

/** Characters of what open merge requests change. */
const KEPT_LENGTH = 8_000_000

/** All methods throw GitLabError. @throws LadderlintError when address or token cannot be what they should be. */
export function openProjectDirectory({
  cache = createForgeCache(),
  ...connection
}: ForgeOptions): ProjectDirectory {
  const client = connect(connection)
  const kept = createStore<Changes>(KEPT_LENGTH, ({files}) =>
    files.reduce((sum, {newPath, diff}) => sum + newPath.length + (diff?.length ?? 0), 200)
  )

  return {
    async project(idOrPath) {
      const answer = await readProject(client, idOrPath)
      return answer && toProjectRef(answer)
    },

    async ownProjects() {
      const answers = await first(MOST_PROJECTS, client, 'projects', projectSchema, {
        membership: true,
        min_access_level: DEVELOPER,
        archived: false,
        simple: true,
        pagination: 'keyset',
        order_by: 'id',
        sort: 'asc'
      })
      return answers.map(toProjectRef)
    },

    holdsFamilies: (project) => holdsFamilies(client, project),

    openMergeRequests: (project, filter) => readOpen(client, project, filter),

    async lastReview({ref, head, sourceProject}): Promise<LastReview | undefined> {
      if (head === null) return undefined
      // A fork's own project may be hidden, and its pipeline may run in the target's.
      const places = new Set([sourceProject ?? ref.project, ref.project])
      for (const place of places) {
        const found = await readLastReview(client, place, head)
        if (found) return found
      }
      return undefined
    },

    async movedAt(project, branch) {
      const commit = await readBranchHead(client, project, branch)
      const at = Date.parse(commit?.committed_date ?? '')
      return Number.isNaN(at) ? undefined : at
    },

    compare: (project, from, to) => readComparison(client, project, {from, to, straight: true}),

    async changes({ref, head}) {
      const key = `${ref.project}!${ref.iid}@${head}`
      const known = kept.get(key)
      if (known) return known
      const path = `projects/${ref.project}/merge_requests/${ref.iid}/diffs`
      const answers = await first(MOST_FILES + 1, client, path, diffSchema)
      const files = answers.slice(0, MOST_FILES).map(toFileDiff).map(withoutOtherTexts)
      const changes = {files, overflow: answers.length > MOST_FILES}
      kept.set(key, changes)
      return changes
    },

    snapshot: (project, commit) => openGitLabSnapshot(client, {project, commit, cache})
  }
}

async function readOpen(
  client: Client,
  project: number,
  {targetBranch, updatedAfter}: OpenFilter
): Promise<readonly OpenMergeRequest[]> {
  const path = `projects/${project}/merge_requests`
  const answers = await first(MOST_OPEN, client, path, listedMergeRequestSchema, {
    state: 'opened',
    scope: 'all',
    order_by: 'updated_at',
    sort: 'desc',
    ...(targetBranch === undefined ? {} : {target_branch: targetBranch}),
    ...(updatedAfter === undefined ? {} : {updated_after: new Date(updatedAfter).toISOString()})
  })
  const found = answers.map((answer) => ({
    ref: {project, iid: answer.iid},
    head: answer.sha ?? null,
    targetBranch: answer.target_branch,
    sourceProject: answer.source_project_id ?? null,
    updatedAt: Date.parse(answer.updated_at)
  }))
  return found.reverse()
}

function toProjectRef({id, path_with_namespace, archived}: ProjectAnswer): ProjectRef {
  return {id, path: path_with_namespace, ...(archived ? {isArchived: true} : {})}
}

function withoutOtherTexts(file: FileDiff): FileDiff {
  return /\.(?:md|markdown|erb|html)$/.test(file.newPath) ? file : {...file, diff: null}
}
