/**
 * job-data: where a family is renamed, moved or removed, the handbook's list of families follows.
 * Source: the list's own header. Why and examples: ./README.md
 */
import {FAMILY_LIST, type ListedFamily} from '../../src/handbook/family-list.ts'
import type {Handbook} from '../../src/handbook/handbook.ts'
import {toSegments} from '../../src/handbook/page-url.ts'
import type {Page} from '../../src/page/page.ts'
import {defineRule} from '../define-rule.ts'
import {isSameFamily} from '../family-name.ts'
import {topOf} from '../top-of-page.ts'

export default defineRule({
  name: 'job-data',
  severity: 'warning',
  fixes: false,
  summary: "a family renamed, moved or deleted that the handbook's list of families still has as it was",
  deleted: true,
  async run({page, base, isDeleted, handbook, report}) {
    if (base === undefined) return
    const stale = isDeleted
      ? await staleAfterDeletion(page, handbook)
      : base === null
        ? await staleBeforePage(page, handbook)
        : await staleAfterChange(page, base, handbook)
    if (stale === undefined) return
    const reason = `${FAMILY_LIST} ${stale}; that list is written by the Compensation Calculator's project, so ask for the change there`
    report({reason, place: topOf(page), key: 'list'})
  }
})

async function staleAfterDeletion({path}: Page, handbook: Handbook): Promise<string | undefined> {
  const own = handbook.urlOf(path)
  const entry = own && entryAt(own, await handbook.familyList())
  return entry ? `still lists "${entry.title}" at ${own}, the page that is deleted here` : undefined
}

/** Git calls a page new, too, that was rewritten while it moved. */
async function staleBeforePage({path, family}: Page, handbook: Handbook): Promise<string | undefined> {
  const own = handbook.urlOf(path)
  const {title} = family
  if (!own || title === null) return undefined
  const list = await handbook.familyList()
  if (entryAt(own, list)) return undefined
  for (const {urls} of list.filter((entry) => isSameFamily(entry.title, title))) {
    const resolutions = await Promise.all(urls.map((url) => handbook.resolve(url, path)))
    const elsewhere = resolutions.some(
      (found) => found.kind !== 'no-page' && !(found.kind === 'page' && found.path === path)
    )
    if (!elsewhere) return `lists "${title}" at ${urls.join(' and ')}, and its page is ${own}`
  }
  return undefined
}

/** Reads the list only for a page that moved or got another title. */
async function staleAfterChange(page: Page, base: Page, handbook: Handbook): Promise<string | undefined> {
  const [from, to] = [handbook.urlOf(base.path), handbook.urlOf(page.path)]
  const [before, after] = [base.family.title, page.family.title]
  const isRetitled = before !== null && after !== null && !isSameFamily(before, after)
  if (!from || !to || (from === to && !isRetitled)) return undefined
  const list = await handbook.familyList()
  const entry = entryAt(from, list)
  if (!entry) return undefined
  if (from !== to && !entryAt(to, list))
    return `still lists "${entry.title}" at ${from}, and this change moves the page to ${to}`
  return isRetitled && isSameFamily(entry.title, before)
    ? `still calls this family "${entry.title}", and this change calls it "${after}"`
    : undefined
}

function entryAt(address: string, list: readonly ListedFamily[]): ListedFamily | undefined {
  const wanted = toSegments(address).join('/')
  return list.find(({urls}) => urls.some((url) => toSegments(url).join('/') === wanted))
}
