/**
 * The fix that writes headings in other words. A heading's id follows its words, and equal ids are numbered through the page:
 * the page's own links go along, and where other pages are known to link to an id that would go, nothing is changed.
 */
import type {Handbook} from '../src/handbook/handbook.ts'
import {findInboundLinks} from '../src/handbook/inbound-links.ts'
import {headingIds, type IdSource, rendererOf} from '../src/page/heading-ids.ts'
import type {Heading} from '../src/page/job-family.ts'
import type {Page} from '../src/page/page.ts'
import {endOf, startOf} from '../src/page/places.ts'
import type {Edit, Fix} from './finding.ts'

/** Words of a heading, and what is to stand in their place. */
export interface Rewording {
  readonly heading: Heading
  /** As a reader sees them. */
  readonly written: string
  readonly better: string
}

export interface Renaming {
  /** One a rewording; null where its words do not stand in the heading exactly once, or the headings had better stay. */
  readonly fixes: readonly (Fix | null)[]
  /** By the id that would go, the paths of other job families that link to it; none where looking them up is not cheap. */
  readonly linkedFrom: ReadonlyMap<string, readonly string[]>
}

/**
 * Makes the fixes for headings of one page. Those of one call belong together: the page's links go along with the first.
 */
export function headingRenamer(
  page: Page,
  handbook: Handbook
): (rewordings: readonly Rewording[]) => Promise<Renaming> {
  const sources = idSources(page)
  let families: Promise<InboundFamilies> | undefined
  return async (rewordings) => {
    const edits = rewordings.map((rewording) => editOf(rewording, page.text))
    const done = rewordings.filter((_rewording, index) => edits[index])
    const ids = sources && changedIds(page, sources, done)
    families ??= familiesLinkingTo(page, handbook)
    const linkedFrom = new Map([...(await families)].filter(([id]) => ids?.has(id)))
    if (!ids || linkedFrom.size > 0) return {fixes: edits.map(() => null), linkedFrom}
    const links = await ownLinks(ids, page, handbook)
    const first = edits.findIndex((edit) => edit !== undefined)
    const fixes = edits.map((edit, index) => {
      const all = index === first ? links : []
      return edit ? {edits: [edit, ...all].sort((a, b) => a.start - b.start)} : null
    })
    return {fixes, linkedFrom}
  }
}

function editOf({heading: {place}, written, better}: Rewording, text: string): Edit | undefined {
  const heading = text.slice(startOf(place), endOf(place))
  const at = heading.indexOf(written)
  if (written === '' || at === -1 || heading.includes(written, at + 1)) return undefined
  const start = startOf(place) + at
  return {start, end: start + written.length, text: better}
}

/** What the ids of a page's headings are made of; undefined where that cannot be told from the headings alone. */
function idSources({generation, family}: Page): readonly IdSource[] | undefined {
  const renderer = rendererOf(generation)
  const sources = family.headings.map(({text, id}): IdSource => {
    const [plain] = headingIds([{text}], renderer)
    const isMade = id === plain || id.replace(/-\d+$/, '') === plain
    return isMade ? {text} : {text, explicitId: id}
  })
  const ids = headingIds(sources, renderer)
  return family.headings.every(({id}, index) => id === ids[index]) ? sources : undefined
}

/** The ids that change, with what they become. */
function changedIds(
  {generation, family: {headings}}: Page,
  sources: readonly IdSource[],
  rewordings: readonly Rewording[]
): Map<string, string> {
  const reworded = new Map(rewordings.map((each) => [each.heading, each]))
  const renamed = headings.map((heading, index) => {
    const source = sources[index] ?? heading
    const each = reworded.get(heading)
    return each ? {...source, text: source.text.replace(each.written, () => each.better)} : source
  })
  const ids = new Map<string, string>()
  for (const [index, fresh] of headingIds(renamed, rendererOf(generation)).entries()) {
    const id = headings[index]?.id ?? ''
    if (id !== fresh) ids.set(id, fresh)
  }
  return ids
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

/** Paths of other families by the id on this page that they link to. */
type InboundFamilies = ReadonlyMap<string, readonly string[]>

/** Among the families, on a disk: a search through the whole handbook, or over a network, is not worth the words. */
async function familiesLinkingTo({path}: Page, {snapshot, urlOf}: Handbook): Promise<InboundFamilies> {
  const found = new Map<string, string[]>()
  const [folder] = /^.*\b(?:job-families|jobs)(?=\/)/.exec(path) ?? []
  const url = urlOf(path)
  if (!snapshot.local || folder === undefined || url === undefined) return found
  const inbound = await findInboundLinks(snapshot, url, 'fragments', folder)
  for (const file of inbound?.files ?? []) {
    if (file.path === path) continue
    for (const id of file.fragments) found.set(id, [...(found.get(id) ?? []), file.path])
  }
  return found
}
