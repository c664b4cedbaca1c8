/**
 * What `git diff --name-status -M -z` prints, as pairs of paths.
 */

/** Where a file was and where it is; one of the two is null for a file that is new or gone. */
export interface ChangedPath {
  readonly base: string | null
  readonly head: string | null
}

export function parseNameStatus(printed: string): ChangedPath[] {
  const paths: ChangedPath[] = []
  const fields = printed.split('\0')
  for (let at = 0; at + 1 < fields.length; ) {
    const letter = fields[at]?.charAt(0)
    const first = fields[at + 1] ?? null
    const moved = letter === 'R' || letter === 'C'
    if (moved) paths.push({base: first, head: fields[at + 2] ?? null})
    else paths.push({base: letter === 'A' ? null : first, head: letter === 'D' ? null : first})
    at += moved ? 3 : 2
  }
  return paths
}
