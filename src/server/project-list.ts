/**
 * The projects that a service looks after by itself.
 */
import type {Logger} from 'pino'
import type {ProjectDirectory, ProjectRef} from '../reviewer/project-directory.ts'

/**
 * @param projects LADDERLINT_PROJECTS; undefined takes those of the token's user that hold job families, so that a token
 *   for a whole company does not set reviews upon all of its merge requests.
 * @returns Lists them. Each is asked about once in its life: ids stay when a project is renamed.
 */
export function createProjectList(
  directory: ProjectDirectory,
  projects: readonly string[] | undefined,
  log: Logger
): () => Promise<readonly ProjectRef[]> {
  const named = new Map<string, ProjectRef>()
  const holding = new Map<number, boolean>()

  async function listNamed(names: readonly string[]): Promise<readonly ProjectRef[]> {
    for (const name of names) {
      if (named.has(name)) continue
      const project = await directory.project(name)
      if (project?.isArchived) log.warn({project: name}, 'LADDERLINT_PROJECTS names an archived project')
      else if (project) named.set(name, project)
      else log.warn({project: name}, 'LADDERLINT_PROJECTS names a project that the token does not see')
    }
    return [...named.values()]
  }

  async function listOwn(): Promise<readonly ProjectRef[]> {
    const own = await directory.ownProjects()
    for (const {id} of own) if (!holding.has(id)) holding.set(id, await directory.holdsFamilies(id))
    return own.filter(({id}) => holding.get(id))
  }

  return () => (projects ? listNamed(projects) : listOwn())
}
