/**
 * The fix that writes headings in other words. A heading's id follows its words, and equal ids are numbered through the page:
 * the page's own links go along, and where other pages are known to link to an id that would go, nothing is changed.
 */
import type {Handbook} from '../src/handbook/handbook.ts'
import {findInboundLinks} from '../src/handbook/inbound-links.ts'
import type {Page} from '../src/page/page.ts'
import {parsePage} from '../src/page/parse-page.ts'
import {startOf} from '../src/page/places.ts'
import {applyFixes} from './apply-fixes.ts'
import type {Edit, Fix} from './finding.ts'

export interface Renaming {
  /**
   * The edits of the page's own links that go along with those of the headings; null when the headings had better stay,
   * since another page links to one of them or more than words would change.
   */
  readonly links: readonly Edit[] | null
  /** By the id that would go, the paths of other job families that link to it; none where looking them up is not cheap. */
  readonly linkedFrom: ReadonlyMap<string, readonly string[]>
}

/** @param edits Of the text in headings, without overlap. */
export async function renameHeadings(
  page: Page,
  handbook: Handbook,
  edits: readonly Edit[]
): Promise<Renaming> {
  const before = page.family.headings
  const after = parsePage(page.path, applyFixes(page.text, [{edits}]).text).family.headings
  const ids = new Map<string, string>()
  for (const [index, {id}] of before.entries()) {
    const fresh = after[index]?.id ?? ''
    if (fresh !== id) ids.set(id, fresh)
  }
  const linkedFrom = await familiesLinkingTo(new Set(ids.keys()), page, handbook)
  const isSafe = before.length === after.length && linkedFrom.size === 0
  return {links: isSafe ? await ownLinks(ids, page, handbook) : null, linkedFrom}
}

/** The fixes for headings that are renamed together, one each; the page's links go along with the first. */
export function fixesOf(headings: readonly (readonly Edit[])[], {links}: Renaming): (Fix | null)[] {
  return headings.map((edits, index) => {
    if (links === null) return null
    const all = index === 0 ? [...edits, ...links] : [...edits]
    return {edits: all.sort((a, b) => a.start - b.start)}
  })
}

/** The page's links to ids that change. Several reference links may share one definition. */
async function ownLinks(ids: ReadonlyMap<string, string>, page: Page, handbook: Handbook): Promise<Edit[]> {
  const edits = new Map<number, Edit>()
  for (const {url, urlPlace} of page.family.links) {
    const hash = url.indexOf('#') + 1
    const text = ids.get(url.slice(hash))
    if (hash === 0 || text === undefined) continue
    const resolution = await handbook.resolve(url, page.path)
    if (resolution.kind !== 'page' || resolution.path !== page.path) continue
    const start = startOf(urlPlace) + hash
    edits.set(start, {start, end: startOf(urlPlace) + url.length, text})
  }
  return [...edits.values()]
}

/** Among the families, on a disk: a search through the whole handbook, or over a network, is not worth the words. */
async function familiesLinkingTo(
  ids: ReadonlySet<string>,
  {path}: Page,
  {snapshot, urlOf}: Handbook
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  const [folder] = /^.*\b(?:job-families|jobs)(?=\/)/.exec(path) ?? []
  const url = urlOf(path)
  if (!snapshot.local || folder === undefined || url === undefined) return found
  const inbound = await findInboundLinks(snapshot, url, 'fragments', folder)
  for (const file of inbound?.files ?? []) {
    if (file.path === path) continue
    for (const id of file.fragments) if (ids.has(id)) found.set(id, [...(found.get(id) ?? []), file.path])
  }
  return found
}
