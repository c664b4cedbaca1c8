/**
 * The changed files that are pages: from the merge request's diff, and where GitLab cut that, from the handbook's folders.
 */
import {changedFamilies} from '../handbook/changed-families.ts'
import type {FileDiff} from '../review/diff.ts'
import {isPage, type Ruling} from './check-pages.ts'
import type {Ends} from './ends.ts'

export interface PageFile {
  readonly file: FileDiff
  /** Whether GitLab left it out of the diff: then nothing can be said on its lines. */
  readonly isCut: boolean
}

/** @throws What the forge throws. */
export async function findPageFiles(
  {files, overflow}: {readonly files: readonly FileDiff[]; readonly overflow: boolean},
  {base, head}: Ends,
  ruling: Ruling
): Promise<PageFile[]> {
  const named = files.filter(({oldPath, newPath}) => isPage(ruling, newPath) || isPage(ruling, oldPath))
  const shown = named.map((file) => ({file, isCut: false}))
  if (!overflow) return shown
  const known = new Set(named.flatMap(({oldPath, newPath}) => [oldPath, newPath]))
  const changed = await changedFamilies(base.snapshot, head.snapshot)
  const cut = changed.filter(({path}) => !known.has(path) && isPage(ruling, path))
  return [
    ...shown,
    ...cut.map(({path, status}) => ({file: {oldPath: path, newPath: path, status, diff: null}, isCut: true}))
  ]
}
