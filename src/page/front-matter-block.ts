/**
 * Where the front matter of a page stands, told leniently: a block whose opening or closing line is missing is still found.
 */
import type {FrontMatterProblem} from './front-matter.ts'

/** Characters of a block; the longest one of a real handbook page is a tenth of it. */
const LONGEST_BLOCK = 64_000

export interface FrontMatterBlock {
  /** Offset behind the block; it starts at 0. */
  readonly end: number
  /** The YAML between the fences. */
  readonly yaml: {readonly start: number; readonly end: number}
  readonly problem: Pick<FrontMatterProblem, 'kind' | 'detail'> | null
  /** Whether a Markdown parser sees the block as front matter too. */
  readonly standard: boolean
}

/** A key as renderers accept it at the start of a line. */
const KEY_LINE = /^[A-Za-z_][\w .-]{0,60}:(?:[ \t]|$)/
/** The lines a missing fence is looked for in. */
const MOST_LINES_UNOPENED = 40

export function findFrontMatter(text: string): FrontMatterBlock | null {
  const opening = /^(---|\+\+\+|;;;)([^\r\n-][^\r\n]{0,80})?(?:\r\n|\n|\r)/.exec(text.slice(0, 100))
  if (!opening) return findUnopened(text)
  const [{length: start}, fence = '', suffix = ''] = opening
  const language = suffix.trim()
  const closing = closingLine(text, start, fence)
  if (!closing) return fence === '---' && language === '' ? findUnclosed(text, start) : null
  const yaml = {start, end: closing.start}
  if (fence === '---' && (language === '' || language === 'yaml')) {
    return {end: closing.end, yaml, problem: null, standard: language === ''}
  }
  const written = language || (fence === '+++' ? 'TOML' : 'JSON')
  const detail = `line 1: the front matter is ${written}; write it as YAML between two lines of "---"`
  return {end: closing.end, yaml, problem: {kind: 'not-yaml', detail}, standard: false}
}

function closingLine(text: string, from: number, fence: string): {start: number; end: number} | undefined {
  for (let start = from; start < text.length && start - from < LONGEST_BLOCK; start = nextLine(text, start)) {
    const line = lineAt(text, start)
    if (line.startsWith(fence) && line.trimEnd() === fence) return {start, end: start + line.length}
  }
  return undefined
}

/** Without its first "---": the page begins with a key, and only YAML stands above the closing line. */
function findUnopened(text: string): FrontMatterBlock | null {
  if (!KEY_LINE.test(lineAt(text, 0))) return null
  for (
    let start = 0, count = 0;
    start < text.length && count < MOST_LINES_UNOPENED;
    start = nextLine(text, start), count++
  ) {
    const line = lineAt(text, start)
    if (line.trimEnd() === '---') {
      const problem = {
        kind: 'unopened' as const,
        detail: 'line 1: the line "---" above the front matter is missing'
      }
      return {end: start + line.length, yaml: {start: 0, end: start}, problem, standard: false}
    }
    if (!isYamlLine(line)) return null
  }
  return null
}

/** Without its last "---": it ends before the first line that cannot be YAML. */
function findUnclosed(text: string, start: number): FrontMatterBlock | null {
  if (!KEY_LINE.test(lineAt(text, start))) return null
  let end = start
  while (end < text.length && end < LONGEST_BLOCK && isYamlLine(lineAt(text, end))) end = nextLine(text, end)
  const problem = {
    kind: 'unclosed' as const,
    detail: 'line 1: the line "---" below the front matter is missing'
  }
  return {end, yaml: {start, end}, problem, standard: false}
}

function isYamlLine(line: string): boolean {
  return KEY_LINE.test(line) || /^[ \t]+\S|^- /.test(line)
}

/** The line at an offset, without its end. */
export function lineAt(text: string, offset: number): string {
  const length = text.slice(offset, offset + LONGEST_BLOCK).search(/[\r\n]/)
  return length === -1 ? text.slice(offset, offset + LONGEST_BLOCK) : text.slice(offset, offset + length)
}

/** Where the line after the one at an offset begins. */
export function nextLine(text: string, offset: number): number {
  const end = offset + lineAt(text, offset).length
  return end + (text.startsWith('\r\n', end) ? 2 : 1)
}
