/**
 * A snapshot to the Handbook: what its links lead to, its pages, its grade tables. Nothing is read before it is asked for.
 */

import {generationOf} from '../page/generation.ts'
import {rendererOf} from '../page/heading-ids.ts'
import type {Page} from '../page/page.ts'
import {parsePage} from '../page/parse-page.ts'
import {unreadPage} from '../page/unread-page.ts'
import {findAlias, readAliases} from './aliases.ts'
import {anchorsOf, LONGEST_PAGE} from './anchors.ts'
import {type Anchor, checkAnchor} from './check-anchor.ts'
import {type ListedFamily, readFamilyList} from './family-list.ts'
import {createPageFinder, type PageFinder} from './find-page.ts'
import {openFolderSnapshot} from './folder-snapshot.ts'
import {generatedHeadings} from './generated-headings.ts'
import type {Handbook} from './handbook.ts'
import {listPagesByName} from './hugo-ref.ts'
import {findNamesakes} from './nearest-page.ts'
import {createPageCache, type PageCache} from './page-cache.ts'
import {type SiteRoot, siteRootOf, toSegments, urlOfPath} from './page-url.ts'
import {isJobFamilyPath} from './paths.ts'
import {readGradeTables} from './read-grade-tables.ts'
import {firstOf, readRedirects} from './redirects.ts'
import {folderOf, nameOf} from './repository-path.ts'
import {resolveLink} from './resolve-link.ts'
import {shareReads} from './shared-reads.ts'
import {MAX_FILE_BYTES, type Snapshot} from './snapshot.ts'
import {createTreeEvidence} from './tree-evidence.ts'

/** Parsed pages that a handbook keeps when it is given no cache: all job families there have ever been, and some. */
const OWN_CACHE_ENTRIES = 400
/** Departments that are looked into for families of one name; the handbook has about twenty. */
const MOST_DEPARTMENTS = 40
/** Ids that the Middleman layout adds below every job family. */
const LAYOUT_IDS = new Set(['about-gitlab', 'compensation'])

export interface OpenHandbookOptions {
  /** Shared by the handbooks of one process; made anew when left out. */
  readonly cache?: PageCache
  /** An earlier state of the same handbook, a review's base: a page that was there and is not now is gone for certain. */
  readonly earlier?: Snapshot
}

export function openHandbook(snapshot: Snapshot, options: OpenHandbookOptions = {}): Handbook {
  const cache = options.cache ?? createPageCache({maxEntries: OWN_CACHE_ENTRIES})
  const shared = shareReads(snapshot)
  const earlier = options.earlier && createPageFinder(shareReads(options.earlier))
  const finder = learningTogether(createPageFinder(shared), earlier)
  let families: Promise<readonly ListedFamily[]> | undefined
  const familyList = () => (families ??= readFamilyList(shared))
  const evidence = createTreeEvidence(shared, finder, familyList, earlier)
  const anchors = new Map<string, Promise<KnownAnchors | undefined>>()
  let redirects: ReturnType<typeof allRedirects> | undefined
  let pagesByName: ReturnType<typeof listAllPages> | undefined

  async function readAnchors(path: string, root: SiteRoot | undefined): Promise<KnownAnchors | undefined> {
    const file = await shared.read(path)
    if (file?.text == null || file.text.length > LONGEST_PAGE) return undefined
    const {id, text} = file
    const renderer = root
      ? root.generator === 'hugo'
        ? 'goldmark'
        : 'kramdown'
      : rendererOf(generationOf(path, undefined, text))
    const generated = generatedHeadings(path, text, renderer) !== undefined
    return {ids: cache.anchors.remember(`${renderer} ${id}`, () => anchorsOf(text, renderer)).ids, generated}
  }

  async function anchor(path: string, root: SiteRoot | undefined, fragment: string | null): Promise<Anchor> {
    if (!fragment) return null
    const reading = anchors.get(path) ?? readAnchors(path, root)
    anchors.set(path, reading)
    const known = await reading
    const checked = checkAnchor(fragment, known, known?.generated ?? true)
    const added =
      checked && root?.generator === 'middleman' && isJobFamilyPath(path) && LAYOUT_IDS.has(checked.id)
    return added ? {id: checked.id, state: 'exists'} : checked
  }

  async function page(path: string): Promise<Page | undefined> {
    const name = nameOf(path)
    // The listing tells the id under which the page is known; a file that is at hand tells it as well.
    const isAtHand = shared.knows?.(path) === true
    const folder = isAtHand ? undefined : await shared.entries(folderOf(path))
    const entry = folder?.find((candidate) => candidate.name === name)
    const known = entry?.id ? cache.pages.find(`${entry.id} ${path}`) : undefined
    if (known) return known
    const file = await shared.read(path)
    if (!file) return undefined
    const {id, text, size, withheld} = file
    if (text === null) return unreadPage(path, withheld ?? whyUnread(size))
    return cache.pages.remember(`${id} ${path}`, () => parsePage(path, text))
  }

  return {
    snapshot,
    resolve: (url, path) =>
      resolveLink(url, path, {
        snapshot: shared,
        finder,
        pagesByName: () => (pagesByName ??= listAllPages(shared, finder)),
        evidence,
        redirects: () => (redirects ??= allRedirects(shared, cache)),
        aliasOf: async (address) => (shared.local ? undefined : findAlias(shared, address)),
        anchor
      }),
    page,
    urlOf: (path) => urlOfPath(path, siteRootOf(path)),
    gradeTables: () => readGradeTables(shared, finder, cache),
    familyList,
    async namesakes(path) {
      const segments = toSegments(urlOfPath(path, siteRootOf(path)) ?? '')
      const found = await findNamesakes(segments, finder, (all) => all.slice(0, MOST_DEPARTMENTS))
      return found.map((namesake) => namesake.path)
    }
  }
}

/** Two states of one handbook look for its pages in the same folders: else what one of them passes over seems gone. */
function learningTogether(finder: PageFinder, earlier: PageFinder | undefined): PageFinder {
  return {
    ...finder,
    learn(root) {
      finder.learn(root)
      earlier?.learn(root)
    }
  }
}

/** The handbook in a folder on disk. */
export function openFolderHandbook(root: string, options: OpenHandbookOptions = {}): Handbook {
  return openHandbook(openFolderSnapshot(root), options)
}

function whyUnread(size: number): string {
  if (size <= MAX_FILE_BYTES) return 'it is a binary file, not text in UTF-8'
  return `it is too large: ${(size / 1_000_000).toFixed(1)} MB, and a page may have 1 MB`
}

interface KnownAnchors {
  readonly ids: ReadonlySet<string>
  readonly generated: boolean
}

async function listAllPages(snapshot: Snapshot, finder: PageFinder) {
  const [root] = await finder.roots()
  return root && snapshot.local ? listPagesByName(snapshot, root) : undefined
}

async function allRedirects(snapshot: Snapshot, cache: PageCache) {
  return firstOf(await Promise.all([readRedirects(snapshot, cache), readAliases(snapshot)]))
}
