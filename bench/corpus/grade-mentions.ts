/**
 * Every place in a page's raw text where a grade is said or only spoken of, and how a person would take it. Shares nothing
 * with src/page on purpose: no parser, no model, other patterns, so that what one of the two overlooks, the other shows.
 */

/** How the words around a number read. */
export type Reading =
  /** Somebody has the grade. */
  | {readonly kind: 'statement'; readonly subject: string | null}
  /** The number is no statement, and why not. */
  | {readonly kind: 'mention'; readonly reason: string}

export interface GradeMention {
  readonly grade: number
  /** Offset of the number in the text, UTF-16 units. */
  readonly start: number
  /** From 1. */
  readonly line: number
  readonly reading: Reading
  /** The line, shortened, for people. */
  readonly excerpt: string
  /** Names above it, nearest first: the name in the "X Job Grade" heading, the heading around that one, …; else the title. */
  readonly headings: readonly string[]
  /** First cell of the table's row; null outside tables. */
  readonly row: string | null
}

const WORD_THEN_NUMBER =
  /\bgrades?\b(?:[^\p{L}\p{N}]{1,20}|[^\p{L}\p{N}]{1,6}level[^\p{L}\p{N}]{1,6})(\d+(?:\.\d+)?)/giu
const MORE =
  /^(?:\]\([^()\s]*\))?(?:\s*[,/]\s*|\s*,?\s+(?:or|and|to)\s+|\s*[-–]\s*)(?:an?\s+)?#?(\d{1,2}(?:\.\d)?)\b(?!\s*[-–]?\s*(?:years?|months?|%))/
