/**
 * /projects/:id/search, scope blobs, as it is without an index or for a ref that is not the default branch: git's own search
 * (doc/api/search.md, lib/api/search.rb, lib/gitlab/file_finder.rb). Guests are refused where GitLab finds nothing for them.
 */
import {z} from 'zod'
import {GitError, runGit} from '../git/run-git.ts'
import {actorOf, parametersOf, type Register, repositoryOf} from './call.ts'
import {limitPerMinute} from './minute-limit.ts'
import {paginate} from './pagination.ts'

/** Default of the instance setting; GitLab.com has 10 an IP address besides. */
const SEARCHES_PER_MINUTE = 30
/** Lines shown above and below a match; matches that are closer are one place. */
const CONTEXT = 2

const SCOPES = [
  'blobs',
  'commits',
  'issues',
  'merge_requests',
  'milestones',
  'notes',
  'users',
  'wiki_blobs'
] as const
const schema = z.object({search: z.string(), scope: z.enum(SCOPES), ref: z.string().optional()})

export function registerSearch(register: Register): void {
  const times = new Map<number, number[]>()
  register('get', '/projects/:id/search', async (call) => {
    // Before anything else is looked at, and for any scope.
    limitPerMinute(times, actorOf(call).user, SEARCHES_PER_MINUTE, call.state.now().getTime())
    const {search, scope, ref} = parametersOf(schema, call)
    const {repository, defaultBranch, id: project_id} = repositoryOf(call)
    const commit = await repository.resolve(ref ?? defaultBranch)
    const found =
      scope === 'blobs' && commit && search.trim() !== ''
        ? await findBlobs(repository.folder, commit, search.trim())
        : []
    const shown = found.map(({path, startline, data}) => ({
      basename: path.replace(/\.[^./]*$/, ''),
      data,
      path,
      filename: path,
      id: null,
      ref: ref ?? defaultBranch,
      startline,
      project_id
    }))
    call.response.set('X-Search-Type', 'basic')
    call.response.json(paginate(call, shown))
  })
}

interface FoundBlob {
  readonly path: string
  /** From 1. */
  readonly startline: number
  readonly data: string
}

/** Places in contents, and files whose path holds the text; neither tells upper from lower case. */
async function findBlobs(folder: string, commit: string, text: string): Promise<FoundBlob[]> {
  const [holding, all] = await Promise.all([
    git(folder, ['grep', '-l', '-z', '-i', '-I', '-F', '-e', text, commit]),
    git(folder, ['ls-tree', '-r', '-z', '--name-only', commit])
  ])
  const paths = holding.map((line) => line.slice(commit.length + 1))
  const places = await Promise.all(
    paths.map(async (path) => placesIn(path, await contentOf(folder, commit, path), text))
  )
  const named = all.filter((path) => path.toLowerCase().includes(text.toLowerCase()) && !paths.includes(path))
  const byName = await Promise.all(
    named.map(async (path) => ({path, startline: 1, data: await contentOf(folder, commit, path)}))
  )
  return [...places.flat(), ...byName].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

function placesIn(path: string, content: string, text: string): FoundBlob[] {
  const lines = content.split('\n')
  const wanted = text.toLowerCase()
  const places: {first: number; last: number}[] = []
  for (const [index, line] of lines.entries()) {
    if (!line.toLowerCase().includes(wanted)) continue
    const last = places.at(-1)
    if (last && index - CONTEXT <= last.last + 1) last.last = index + CONTEXT
    else places.push({first: Math.max(0, index - CONTEXT), last: index + CONTEXT})
  }
  return places.map(({first, last}) => ({
    path,
    startline: first + 1,
    data: `${lines.slice(first, last + 1).join('\n')}\n`
  }))
}

async function contentOf(folder: string, commit: string, path: string): Promise<string> {
  return String(await runGit(folder, ['cat-file', 'blob', `${commit}:${path}`]))
}

/** The fields of git's answer; none when it found nothing, which is its status 1. */
async function git(folder: string, command: readonly string[]): Promise<string[]> {
  try {
    return String(await runGit(folder, command))
      .split('\0')
      .filter(Boolean)
  } catch (error) {
    if (error instanceof GitError && error.status === 1) return []
    throw error
  }
}
