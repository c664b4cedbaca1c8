/**
 * The lists of a summary: findings with their lines, collapsed where nobody has to read them.
 */
import type {Finding} from '../../rules/finding.ts'
import type {Page} from '../page/page.ts'
import type {FixedFinding, PreExistingFinding} from './charge.ts'
import type {FindingGroup} from './finding-group.ts'
import {type GitLines, gitLines, linesOf} from './git-lines.ts'
import {code, link, prose} from './quote.ts'
import type {ReviewedPage} from './reviewed-page.ts'
import {counted, lineList, shortened} from './words.ts'

/** Items of one list; more are counted, because GitLab renders long notes slowly. */
const MOST_ITEMS = 40

/** A list under our own title, closed until somebody wants it; '' for an empty list. */
export function collapsed<T>(title: string, things: readonly T[], render: (thing: T) => string): string {
  return things.length === 0 ? '' : folded(title, bullets(things, render))
}

/** Markdown under our own title, closed until somebody wants it. */
export function folded(title: string, markdown: string): string {
  // The blank line lets GitLab read Markdown inside the HTML.
  return `<details><summary>${title}</summary>\n\n${markdown}\n\n</details>`
}

export function bullets<T>(things: readonly T[], render: (thing: T) => string): string {
  const shown = things.slice(0, MOST_ITEMS).map((thing) => `- ${render(thing)}`)
  const rest = things.length - shown.length
  return [...shown, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n')
}

/** Pages that one item names. */
const MOST_PAGES = 5

/** What the lists need to know of the pages. */
export interface ListContext {
  /** By id. */
  readonly pages: ReadonlyMap<string, ReviewedPage>
  /** Lines of a page's text, split once; null for no page. */
  linesOf(page: Page | null | undefined): GitLines | null
  /** Whether items must say which page they are about. */
  readonly namePages: boolean
  /** The merge base and the target branch's head. */
  readonly refs: {readonly base: string; readonly target: string}
  /** Address of the project, for links to lines at base; null for none. */
  readonly projectUrl: string | null
}

export function listContext(
  pages: readonly ReviewedPage[],
  refs: ListContext['refs'],
  projectUrl: string | null
): ListContext {
  const known = new Map<Page, GitLines>()
  const linesOf = (page: Page | null | undefined) => {
    if (!page) return null
    const lines = known.get(page) ?? gitLines(page.text)
    known.set(page, lines)
    return lines
  }
  const byId = new Map(pages.map((page) => [page.pageId, page]))
  return {pages: byId, linesOf, namePages: pages.length > 1, refs, projectUrl}
}

/** Lines of findings' parts on a page as it was. */
export function linesBefore({pageId, finding}: FixedFinding, {pages, linesOf}: ListContext): number[] {
  return partLines(finding, linesOf(pages.get(pageId)?.base))
}

/** Groups of which the same is said, so that it is said once. */
export function saidAlike(groups: readonly FindingGroup[]): (readonly FindingGroup[])[] {
  const alike = Map.groupBy(groups, ({first}) => JSON.stringify([first.rule, first.severity, first.reason]))
  return [...alike.values()]
}

/** New findings: "lines 12 and 30: reason (rule)". */
export function newItem(alike: readonly FindingGroup[], context: ListContext): string {
  const byPage = Map.groupBy(alike, ({pageId}) => pageId)
  const places = Array.from(byPage, ([pageId, own]) => {
    const findings = own.flatMap((group) => group.findings.map(({finding}) => finding))
    const lines = findings.flatMap((finding) =>
      partLines(finding, context.linesOf(context.pages.get(pageId)?.head))
    )
    return where(findings[0]?.path ?? pageId, lines, context)
  })
  const [one] = alike
  return one ? item(one.first, shortened(places, MOST_PAGES).join('; ')) : ''
}

/** Old findings of one rule on one page that are told one by one. */
const MOST_OF_A_RULE = 3

/** Old findings, each with the line that proves it; where a page has many of one rule, the rest of them by their lines. */
export function preExistingItems(old: readonly PreExistingFinding[], context: ListContext): string[] {
  const groups = Map.groupBy(old, ({pageId, finding: {rule}}) => JSON.stringify([pageId, rule]))
  return [...groups.values()].flatMap((group) => {
    const isFolded = group.length > MOST_OF_A_RULE + 1
    const told = isFolded ? group.slice(0, MOST_OF_A_RULE) : group
    const rest = group.slice(told.length)
    const items = told.map((each) => preExistingItem(each, context))
    return rest[0] ? [...items, moreItem(rest, rest[0].finding, context)] : items
  })
}

/** "lines 28 and 34: 2 more of `link-style`". */
function moreItem(rest: readonly PreExistingFinding[], first: Finding, context: ListContext): string {
  const lines = rest.flatMap(({pageId, finding}) =>
    partLines(finding, context.linesOf(context.pages.get(pageId)?.head))
  )
  return `${where(first.path, lines, context)}: ${rest.length} more of ${link(code(first.rule), first.url)}`
}

/** An old finding with the line that proves it. */
function preExistingItem(old: PreExistingFinding, context: ListContext): string {
  const {pageId, finding} = old
  const here = where(
    finding.path,
    partLines(finding, context.linesOf(context.pages.get(pageId)?.head)),
    context
  )
  return item(finding, `${here} (${proof(old, context)})`)
}

/** What was fixed: "lines 8 and 18 before, 6 times: reason (rule)"; how often only where the lines do not tell. */
export function fixedItem(fixed: FixedFinding, context: ListContext): string {
  const {finding} = fixed
  const lines = linesBefore(fixed, context)
  const count = finding.parts.length
  const often = new Set(lines).size === count ? '' : times(count)
  return item(finding, `${where(finding.path, lines, context)} before${often}`)
}

/** A finding at head by itself: "line 12: reason (rule)". */
export function itemAtHead(finding: Finding, pageId: string, context: ListContext): string {
  return item(finding, lineList(partLines(finding, context.linesOf(context.pages.get(pageId)?.head))))
}

/** Lines of a finding's parts, as git counts them. */
function partLines({parts}: Finding, lines: GitLines | null): number[] {
  return parts.map(({place}) => (lines ? linesOf(lines, place).first : place.start.line))
}

export function times(count: number): string {
  return count > 1 ? `, ${counted(count, 'time')}` : ''
}

function item(finding: Finding, place: string): string {
  return `${place}: ${prose(finding.reason)} (${link(code(finding.rule), finding.url)})`
}

/** "lines 12 and 30", with the page's path where there are several pages. */
export function where(path: string, lines: readonly number[], {namePages}: ListContext): string {
  return namePages ? `${code(path)}, ${lineList(lines)}` : lineList(lines)
}

/** "line 12 before", "line 12 of `other.md` before", "line 12 on the target branch", linked to that line. */
function proof({pageId, base, basePage, isOnTarget}: PreExistingFinding, context: ListContext): string {
  const {refs, projectUrl, linesOf, pages} = context
  const page = pages.get(pageId)
  const [line = 1] = partLines(base, linesOf(basePage))
  const file = base.path.split('/').map(encodeURIComponent).join('/')
  const commit = isOnTarget ? refs.target : refs.base
  const url = projectUrl === null ? '' : `${projectUrl}/-/blob/${commit}/${file}?plain=1#L${line}`
  const elsewhere = basePage?.path === page?.base?.path ? '' : ` of ${code(base.path)}`
  return `${link(`line ${line}`, url)}${elsewhere} ${isOnTarget ? 'on the target branch' : 'before'}`
}
