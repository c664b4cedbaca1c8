/**
 * The lists of a summary: findings with their lines, collapsed where nobody has to read them.
 */
import type {Finding} from '../../rules/finding.ts'
import type {Page} from '../page/page.ts'
import type {FixedFinding, PreExistingFinding} from './charge.ts'
import type {FindingGroup} from './finding-group.ts'
import {gitLines, linesOf} from './git-lines.ts'
import {code, link, prose} from './quote.ts'
import type {ReviewedPage} from './reviewed-page.ts'
import {counted, lineList, shortened} from './words.ts'

/** Items of one list; more are counted, because GitLab renders long notes slowly. */
const MOST_ITEMS = 40

/** A list under our own title, closed until somebody wants it; '' for an empty list. */
export function collapsed(title: string, items: readonly string[]): string {
  // The blank line lets GitLab read Markdown inside the HTML.
  return items.length === 0
    ? ''
    : `<details><summary>${title}: ${items.length}</summary>\n\n${bullets(items)}\n\n</details>`
}

export function bullets(items: readonly string[]): string {
  const shown = items.slice(0, MOST_ITEMS).map((item) => `- ${item}`)
  const rest = items.length - shown.length
  return [...shown, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n')
}

/** Pages that one item names. */
const MOST_PAGES = 5

/** What the lists need to know of the pages. */
export interface ListContext {
  readonly pages: ReadonlyMap<string, ReviewedPage>
  /** Whether items must say which page they are about. */
  readonly namePages: boolean
  /** Commit of the merge base. */
  readonly base: string
  /** Address of the project, for links to lines at base; null for none. */
  readonly projectUrl: string | null
}

/** New findings: "lines 12 and 30: reason (rule)"; what is said of several pages is said once. */
export function newItems(groups: readonly FindingGroup[], context: ListContext): string[] {
  const same = Map.groupBy(groups, ({first}) => JSON.stringify([first.rule, first.severity, first.reason]))
  return Array.from(same.values()).flatMap((alike) => {
    const [one] = alike
    const pages = Array.from(
      Map.groupBy(alike, ({pageId}) => pageId),
      ([pageId, own]) => {
        const page = context.pages.get(pageId)?.head ?? null
        const lines = own.flatMap(({findings}) => findings.flatMap(({finding}) => partLines(finding, page)))
        return where(own[0]?.first.path ?? pageId, lines, context)
      }
    )
    return one ? [item(one.first, shortened(pages, MOST_PAGES).join('; '))] : []
  })
}

/** Old findings with the line at base that proves it. */
export function preExistingItems(findings: readonly PreExistingFinding[], context: ListContext): string[] {
  return findings.map(({pageId, finding, base}) => {
    const page = context.pages.get(pageId)
    const [line = 1] = partLines(base, page?.base ?? null)
    const here = where(finding.path, partLines(finding, page?.head ?? null), context)
    return item(finding, `${here} (${proof(base.path, line, context)})`)
  })
}

/** What was fixed: "rule, 6 times, on lines 8 and 18 before: reason". */
export function fixedItems(findings: readonly FixedFinding[], context: ListContext): string[] {
  return findings.map(({pageId, finding}) => {
    const lines = partLines(finding, context.pages.get(pageId)?.base ?? null)
    return item(finding, `${where(finding.path, lines, context)} before${times(finding.parts.length)}`)
  })
}

/** Lines of a finding's parts, as git counts them. */
export function partLines(finding: Finding, page: Page | null): number[] {
  const lines = gitLines(page?.text ?? '')
  return finding.parts.map(({place}) => (page ? linesOf(lines, place).first : place.start.line))
}

export function times(count: number): string {
  return count > 1 ? `, ${counted(count, 'time')}` : ''
}

function item(finding: Finding, place: string): string {
  return `${place}: ${prose(finding.reason)} (${link(code(finding.rule), finding.url)})`
}

function where(path: string, lines: readonly number[], {namePages}: ListContext): string {
  return namePages ? `${code(path)}, ${lineList(lines)}` : lineList(lines)
}

function proof(path: string, line: number, {base, projectUrl}: ListContext): string {
  if (projectUrl === null) return `line ${line} before`
  const file = path.split('/').map(encodeURIComponent).join('/')
  return `${link(`line ${line}`, `${projectUrl}/-/blob/${base}/${file}?plain=1#L${line}`)} before`
}
