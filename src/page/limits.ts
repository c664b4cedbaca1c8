/**
 * What is too much to check in bounded time: to parse, told from the text alone, and to judge, told from the model. The limits
 * are an order of magnitude above the largest real pages; at each of them a parse takes a second or two, and beyond some the
 * time grows with the square.
 */
import type {JobFamily} from './job-family.ts'
import {containers, countMarks, lazyPairs, markPairs, nesting, turns} from './parse-burden.ts'

const MOST_CHARACTERS = 1_000_000
const MOST_LINES = 10_000
/** Quotes and lists within one another on a line, or by indentation. */
const DEEPEST_NESTING = 40
/** Underlined headings, tables, quotes and lists that change their depth: each moves all that was read before it. */
const MOST_TURNS = 1_000
/** Sum over all paragraphs, or rows of a table, of the square of their marks: a real page has a sixth of it at most. */
const MOST_MARK_PAIRS = 5_000_000
/** Quotes and items that lines open, each counted on every line: a real page has 322 at most. */
const MOST_CONTAINERS = 5_000
/** Sum over all quotes and items of the square of the lines that go on with one without a mark: a real page has 86. */
const MOST_LAZY_PAIRS = 500_000
/** All marks of a text: each costs the parser as much as forty letters, and 2 kB. */
const MOST_MARKS = 10_000
/** Cells of tables; a cell costs the parser more than a paragraph, and a real page has a few hundred. */
const MOST_CELLS = 5_000
/** The word, in whatever sentence: each may be a level and its grade. A real page has 89. */
const MOST_GRADE_WORDS = 2_000
/** Rules and reviews compare each with each: the largest real pages have 17 levels, 105 headings, 122 links, 34 grades. */
const MOST_LEVELS = 300
const MOST_HEADINGS = 2_000
const MOST_LINKS = 2_000
const MOST_GRADES = 1_000
const MOST_ROWS = 1_000

const HEADING = /^ {0,3}#{1,6}[ \t]/

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
  if (containers(lines) > MOST_CONTAINERS || lazyPairs(lines) > MOST_LAZY_PAIRS)
    return 'it is too large: thousands of lines stand in its lists and quotes'
  if (countOf(text, '|') > MOST_CELLS) return `it is too large: its tables have more than ${MOST_CELLS} cells`
  if (countOf(text, '](') > MOST_LINKS) return `it is too large: more than ${MOST_LINKS} links`
  if (lines.filter((line) => HEADING.test(line)).length > MOST_HEADINGS)
    return `it is too large: more than ${MOST_HEADINGS} headings`
  if ((text.match(/\bgrade/gi)?.length ?? 0) > MOST_GRADE_WORDS)
    return `it is too large: more than ${MOST_GRADE_WORDS} mentions of a grade`
  if (countMarks(text) > MOST_MARKS) return `it is too large: more than ${MOST_MARKS} marks of Markdown`
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
