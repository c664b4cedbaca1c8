/**
 * Which job-family pages differ between two states of a handbook, by listing their folders: for a change whose list of
 * files is not known in full.
 */
import {familyFolders} from './list-families.ts'
import {isJobFamilyPath} from './paths.ts'
import {below} from './repository-path.ts'
import type {Snapshot, TreeEntry} from './snapshot.ts'

export interface ChangedFamily {
  readonly path: string
  readonly status: 'added' | 'modified' | 'deleted'
}

/** Sorted by path. Folders and files of one id are the same and looked into no further. */
export async function changedFamilies(before: Snapshot, after: Snapshot): Promise<ChangedFamily[]> {
  const changed: ChangedFamily[] = []
  const waiting = [...new Set([...(await familyFolders(before)), ...(await familyFolders(after))])]
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const [old, now] = [named(await before.entries(folder)), named(await after.entries(folder))]
    for (const name of new Set([...old.keys(), ...now.keys()])) {
      const [was, is] = [old.get(name), now.get(name)]
      if (was?.id && was.id === is?.id && was.kind === is.kind) continue
      const path = below(folder, name)
      if (was?.kind === 'folder' || is?.kind === 'folder') waiting.push(path)
      const [wasPage, isPage] = [was, is].map((entry) => entry?.kind === 'file' && isJobFamilyPath(path))
      if (wasPage || isPage)
        changed.push({path, status: !wasPage ? 'added' : isPage ? 'modified' : 'deleted'})
    }
  }
  return changed.sort((a, b) => (a.path < b.path ? -1 : 1))
}

function named(entries: readonly TreeEntry[] | undefined): ReadonlyMap<string, TreeEntry> {
  return new Map(entries?.map((entry) => [entry.name, entry]))
}
