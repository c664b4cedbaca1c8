/**
 * The handbook's own list of job families: title and address of each. The Compensation Calculator's project writes it for
 * the families that have a benchmark, so it is neither complete nor quite up to date.
 */
import type {Snapshot} from './snapshot.ts'

export const FAMILY_LIST = 'data/people_group/job_families.yml'

export interface ListedFamily {
  /** '' where the entry has none. */
  readonly title: string
  /** Root-relative, as written; some titles have several. */
  readonly urls: readonly string[]
}

/** Empty where the tree has no list, or none that can be read; entries that cannot be read are left out. */
export async function readFamilyList(snapshot: Snapshot): Promise<readonly ListedFamily[]> {
  const top = await snapshot.entries('')
  if (!top?.some(({name}) => name === 'data')) return []
  const text = (await snapshot.read(FAMILY_LIST))?.text
  if (!text) return []
  // Imported where a tree has such a file, which most have not.
  const {parseFamilyList} = await import('./parse-family-list.ts')
  return parseFamilyList(text)
}
