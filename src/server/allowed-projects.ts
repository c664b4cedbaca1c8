/**
 * Which projects this service reviews.
 */

export interface Project {
  readonly id: number
  readonly path: string
}

/**
 * @param projects LADDERLINT_PROJECTS: numeric ids, or paths with their groups ("group/handbook"), compared as GitLab
 *   does, without case. Undefined allows every project.
 */
export function allowsProject(projects: readonly string[] | undefined, {id, path}: Project): boolean {
  if (projects === undefined) return true
  return projects.some((allowed) => allowed === String(id) || allowed.toLowerCase() === path.toLowerCase())
}
