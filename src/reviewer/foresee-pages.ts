/**
 * Looks ahead for what a review is going to read, so that it is read together: the changed pages, what their links lead to,
 * and the files of the handbook that nearly every review needs.
 */
import {FAMILY_LIST} from '../handbook/family-list.ts'
import {likelyRoots, usualPaths} from '../handbook/find-page.ts'
import {foreseeLinks} from '../handbook/foreseen-links.ts'
import {type SiteRoot, siteRootOf, toSegments} from '../handbook/page-url.ts'
import {GRADES_URL} from '../handbook/read-grade-tables.ts'
import {REDIRECT_FILES} from '../handbook/redirects.ts'
import type {Foreseen} from '../handbook/snapshot.ts'
import type {Page} from '../page/page.ts'
import {CODE_OWNERS_PATHS} from '../review/code-owners.ts'
import type {ChangedPage} from './changed-pages.ts'
import type {Ends} from './ends.ts'
import type {PageFile} from './page-files.ts'

/** A mass change is read page by page. */
const MOST_PAGES = 10
/** Folders cost GitLab the most; those of further links are listed when they are asked for. */
const MOST_FOLDERS = 24

/** Before the pages are read: what the diff tells of them. */
export async function foreseePages(files: readonly PageFile[], {base, head}: Ends): Promise<void> {
  const few = files.slice(0, MOST_PAGES).map(({file}) => file)
  const [first] = few
  if (!first) return
  const root = siteRootOf(first.newPath)
  const segments = toSegments(GRADES_URL)
  const grades = root ? likelyRoots(root, segments).flatMap((one) => usualPaths(one, segments)) : []
  const links = few.map(({newPath, diff}) => foreseeLinks(newPath, addedLinks(diff ?? '')))
  await Promise.all([
    base.snapshot.foresee?.({texts: few.map(({oldPath}) => oldPath), files: [], folders: []}),
    head.snapshot.foresee?.(
      joined([
        {texts: few.map(({newPath}) => newPath), files: [], folders: []},
        ...links,
        {
          texts: [FAMILY_LIST, ...REDIRECT_FILES, ...grades, ...CODE_OWNERS_PATHS],
          files: [],
          folders: ['.gitlab', ...(root ? siteFolders(root) : [])]
        }
      ])
    )
  ])
}

/** What tells where the pages of the site stand. */
function siteFolders({folder}: SiteRoot): string[] {
  const sites = folder.startsWith('sites/') ? ['sites', 'sites/handbook/source'] : []
  return [...sites, folder, `${folder}/job-families`]
}

/** Once they are read: the links that they had before, which only a first review does not know. */
export async function foreseeTargets(pages: readonly ChangedPage[], {base, head}: Ends): Promise<void> {
  const few = pages.slice(0, MOST_PAGES)
  const linksOf = (page: Page | null) =>
    page
      ? [
          foreseeLinks(
            page.path,
            page.family.links.map(({url}) => url)
          )
        ]
      : []
  await Promise.all([
    base.snapshot.foresee?.(joined(few.flatMap((page) => linksOf(page.base)))),
    head.snapshot.foresee?.(joined(few.flatMap((page) => linksOf(page.head))))
  ])
}

const LINK = /\]\(<?([^)\s<>]{1,300})|\]:\s{0,9}<?([^\s<>]{1,300})|\shref=["']([^"'\s]{1,300})/g

function addedLinks(diff: string): string[] {
  const added = diff.split('\n').filter((line) => line.startsWith('+'))
  return added.flatMap((line) => Array.from(line.matchAll(LINK), ([, a, b, c]) => a ?? b ?? c ?? ''))
}

function joined(all: readonly Foreseen[]): Foreseen {
  return {
    texts: all.flatMap(({texts}) => texts),
    files: all.flatMap(({files}) => files),
    folders: [...new Set(all.flatMap(({folders}) => folders))].slice(0, MOST_FOLDERS)
  }
}
