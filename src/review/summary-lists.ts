/**
 * The lists of a summary: findings with their lines, collapsed where nobody has to read them.
 */
import type {Finding} from '../../rules/finding.ts'
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
  if (things.length === 0) return ''
  // The blank line lets GitLab read Markdown inside the HTML.
  return `<details><summary>${title}</summary>\n\n${bullets(things, render)}\n\n</details>`
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
  /** Lines of each page's texts, by the page's id; null where the page does not exist. */
  readonly lines: ReadonlyMap<string, {readonly base: GitLines | null; readonly head: GitLines | null}>
  /** Whether items must say which page they are about. */
  readonly namePages: boolean
  /** Commit of the merge base. */
  readonly base: string
  /** Address of the project, for links to lines at base; null for none. */
  readonly projectUrl: string | null
}

export function listContext(
  pages: readonly ReviewedPage[],
  base: string,
  projectUrl: string | null
): ListContext {
  const lines = pages.map(({pageId, base: before, head: after}) => {
    return [pageId, {base: before && gitLines(before.text), head: after && gitLines(after.text)}] as const
  })
  return {lines: new Map(lines), namePages: pages.length > 1, base, projectUrl}
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
    const lines = findings.flatMap((finding) => partLines(finding, context.lines.get(pageId)?.head))
    return where(findings[0]?.path ?? pageId, lines, context)
  })
  const [one] = alike
  return one ? item(one.first, shortened(places, MOST_PAGES).join('; ')) : ''
}

/** An old finding with the line at base that proves it. */
export function preExistingItem({pageId, finding, base}: PreExistingFinding, context: ListContext): string {
  const lines = context.lines.get(pageId)
  const [before = 1] = partLines(base, lines?.base)
  const here = where(finding.path, partLines(finding, lines?.head), context)
  return item(finding, `${here} (${proof(base.path, before, context)})`)
}

/** What was fixed: "lines 8 and 18 before, 6 times: reason (rule)". */
export function fixedItem({pageId, finding}: FixedFinding, context: ListContext): string {
  const lines = partLines(finding, context.lines.get(pageId)?.base)
  return item(finding, `${where(finding.path, lines, context)} before${times(finding.parts.length)}`)
}

/** A finding at head by itself: "line 12: reason (rule)". */
export function itemAtHead(finding: Finding, pageId: string, context: ListContext): string {
  return item(finding, lineList(partLines(finding, context.lines.get(pageId)?.head)))
}

/** Lines of a finding's parts, as git counts them. */
export function partLines({parts}: Finding, lines: GitLines | null | undefined): number[] {
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

function proof(path: string, line: number, {base, projectUrl}: ListContext): string {
  if (projectUrl === null) return `line ${line} before`
  const file = path.split('/').map(encodeURIComponent).join('/')
  return `${link(`line ${line}`, `${projectUrl}/-/blob/${base}/${file}?plain=1#L${line}`)} before`
}