const GRADES_LINK = /\[([^[\]]*)\]\(+[^()]*job-grades[^()]*\)/gi
const LEVEL_CELL = /\|\s*(?:\[\s*)?(?:level|grade)\s+(\d{1,2})\b/gi
/** A table with a column for grades; its cells may hold bare numbers. */
const GRADE_TABLE = /^\s*\|.*\bgrades?\b.*\n\s*\|[-:|\s]+\n(?:\s*\|.*(?:\n|$))+/gim

export function gradeMentions(text: string): GradeMention[] {
  const starts = new Map<number, string>()
  const add = (start: number, digits: string) => starts.set(start, digits)
  for (const match of text.matchAll(WORD_THEN_NUMBER)) {
    let end = match.index + match[0].length
    const first = match[1] ?? ''
    add(end - first.length, first)
    for (
      let more = MORE.exec(text.slice(end, end + 200));
      more;
      more = MORE.exec(text.slice(end, end + 200))
    ) {
      const digits = more[1] ?? ''
      end += more[0].length
      add(end - digits.length, digits)
    }
  }
  for (const {0: whole, 1: words = '', index} of text.matchAll(GRADES_LINK)) {
    for (const {0: digits, index: at} of words.matchAll(/\d+(?:\.\d+)?/g))
      add(index + whole.indexOf(words) + at, digits)
  }
  for (const {0: whole, 1: digits = '', index} of text.matchAll(LEVEL_CELL))
    add(index + whole.length - digits.length, digits)
  for (const {0: table, index} of text.matchAll(GRADE_TABLE)) {
    for (const {1: digits = '', index: at} of table.matchAll(
      /(?<=\|[ \t]*)(\d{1,2}(?:\.\d)?)(?=[ \t]*(?:\||$))/gm
    ))
      add(index + at, digits)
  }

  const lines = linesOf(text)
  const title = plain(/^title:\s*["']?(.*?)["']?\s*$/im.exec(text)?.[1] ?? '')
  return [...starts]
    .sort(([a], [b]) => a - b)
    .map(([start, digits]) => mentionAt(start, digits, lines, title))
}

interface Line {
  readonly text: string
  readonly start: number
  /** Front matter, code or a comment; null for text. */
  readonly inside: string | null
}

function linesOf(text: string): Line[] {
  let inside: string | null = null
  let start = 0
  return text.split('\n').map((line, index): Line => {
    const own = {text: line, start}
    start += line.length + 1
    const mark = line.trim()
    if (inside === 'front matter') {
      if (mark === '---') inside = null
      return {...own, inside: 'front matter'}
    }
    if (index === 0 && mark === '---') inside = 'front matter'
    else if (/^(?:```|~~~)/.test(mark)) {
      const before = inside
      inside = before === 'code' ? null : 'code'
      return {...own, inside: 'code'}
    } else if (inside === null && mark.startsWith('<!--') && !mark.includes('-->')) inside = 'a comment'
    else if (inside === 'a comment' && mark.includes('-->')) {
      inside = null
      return {...own, inside: 'a comment'}
    }
    return {...own, inside}
  })
}

function mentionAt(start: number, digits: string, lines: readonly Line[], title: string): GradeMention {
  const index = lines.findLastIndex((line) => line.start <= start)
  const line = lines[index] ?? {text: '', start: 0, inside: null}
  const column = start - line.start
  const headings = headingsAbove(lines, index)
  return {
    grade: Number(digits),
    start,
    line: index + 1,
    reading: readingOf(digits, line, column, paragraphBefore(lines, index, column)),
    excerpt: excerptOf(line.text, column),
    headings: headings.length > 0 ? headings : [title],
    row: /^\s*\|/.test(line.text) ? plain(line.text.split('|')[1] ?? '') : null
  }
}

/** The words of the paragraph in front of the number, as read. */
function paragraphBefore(lines: readonly Line[], index: number, column: number): string {
  const before: string[] = [(lines[index]?.text ?? '').slice(0, column)]
  for (let at = index - 1; at >= 0; at--) {
    const text = lines[at]?.text ?? ''
    if (text.trim() === '' || /^\s*(?:#|[-*+] |\|)/.test(text) || /^\s*[-*+] /.test(before[0] ?? '')) break
    before.unshift(text)
  }
  return plain(before.join(' '))
}

const SAYS =
  /(?:\b(?:is|are|be)(?:\s+also)?(?:\s+an?)?(?:\s+job)?|^\W*(?:job)?|[:-])\s*(?:(?:grades?|level)(?:\s+level)?)?\W{0,4}$/i
/** Behind a number that was said already: ", 7", " or a grade 12". */
const GOES_ON =
  /\b(?:is|are|be)\s+(?:an?\s+)?(?:job\s+)?(?:grades?)?\W{0,4}(?:\d[\d.]*[\s,/–-]*(?:(?:or|and|to)\s+)?(?:an?\s+)?(?:grade\s*)?)+$/i

function readingOf(digits: string, line: Line, column: number, before: string): Reading {
  const mention = (reason: string): Reading => ({kind: 'mention', reason})
  if (line.inside !== null) return mention(line.inside)
  if (isInAddress(line.text, column)) return mention('part of an address')
  if (Number(digits) < 1 || Number(digits) > 16) return mention('no grade of any table')
  if (/^\s*#/.test(line.text)) return {kind: 'statement', subject: null}
  if (/^\s*\|/.test(line.text)) return {kind: 'statement', subject: null}
  const sentence = before.split(/[.!?]\s+(?=\p{Lu})/u).at(-1) ?? ''
  if (/\bextends?\b/i.test(sentence)) return mention('extends what that grade does')
  if (
    /\b(?:have|has|with|at|of|between|from|for|above|below|until|by)\s+(?:an?\s+|the\s+)?(?:job\s+)?grades?\W*$/i.test(
      sentence
    )
  )
    return mention('speaks of a grade that somebody else has')
  if (SAYS.test(sentence) || GOES_ON.test(sentence)) return {kind: 'statement', subject: subjectOf(sentence)}
  return mention('no verb says that somebody has it')
}

function subjectOf(sentence: string): string | null {
  const clause = sentence.split(/,\s+(?:and\s+)?(?=the\s)/i).at(-1) ?? ''
  const words =
    /^(.*?)\s+(?:is|are|can be|will be)\s/i.exec(clause)?.[1] ??
    /^(.+?)\s*[:-]\s*(?:grade)?\W*$/i.exec(clause)?.[1]
  return words === undefined ? null : words.replace(/^\W*(?:the|this|an?)\s+/i, '').trim()
}

function isInAddress(line: string, column: number): boolean {
  const before = line.slice(0, column)
  return (
    /\]\([^()\s]*$/.test(before) ||
    /(?:https?:\/\/|\/|#)\S*$/.test(before.replace(/[[(]?#$/, '').replace(/grades?\s*#$/i, ''))
  )
}

/** Words at the end of a heading that name a section; in front of them may stand a level's name. */
const SECTION =
  /\b(?:job\s+grades?(?:\s+levels?)?|grades?|responsib\w*|expectations|req\w*ments?|qualifications|performance indicators?|hiring process|career (?:ladder|progression|paths?)|nice[- ]to[- ]haves?|special\w*|levels?|segments?)\s*:?\s*$/i

/** The names in the headings above a line: each as it stands without its section's name; nothing is left of "Job Grade". */
function headingsAbove(lines: readonly Line[], index: number): string[] {
  const names: string[] = []
  let depth = 7
  for (let at = index; at >= 0; at--) {
    const line = lines[at]
    const [, marks = '', words = ''] =
      (line?.inside === null && /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line.text)) || []
    if (marks === '') continue
    const name = plain(words).replace(SECTION, '').trim()
    // A heading beside the section it stands in front of counts too: "## Manager, X" and then "## Job Grade".
    if (marks.length > depth || (marks.length === depth && names.length > 0)) continue
    if (name !== '') names.push(name)
    depth = Math.min(depth, marks.length)
  }
  return names
}

/** Without Markdown: marks, addresses, escapes. */
function plain(text: string): string {
  return text
    .replace(/\]\([^()]*\)+/g, '')
    .replace(/\{\{[^{}]*\}\}|\{:?[#.][^{}]*\}|<[^<>]*>/g, '')
    .replace(/[[\]*_`\\]/g, '')
    .replace(/[\s ]+/g, ' ')
    .trim()
}

function excerptOf(line: string, column: number): string {
  const start = Math.max(0, column - 70)
  return plain(line.slice(start, column + 60))
}
