/**
 * All job-family pages of a handbook, by listing the folders they live in.
 */
import {isJobFamilyPath} from './paths.ts'
import {below} from './repository-path.ts'
import type {Snapshot} from './snapshot.ts'

/** The folders of each generation; those that a tree does not have cost a listing each. */
const FOLDERS = ['content/job-families', 'source/job-families', 'source/jobs']

/** Paths, sorted. Their texts may still say otherwise: see FamilyKind. */
export async function listFamilies(snapshot: Snapshot): Promise<string[]> {
  const waiting = [...(await familyFolders(snapshot))]
  const paths: string[] = []
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const {kind, name} of (await snapshot.entries(folder)) ?? []) {
      const path = below(folder, name)
      if (kind === 'folder') waiting.push(path)
      if (kind === 'file' && isJobFamilyPath(path)) paths.push(path)
    }
  }
  return paths.sort()
}

/** Folders that may hold job families, whether they are there or not. */
export async function familyFolders(snapshot: Snapshot): Promise<readonly string[]> {
  const sites = (await snapshot.entries('sites')) ?? []
  return [...FOLDERS, ...sites.map(({name}) => `sites/${name}/source/job-families`)]
}
