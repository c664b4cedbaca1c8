/**
 * Paths inside a repository: `/` between names, none in front or at the end, '' for the root.
 */

/** Longest path that is looked at; Linux's PATH_MAX. */
const MAX_PATH_LENGTH = 4096

/**
 * Whether a path can name something inside a repository. False for whatever could lead out of it (`..`, a leading `/`,
 * a backslash, NUL) or into git's own folder, and for paths that no listing spells that way (`a//b`, `./a`, `a/`).
 */
export function isRepositoryPath(path: string): boolean {
  if (path === '') return true
  if (path.length > MAX_PATH_LENGTH || /[\0\\]/.test(path)) return false
  return path.split('/').every(isName)
}

function isName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && name.toLowerCase() !== '.git'
}

/** The folder a path stands in; '' for a path at the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash === -1 ? '' : path.slice(0, slash)
}

/** The last name of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** A name or path below a folder. */
export function below(folder: string, path: string): string {
  if (folder === '') return path
  return path === '' ? folder : `${folder}/${path}`
}
