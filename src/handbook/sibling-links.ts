/**
 * Whether the pages of a folder link to more pages of that folder than the tree holds: the mark of a tree that holds a
 * part of the folder, since a handbook with most of its links dead is not one that people keep.
 */
import type {PageFinder} from './find-page.ts'
import {folderSegment, pageSegment, toSegments} from './page-url.ts'
import type {Snapshot} from './snapshot.ts'

/** Fewer dead links than this can be the defects of one page. */
const FEWEST_ABSENT = 5
/** Pages that are read for their links. */
const MOST_PAGES = 200
/** The same where a page is a request or two. */
const MOST_REMOTE_PAGES = 5

/** @param folder Segments of the folder's URL. */
export async function lacksLinkedPages(
  folder: readonly string[],
  finder: PageFinder,
  snapshot: Snapshot
): Promise<boolean> {
  const names = new Set<string>()
  for (const root of await finder.roots()) {
    for (const {kind, name} of (await finder.folderAt(root, folder))?.entries ?? []) {
      const segment =
        kind === 'folder' ? folderSegment(name, root.generator) : pageSegment(name, root.generator)
      if (segment) names.add(segment)
    }
  }
  const linked = new Set<string>()
  const pages = ['', ...names].slice(0, snapshot.local ? MOST_PAGES : MOST_REMOTE_PAGES)
  const found = await Promise.all(pages.map((name) => finder.find(name === '' ? folder : [...folder, name])))
  const paths = found.flatMap((page) => (page.kind === 'page' ? [page.path] : []))
  await snapshot.foresee?.({texts: paths, files: [], folders: []})
  await Promise.all(
    paths.map(async (path) => {
      const text = (await snapshot.read(path))?.text
      for (const child of linkedChildren(text ?? '', `/${folder.join('/')}/`)) linked.add(child)
    })
  )
  const absent = Array.from(linked).filter((name) => !names.has(name)).length
  return absent >= FEWEST_ABSENT && absent > linked.size - absent
}

/** Names right below an address, wherever a text writes it in front of them. */
function linkedChildren(text: string, address: string): string[] {
  const names: string[] = []
  for (let at = text.indexOf(address); at !== -1; at = text.indexOf(address, at + address.length)) {
    const rest = text.slice(at + address.length, at + address.length + 100)
    const [name] = toSegments(/^[^/\s#?)"'<>\]|]*/.exec(rest)?.[0] ?? '')
    if (name !== undefined && !/\.(?!html)[a-z]{2,4}$/.test(name)) names.push(name)
  }
  return names
}
