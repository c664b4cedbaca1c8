/**
 * What is too much to check in bounded time: to parse, told from the text alone, and to judge, told from the model. The limits
 * are an order of magnitude above the largest real pages; at each of them a parse takes a second or two, and beyond some the
 * time grows with the square.
 */
import type {JobFamily} from './job-family.ts'

const MOST_CHARACTERS = 1_000_000
const MOST_LINES = 10_000
/** Quotes and lists within one another on a line, or by indentation. */
const DEEPEST_NESTING = 40
/** Underlined headings, tables, quotes and lists that change their depth: each moves all that was read before it. */
const MOST_TURNS = 1_000
/** Sum over all paragraphs, or rows of a table, of the square of their marks: a real page has a sixth of it at most. */
const MOST_MARK_PAIRS = 5_000_000
/** Cells of tables; a cell costs the parser more than a paragraph, and a real page has a few hundred. */
const MOST_CELLS = 20_000

/** Rules and reviews compare each with each: the largest real pages have 17 levels, 105 headings, 122 links, 34 grades. */
const MOST_LEVELS = 300
const MOST_HEADINGS = 2_000
const MOST_LINKS = 2_000
const MOST_GRADES = 1_000
const MOST_ROWS = 1_000

/** As far as a line is looked at for the quotes and lists it opens. */
const LONGEST_OPENING = 1_000
const CONTAINERS = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*/
/** Below a heading, or below the header of a table. */
const UNDERLINE = /^[ \t]{0,3}(?:=+|[-:| \t]+)$/
const MARKS = /\*+|_+|`+|[<[\]\\&!]/g
/** Of a longer run each pair of `*` or `_` opens an emphasis of its own, one within the other. */
const LONGEST_MARK = 3

/** Why a page is not parsed, in words for a person; null when it is. */
export function tooMuch(text: string): string | null {
  if (text.length > MOST_CHARACTERS) return `it is too large: ${megabytes(text.length)} MB is more than 1 MB`
  const lines = text.split(/\r\n|\n|\r/)
  if (lines.length > MOST_LINES) return `it is too large: ${lines.length} lines are more than ${MOST_LINES}`
  // The parser replaces each one by moving all that follows.
  if (text.includes('\0')) return 'it is no text: it holds zero bytes'
  if (lines.some((line) => nesting(line) > DEEPEST_NESTING)) return 'it is nested too deep'
  if (turns(lines) > MOST_TURNS)
    return `it is too large: more than ${MOST_TURNS} quotes, nested lists, tables or underlined headings`
  if (countOf(text, '|') > MOST_CELLS) return `it is too large: its tables have more than ${MOST_CELLS} cells`
  if (markPairs(lines) > MOST_MARK_PAIRS) return 'it is too large: thousands of marks stand in one paragraph'
  return null
}

/** Why a model is not judged, in words for a person; null when it is. */
export function tooMany({levels, headings, links, grades, tables}: JobFamily): string | null {
  const counts: readonly (readonly [number, number, string])[] = [
    [headings.length, MOST_HEADINGS, 'headings'],
    [levels.length, MOST_LEVELS, 'levels'],
    [links.length, MOST_LINKS, 'links'],
    [levels.reduce((sum, level) => sum + level.grades.length, grades.length), MOST_GRADES, 'grades'],
    [tables.reduce((sum, {rows}) => sum + rows.length, 0), MOST_ROWS, 'rows in tables of levels']
  ]
  const over = counts.find(([count, most]) => count > most)
  return over ? `it is too large: ${over[0]} ${over[2]} are more than ${over[1]}` : null
}

function countOf(text: string, mark: string): number {
  let count = 0
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) count++
  return count
}

function megabytes(length: number): string {
  return (length / 1_000_000).toFixed(1)
}

/** Quotes and lists that a line opens, counting four columns of indentation as one list. */
function nesting(line: string): number {
  const containers = containersOf(line)
  // Deep indentation without a marker is code, or goes on with what stands above.
  if (containers.trim() === '') return 0
  const indent = /^[ \t]*/.exec(containers)?.[0].replaceAll('\t', '    ').length ?? 0
  return (containers.match(/>|[-+*]|\d+/g)?.length ?? 0) + indent / 4
}

function turns(lines: readonly string[]): number {
  let count = 0
  let before = ''
  for (const line of lines) {
    const containers = containersOf(line)
    if (isUnderline(line) || (containers.trim() !== '' && containers !== before)) count++
    before = containers
  }
  return count
}

function containersOf(line: string): string {
  return CONTAINERS.exec(line.slice(0, LONGEST_OPENING))?.[0] ?? ''
}

function isUnderline(line: string): boolean {
  return UNDERLINE.test(line) && /[=-]/.test(line)
}

function markPairs(lines: readonly string[]): number {
  let sum = 0
  let marks = 0
  let isTable = false
  for (const line of lines) {
    if (line.trim() === '' || isTable) {
      sum += marks * marks
      marks = 0
    }
    isTable = line.trim() !== '' && (isTable || (line.includes('|') && isUnderline(line)))
    marks += marksIn(line)
  }
  return sum + marks * marks
}

function marksIn(line: string): number {
  const runs = line.match(MARKS) ?? []
  return runs.reduce(
    (sum, run) => sum + (run.length > LONGEST_MARK && !run.startsWith('`') ? run.length / 2 : 1),
    0
  )
}
