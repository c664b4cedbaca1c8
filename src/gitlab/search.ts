/**
 * Which files of a commit hold a text, asked of GitLab's search. It is limited to a few requests a minute (10 an IP address
 * on GitLab.com, 30 a user elsewhere), so it is for the few questions that nothing else answers. Source: GitLab docs,
 * api/search (scope: blobs); a ref that is not the default branch is searched by git itself, whatever index there is.
 */
import {checked} from './answers.ts'
import type {Client} from './client.ts'
import {GitLabError} from './errors.ts'
import type {ForgeCache} from './forge-cache.ts'
import {foundBlobSchema} from './schemas.ts'

export interface Places {
  readonly places: readonly {readonly path: string; readonly data: string}[]
  /** False where GitLab may know more places than it told. */
  readonly complete: boolean
}

interface SearchOptions {
  readonly project: number
  /** The id in full. */
  readonly commit: string
  readonly cache: ForgeCache
}

/** Most places a request; files with many of them leave fewer files. */
const PER_PAGE = 100

/** Questions of one review: it must not use up what a whole minute allows. */
const MOST_SEARCHES = 5

/** The folder of an address: "/job-families/port/" in "/job-families/port/pilot/#". */
const FOLDER = /^(\/(?:[^/\s#]+\/)+)[^/\s#]+(?:\/#?)?$/

/**
 * Opens the search of one commit.
 * @returns Paths of the files that hold a text literally, sorted: those of the first hundred places. Undefined when GitLab
 *   does not search (it is switched off, too slow, or was asked too often), or this search has asked often enough: no
 *   review depends on it. Throws GitLabError when the token is not accepted.
 */
export function openSearch(
  client: Client,
  options: SearchOptions
): (text: string) => Promise<readonly string[] | undefined> {
  const {project, commit, cache} = options
  const asked = new Map<string, Promise<Places | undefined>>()
  const folders = new Set<string>()

  function places(text: string): Promise<Places | undefined> {
    const asking = asked.get(text)
    if (asking) return asking
    // What is known from an earlier search counts, too: two looks at the same commit must not tell different things.
    if (asked.size >= MOST_SEARCHES) return Promise.resolve(undefined)
    const known = cache.searches.get(`${project}:${commit}:${text}`)
    const answer = known ? Promise.resolve(known) : ask(client, options, text)
    asked.set(text, answer)
    return answer
  }

  return async (text) => {
    const folder = FOLDER.exec(text)?.[1]
    if (folder !== undefined && folders.has(folder)) {
      // Pages of one folder move together: the second question about it asks for all of them.
      const all = await places(folder)
      if (all?.complete) return pathsWith(text, all)
    }
    if (folder !== undefined) folders.add(folder)
    const found = await places(text)
    return found && pathsWith(text, found)
  }
}

async function ask(
  client: Client,
  {project, commit, cache}: SearchOptions,
  text: string
): Promise<Places | undefined> {
  const path = `projects/${project}/search`
  const searchParams = {scope: 'blobs', search: text, ref: commit, per_page: PER_PAGE}
  try {
    const {body} = await client.requester.get(path, {searchParams})
    const places = checked(foundBlobSchema.array(), body, {method: 'GET', path})
    const found = {places, complete: places.length < PER_PAGE}
    cache.searches.set(`${project}:${commit}:${text}`, found)
    return found
  } catch (error) {
    if (error instanceof GitLabError && error.status !== 401) return undefined
    throw error
  }
}

/** GitLab knows no upper case, and looks at file names, too. */
function pathsWith(text: string, {places}: Places): string[] {
  return [...new Set(places.flatMap(({path, data}) => (data.includes(text) ? [path] : [])))].sort()
}
