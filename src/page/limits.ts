/**
 * What is too much to parse in bounded time, told from the text alone. The limits are an order of magnitude above the largest
 * real pages; at each of them a parse takes a second or two, and beyond some the parser's time grows with the square.
 */

const MOST_CHARACTERS = 1_000_000
const MOST_LINES = 10_000
/** Quotes and lists within one another on a line, or by indentation. */
const DEEPEST_NESTING = 40
/** Underlined headings, tables, quotes and lists that change their depth: each moves all that was read before it. */
const MOST_TURNS = 1_000
/** Sum over all paragraphs, or rows of a table, of the square of their marks: a real page has a sixth of it at most. */
const MOST_MARK_PAIRS = 5_000_000

/** As far as a line is looked at for the quotes and lists it opens. */
const LONGEST_OPENING = 1_000
const CONTAINERS = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*/
/** Below a heading, or below the header of a table. */
const UNDERLINE = /^[ \t]{0,3}(?:=+|[-:| \t]+)$/
const MARKS = /[*_]+|`+|[<[\]\\&!]/g

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
  if (markPairs(lines) > MOST_MARK_PAIRS) return 'it is too large: thousands of marks stand in one paragraph'
  return null
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
    marks += line.match(MARKS)?.length ?? 0
  }
  return sum + marks * marks
}
