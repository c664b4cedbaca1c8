/**
 * The page that somebody meant who wrote the address of one that is not there: a slip of the pen, or a page that has
 * moved to another department.
 */
import type {PageFinder, Searched} from './find-page.ts'
import {folderSegment, pageSegment, type SiteRoot, toUrl} from './page-url.ts'
import {findSlip} from './slip.ts'
import type {Snapshot, TreeEntry} from './snapshot.ts'

export interface Nearest {
  /** Of the file. */
  readonly path: string
  readonly segments: readonly string[]
  readonly url: string
}

/** A shorter name ("manager", "backend") is that of many pages: no proof that one has moved. */
const SHORTEST_MOVED_NAME = 10
/** Departments whose folders are listed where a listing is a request. */
const MOST_REMOTE_LISTINGS = 2

/** @returns The nearest existing page, undefined when none is near. */
export async function findNearest(
  segments: readonly string[],
  searched: readonly Searched[],
  finder: PageFinder,
  snapshot: Snapshot
): Promise<Nearest | undefined> {
  const last = segments.at(-1)
  if (last === undefined) return undefined
  const lowerCase = segments.map((segment) => segment.toLowerCase())
  const inLowerCase =
    lowerCase.join('/') === segments.join('/') ? undefined : await existing(lowerCase, finder)
  if (inLowerCase) return inLowerCase
  const folder = segments.slice(0, -1)
  for (const {root, parent} of searched) {
    const slip = parent && findSlip(last, namesIn(parent.entries, root))
    const found = slip && (await existing([...folder, slip], finder))
    if (found) return found
  }
  return segments[0] === 'job-families' ? findMoved(segments, last, finder, snapshot) : undefined
}

async function findMoved(segments: readonly string[], last: string, finder: PageFinder, snapshot: Snapshot) {
  if (last.length < SHORTEST_MOVED_NAME || !last.includes('-')) return undefined
  const found = await findNamesakes(segments, finder, (departments) =>
    likely(departments, segments, snapshot)
  )
  return found.length === 1 ? found[0] : undefined
}

/**
 * The families whose address ends as this one, in all departments.
 * @param choose Which departments' folders to list; a listing can be a request.
 */
export async function findNamesakes(
  segments: readonly string[],
  finder: PageFinder,
  choose: (departments: readonly TreeEntry[]) => readonly TreeEntry[]
): Promise<Nearest[]> {
  const last = segments.at(-1)
  if (segments[0] !== 'job-families' || last === undefined) return []
  const found: Nearest[] = []
  for (const root of await finder.roots()) {
    const families = await finder.folderAt(root, segments.slice(0, 1))
    const departments = families?.entries.filter(({kind}) => kind === 'folder') ?? []
    const folders = choose(departments).map(({name}) => ['job-families', folderSegment(name, root.generator)])
    await finder.foresee(folders)
    for (const folder of folders) {
      const listing = await finder.folderAt(root, folder)
      if (!listing || !namesIn(listing.entries, root).includes(last)) continue
      const page = await existing([...folder, last], finder)
      if (page && page.segments.join('/') !== segments.join('/')) found.push(page)
    }
  }
  return found
}

/** All departments on a disk; over a network those whose name has a word of the address in it. */
function likely(departments: readonly TreeEntry[], segments: readonly string[], {local}: Snapshot) {
  if (local) return departments
  const words = new Set(segments.slice(1).flatMap((segment) => segment.toLowerCase().split('-')))
  const named = departments.filter(({name}) =>
    name
      .toLowerCase()
      .split('-')
      .some((word) => words.has(word))
  )
  return named.slice(0, MOST_REMOTE_LISTINGS)
}

async function existing(segments: readonly string[], finder: PageFinder): Promise<Nearest | undefined> {
  const found = await finder.find(segments)
  return found.kind === 'page' ? {path: found.path, segments, url: toUrl(segments)} : undefined
}

function namesIn(entries: readonly TreeEntry[], {generator}: SiteRoot): string[] {
  return entries.flatMap(({kind, name}) => {
    const segment = kind === 'folder' ? folderSegment(name, generator) : pageSegment(name, generator)
    return kind === 'link' || !segment ? [] : [segment]
  })
}
