/**
 * Text of a page to the ids that a link can lead to. Reads lines, not Markdown: a page that is only linked to is not
 * worth a parse. In doubt an id is taken for existing, since a false "dead anchor" costs more than a missed one.
 */
import {findFrontMatter} from '../page/front-matter-block.ts'
import {headingIds, type IdSource, type Renderer} from '../page/heading-ids.ts'
import {headingText} from './heading-text.ts'

export interface Anchors {
  readonly ids: ReadonlySet<string>
}

/** Characters. Longer lines are no headings; in still longer ones nothing is looked for. */
const LONGEST_HEADING = 600
const LONGEST_LINE = 2000
const FENCE = /^[ \t>]*(?:[-*+][ \t]+)?(`{3,}|~{3,})(.*)$/
/** A heading, also inside a quote or a list item: renderers give ids to these as well. */
const ATX = /^(?:[ \t]{0,3}(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))*[ \t]{0,3}(#{1,6})(?:[ \t]+(.*))?$/
/** Indented or without a space: a heading to some renderers, in some places. */
const NEARLY_ATX = /^[ \t]*#{1,6}[ \t]*([^#\s].*)$/
const SETEXT = /^ {0,3}(?:=+|-+)[ \t]*$/
const NO_PARAGRAPH = /^[ \t]*(?:$|[>#|<]|[-*+][ \t]|\d{1,9}[.)][ \t]|\{[:{<%])/
const HTML_ID = /<[a-z][^<>]*?\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi
const HTML_HEADING = /<h[1-6][^<>]*>(.*?)(?:<\/h[1-6]>|$)/gi
const LEADING_TAGS = /^(?:<[^<>]*>)+([ \t]+)/
const ATTRIBUTE_ID = /\{(?=[:#.])[^{}#]*#([^\s{}]+)[^{}]*\}/g

/** Characters; pages beyond this are not read for ids. The longest page of a handbook has a third of it. */
export const LONGEST_PAGE = 1_000_000

export function anchorsOf(text: string, renderer: Renderer): Anchors {
  const scan: Scan = {headings: [], ids: new Set()}
  const lines = text.slice(findFrontMatter(text)?.end ?? 0).split(/\r\n|\n|\r/)
  scanLines(lines, scan)
  for (const [index, id] of headingIds(scan.headings, renderer).entries()) {
    scan.ids.add(id)
    scan.ids.add('-'.repeat(scan.headings[index]?.blanks ?? 0) + id)
  }
  return {ids: scan.ids}
}

interface ScannedHeading extends IdSource {
  /** Blanks between an icon in front of the heading (`# <i …></i> Team`) and its text: kramdown makes hyphens of them. */
  readonly blanks: number
}

interface Scan {
  readonly headings: ScannedHeading[]
  /** Ids that are written out, and those of what may be a heading. */
  readonly ids: Set<string>
}

function scanLines(lines: readonly string[], scan: Scan): void {
  let fence: {mark: string; line: number} | null = null
  let comment = false
  let paragraph: string[] = []

  for (const [number, raw] of lines.entries()) {
    if (raw.length > LONGEST_LINE) {
      paragraph = []
      continue
    }
    const fenceMark = comment ? undefined : FENCE.exec(raw)
    if (fence) {
      const closing = fenceMark?.[1]?.startsWith(fence.mark) && fenceMark[2]?.trim() === ''
      if (closing) fence = null
      continue
    }
    const mark = fenceMark?.[1]
    if (mark && !fenceMark?.[2]?.includes('`')) {
      fence = {mark, line: number}
      paragraph = []
      continue
    }
    const {line, open} = withoutComments(raw, comment)
    comment = open
    paragraph = scanLine(line, paragraph, scan)
  }
  // kramdown takes a fence that is never closed for text.
  if (fence) for (const line of lines.slice(fence.line + 1)) scanDoubtful(line.slice(0, LONGEST_LINE), scan)
}

/** @returns The paragraph's lines so far, in case the next line underlines them. */
function scanLine(line: string, paragraph: string[], scan: Scan): string[] {
  const atx = line.length > LONGEST_HEADING ? null : ATX.exec(line)
  if (atx) {
    scan.headings.push(toSource(withoutClosing(atx[2] ?? '')))
  } else if (paragraph.length > 0 && SETEXT.test(line)) {
    scan.headings.push(toSource(paragraph.join(' ')))
  } else {
    scanDoubtful(line, scan)
  }
  addWrittenIds(line, scan)
  return atx || NO_PARAGRAPH.test(line) || SETEXT.test(line) ? [] : [...paragraph.slice(-4), line.trim()]
}

function scanDoubtful(line: string, scan: Scan): void {
  const nearly = line.length > LONGEST_HEADING ? undefined : NEARLY_ATX.exec(line)?.[1]
  const texts =
    line.includes('<h') || line.includes('<H')
      ? Array.from(line.matchAll(HTML_HEADING), (m) => m[1] ?? '')
      : []
  if (nearly !== undefined) texts.push(nearly)
  const sources = texts.map(toSource)
  for (const id of [...headingIds(sources, 'kramdown'), ...headingIds(sources, 'goldmark')]) scan.ids.add(id)
}

function addWrittenIds(line: string, scan: Scan): void {
  if (line.includes('=')) {
    for (const match of line.matchAll(HTML_ID)) scan.ids.add(match[1] ?? match[2] ?? match[3] ?? '')
  }
  if (line.includes('{')) for (const match of line.matchAll(ATTRIBUTE_ID)) scan.ids.add(match[1] ?? '')
  if (line.includes('{:toc')) scan.ids.add('markdown-toc')
  if (line.includes('[^')) {
    for (const match of line.matchAll(/\[\^([^\]\s]+)\]/g))
      scan.ids.add(`fn:${match[1]}`).add(`fnref:${match[1]}`)
  }
}

function toSource(markdown: string): ScannedHeading {
  const blanks = LEADING_TAGS.exec(markdown)?.[1]?.length ?? 0
  const text = markdown.trimEnd()
  const open = text.endsWith('}') ? text.lastIndexOf('{') : -1
  const explicitId = open === -1 ? undefined : /^\{:?[ \t]*#([^\s}]+)/.exec(text.slice(open))?.[1]
  return {text: headingText(explicitId === undefined ? text : text.slice(0, open)), explicitId, blanks}
}

/** `## Levels ##` is the heading "Levels"; `## C#` is not "C". */
function withoutClosing(text: string): string {
  const trimmed = text.trimEnd()
  let end = trimmed.length
  while (trimmed[end - 1] === '#') end--
  return end === 0 || /[ \t]/.test(trimmed[end - 1] ?? '') ? trimmed.slice(0, end).trimEnd() : trimmed
}

function withoutComments(line: string, open: boolean): {line: string; open: boolean} {
  let rest = line
  let kept = ''
  let inside = open
  while (rest !== '') {
    const at = rest.indexOf(inside ? '-->' : '<!--')
    if (!inside) kept += at === -1 ? rest : rest.slice(0, at)
    if (at === -1) break
    rest = rest.slice(at + (inside ? 3 : 4))
    inside = !inside
  }
  return {line: kept, open: inside}
}
