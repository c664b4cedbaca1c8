/**
 * The pages that a merge request changes, read at both ends, each with what it is to be compared with: a page that git
 * calls new may have moved, may be half of another one, or may be on the target branch already.
 */
import type {Handbook} from '../handbook/handbook.ts'
import {folderOf, nameOf} from '../handbook/repository-path.ts'
import type {Page} from '../page/page.ts'
import type {FileDiff} from '../review/diff.ts'
import {findOrigins, type Origin} from '../review/origins.ts'
import type {Ends} from './ends.ts'
import {inTurns, type Pace} from './in-turns.ts'
import type {PageFile} from './page-files.ts'

export interface ChangedPage extends PageFile {
  /** Null for a new page. */
  readonly base: Page | null
  /** Null when the page is deleted. */
  readonly head: Page | null
  /** See `ReviewedPage`. */
  readonly splitFrom?: Page
  readonly isOnTarget?: boolean
}

export interface ReadPages {
  readonly pages: readonly ChangedPage[]
  /** Files that should be there and are not, for this token. */
  readonly missing: readonly FileDiff[]
}

/** @param isPage Whether the head's path is that of a page still. */
export async function readChangedPages(
  files: readonly PageFile[],
  {base, head, target}: Ends,
  isPage: (path: string) => boolean,
  pace: Pace
): Promise<ReadPages> {
  const missing: FileDiff[] = []
  const found = await inTurns(
    files,
    ({file}) => file.newPath,
    async ({file, isCut}): Promise<ChangedPage[]> => {
      const isGone = file.status === 'deleted' || !isPage(file.newPath)
      const [before, after] = await Promise.all([
        file.status === 'added' ? null : readPage(base, file.oldPath),
        isGone ? null : readPage(head, file.newPath)
      ])
      if (before === undefined || after === undefined) {
        missing.push(file)
        return []
      }
      return before || after ? [{file, isCut, base: before, head: after}] : []
    },
    pace
  )
  const read = found.flat()

  const origins = originsOf(read)
  const moved = new Set(origins.values().map(({page, kind}) => (kind === 'moved' ? page : null)))
  const pages: ChangedPage[] = []
  for (const page of read) {
    // The page that it became stands for it.
    if (!page.head && page.base && moved.has(page.base)) continue
    const origin = page.head ? origins.get(page.head) : undefined
    if (origin) pages.push(withOrigin(page, origin))
    else pages.push(await withTarget(page, target))
  }
  return {pages, missing}
}

/** Null for a link, which is no page; undefined where there is nothing. */
async function readPage(handbook: Handbook, path: string): Promise<Page | null | undefined> {
  const page = await handbook.page(path)
  if (page) return page
  const entry = (await handbook.snapshot.entries(folderOf(path)))?.find(({name}) => name === nameOf(path))
  return entry?.kind === 'link' ? null : undefined
}

function originsOf(pages: readonly ChangedPage[]): Map<Page, Origin> {
  const added = pages.flatMap(({base, head}) => (head && !base ? [head] : []))
  const sources = pages.flatMap(({base, head}) => (base ? [{base, head}] : []))
  return findOrigins(added, sources)
}

function withOrigin(page: ChangedPage, {page: base, kind}: Origin): ChangedPage {
  return kind === 'split' ? {...page, splitFrom: base} : {...page, base}
}

/** A page that the target branch got by another way is not new. */
async function withTarget(page: ChangedPage, target: Handbook | null): Promise<ChangedPage> {
  if (!target || !page.head || page.base) return page
  const there = await target.page(page.head.path)
  return there ? {...page, base: there, isOnTarget: true} : page
}
