/**
 * Ids of pages that are new: a page that was renamed since the last review keeps its id, and with it its threads. Pages
 * that the base has need no help, their id is their path there.
 */
import {type Charges, nameAll} from './charge.ts'
import type {SummaryState} from './marker.ts'
import type {ReviewedPage} from './reviewed-page.ts'
import type {Recalled} from './said.ts'

/** Longer paths are not remembered. UTF-16 units. */
const LONGEST_PATH = 500
const MOST_PAGES = 50

/**
 * @param charges Of these pages as they are.
 * @returns The pages with the ids that they have in the threads that stand; each id is one page's.
 */
export function settlePageIds(
  pages: readonly ReviewedPage[],
  charges: Pick<Charges, 'new'>,
  {state, threads}: Pick<Recalled, 'state' | 'threads'>
): readonly ReviewedPage[] {
  const isFixed = ({base, head}: ReviewedPage) => base !== null || head === null
  const taken = new Set(pages.filter(isFixed).map(({pageId}) => pageId))
  const names = new Map<ReviewedPage, string>()
  const give = (page: ReviewedPage, id: string | undefined): void => {
    if (id === undefined || taken.has(id)) return
    taken.add(id)
    names.set(page, id)
  }

  const open = () => pages.filter((page) => !isFixed(page) && !names.has(page))
  for (const page of open()) give(page, state.pages.find(({path}) => path === page.head?.path)?.id)

  const present = new Set(pages.map(({head}) => head?.path))
  const lost = state.pages.filter(({path}) => !present.has(path))
  const said = new Set(threads.map(({marker}) => marker.fingerprint))
  const guesses = open().flatMap((page) => {
    const findings = charges.new.flatMap(({pageId, finding}) => (pageId === page.pageId ? [finding] : []))
    return lost.map(({id}) => {
      const alike = nameAll(id, findings).filter(({fingerprint}) => said.has(fingerprint)).length
      return {page, id, alike}
    })
  })
  for (const {page, id, alike} of guesses.sort((a, b) => b.alike - a.alike)) {
    if (alike > 0 && !names.has(page)) give(page, id)
  }
  for (const page of open()) {
    // Another page began here and was renamed since.
    for (let name = page.pageId, n = 2; !names.has(page); name = `${page.pageId} (${n++})`) give(page, name)
  }
  return pages.map((page) => ({...page, pageId: names.get(page) ?? page.pageId}))
}

/** What the next review needs to know: pages whose id their path at base will not tell. */
export function rememberedPages(pages: readonly ReviewedPage[]): SummaryState['pages'] {
  return pages
    .filter(({base, file}) => !base || file?.status === 'added')
    .flatMap(({pageId, head}) => (head ? [{id: pageId, path: head.path}] : []))
    .filter(({id, path}) => id.length <= LONGEST_PATH && path.length <= LONGEST_PATH)
    .slice(0, MOST_PAGES)
}
