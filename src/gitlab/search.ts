/**
 * Which files of a commit hold a text, asked of GitLab's search. It is limited to a few requests a minute (10 an IP address
 * on GitLab.com, 30 a user elsewhere), so it is for the few questions that nothing else answers. Source: GitLab docs,
 * api/search (scope: blobs); a ref that is not the default branch is searched by git itself, whatever index there is.
 */
import {checked} from './answers.ts'
import type {Client} from './client.ts'
import {GitLabError} from './errors.ts'
import {foundBlobSchema} from './schemas.ts'

/** Most places a request; files with many of them leave fewer files. */
const PER_PAGE = 100

/**
 * @param commit The id in full.
 * @returns Paths, sorted: those of the first hundred places. Undefined when GitLab does not search: it is switched off, too
 *   slow, or was asked too often. No review depends on it.
 * @throws GitLabError when the token is not accepted.
 */
export async function searchFiles(
  client: Client,
  project: number,
  commit: string,
  text: string
): Promise<readonly string[] | undefined> {
  const path = `projects/${project}/search`
  const searchParams = {scope: 'blobs', search: text, ref: commit, per_page: PER_PAGE}
  try {
    const {body} = await client.requester.get(path, {searchParams})
    const places = checked(foundBlobSchema.array(), body, {method: 'GET', path})
    // It knows no upper case, and looks at file names, too.
    const paths = places.flatMap(({path, data}) => (data.includes(text) ? [path] : []))
    return [...new Set(paths)].sort()
  } catch (error) {
    if (error instanceof GitLabError && error.status !== 401) return undefined
    throw error
  }
}
