/**
 * What a tree says about its own completeness. A clone may be partial, a folder may hold a few pages only; then a page
 * that is not there may well exist.
 */
import type {ListedFamily} from './family-list.ts'
import type {PageFinder} from './find-page.ts'
import {toSegments} from './page-url.ts'
import {lacksLinkedPages} from './sibling-links.ts'
import type {Snapshot} from './snapshot.ts'

export interface TreeEvidence {
  /** Whether the tree is visibly a whole handbook: its generator's configuration and its first pages are there. */
  isWhole(): Promise<boolean>
  /** Whether the handbook's own list of families shows that the tree lacks a good part of them. */
  isPartial(): Promise<boolean>
  /** Whether that list names a page. It is months behind: a page in it exists elsewhere or is gone, never alive by that. */
  isListed(segments: readonly string[]): Promise<boolean>
  /** Whether the pages of a folder link to more pages in it than the tree holds. */
  lacksLinked(folder: readonly string[]): Promise<boolean>
  /** Whether an earlier state of the same handbook has the page: then its absence here is no accident. */
  wasThere(segments: readonly string[]): Promise<boolean>
}

/** Share of listed families a whole tree lacks, because the list is behind: 8 of 246 in 2022, and some more. */
const STALE_SHARE = 0.15
/** Listed families that are looked for; a few departments give them with as many listings. */
const ENOUGH_FAMILIES = 40

const MIDDLEMAN_CONFIGURATION = /^(?:config\.rb|Gemfile)$/
const HUGO_CONFIGURATION = /^(?:hugo|config)(?:\.(?:toml|ya?ml|json))?$/

/**
 * @param families The handbook's own list of job families.
 * @param earlier Pages of an earlier state; undefined when there is none to compare with.
 */
export function createTreeEvidence(
  snapshot: Snapshot,
  finder: PageFinder,
  families: () => Promise<readonly ListedFamily[]>,
  earlier: PageFinder | undefined
): TreeEvidence {
  let listed: Promise<ReadonlySet<string>> | undefined
  let whole: Promise<boolean> | undefined
  let partial: Promise<boolean> | undefined
  const lacking = new Map<string, Promise<boolean>>()
  const list = () => (listed ??= families().then(addressesOf))

  return {
    isWhole: () => (whole ??= findWhole(snapshot, finder)),
    isPartial: () => (partial ??= list().then((families) => lacksMany(families, finder))),
    isListed: async (segments) => (await list()).has(segments.join('/')),
    lacksLinked(folder) {
      const key = folder.join('/')
      const known = lacking.get(key) ?? lacksLinkedPages(folder, finder, snapshot)
      lacking.set(key, known)
      return known
    },
    wasThere: async (segments) => (await earlier?.find(segments))?.kind === 'page'
  }
}

async function findWhole(snapshot: Snapshot, finder: PageFinder): Promise<boolean> {
  if (!snapshot.complete) return false
  const top = (await snapshot.entries('')) ?? []
  const [root] = await finder.roots()
  if (!root) return false
  const configuration = root.generator === 'hugo' ? HUGO_CONFIGURATION : MIDDLEMAN_CONFIGURATION
  if (!top.some(({name}) => configuration.test(name))) return false
  return (await finder.find(['handbook'])).kind === 'page'
}

function addressesOf(families: readonly ListedFamily[]): ReadonlySet<string> {
  return new Set(families.flatMap(({urls}) => urls.map((url) => toSegments(url).join('/'))))
}

/** Counts in the departments with the most listed families, so that few folders are listed. */
async function lacksMany(families: ReadonlySet<string>, finder: PageFinder): Promise<boolean> {
  const departments = Map.groupBy(
    Array.from(families, (family) => family.split('/')).filter(({length}) => length === 3),
    (segments) => segments.slice(0, 2).join('/')
  )
  const roots = await finder.roots()
  let counted = 0
  let absent = 0
  const largest = [...departments].sort(([, a], [, b]) => b.length - a.length)
  await finder.foresee(foremost(largest).map((department) => department.split('/')))
  for (const [department, members] of largest) {
    if (counted >= ENOUGH_FAMILIES) break
    const folders = await Promise.all(roots.map((root) => finder.folderAt(root, department.split('/'))))
    const names = new Set(
      folders.flatMap((folder) => folder?.entries.map(({name}) => name.replace(/\..*$/, '')) ?? [])
    )
    counted += members.length
    absent += members.filter(([, , name = '']) => !names.has(name)).length
  }
  return absent > counted * STALE_SHARE
}

/** The departments that have enough families together. */
function foremost(departments: readonly (readonly [string, readonly unknown[]])[]): string[] {
  let counted = 0
  return departments.flatMap(([department, members]) => {
    const isNeeded = counted < ENOUGH_FAMILIES
    counted += members.length
    return isNeeded ? [department] : []
  })
}
