/**
 * What a text costs a Markdown parser beyond its length, told line by line without parsing.
 */

/** As far as a line is looked at for the quotes and lists it opens. */
const LONGEST_OPENING = 1_000
const CONTAINERS = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*/
/** Below a heading, or below the header of a table. */
const UNDERLINE = /^[ \t]{0,3}(?:=+|[-:| \t]+)$/
const MARKS = /\*+|_+|`+|[<[\]\\&!]/g
/** Of a longer run each pair of `*` or `_` opens an emphasis of its own, one within the other. */
const LONGEST_MARK = 3

/** Quotes and lists that a line opens, counting four columns of indentation as one list. */
export function nesting(line: string): number {
  const opening = containersOf(line)
  // Deep indentation without a marker is code, or goes on with what stands above.
  if (opening.trim() === '') return 0
  const indent = /^[ \t]*/.exec(opening)?.[0].replaceAll('\t', '    ').length ?? 0
  return countOpened(opening) + indent / 4
}

/** Underlined headings, headers of tables, and lines that open other quotes and lists than the line above. */
export function turns(lines: readonly string[]): number {
  let count = 0
  let before = ''
  for (const line of lines) {
    const opening = containersOf(line)
    if (isUnderline(line) || (opening.trim() !== '' && opening !== before)) count++
    before = opening
  }
  return count
}

function containersOf(line: string): string {
  return CONTAINERS.exec(line.slice(0, LONGEST_OPENING))?.[0] ?? ''
}

function isUnderline(line: string): boolean {
  return UNDERLINE.test(line) && /[=-]/.test(line)
}

/** Sum over all paragraphs, or rows of a table, of the square of their marks. */
export function markPairs(lines: readonly string[]): number {
  let sum = 0
  let marks = 0
  let isTable = false
  for (const line of lines) {
    if (line.trim() === '' || isTable) {
      sum += marks * marks
      marks = 0
    }
    isTable = line.trim() !== '' && (isTable || (line.includes('|') && isUnderline(line)))
    marks += countMarks(line)
  }
  return sum + marks * marks
}

/** Marks that may mean something, a run counted once, but for long ones of which each pair means something by itself. */
export function countMarks(line: string): number {
  const runs = line.match(MARKS) ?? []
  return runs.reduce(
    (sum, run) => sum + (run.length > LONGEST_MARK && !run.startsWith('`') ? run.length / 2 : 1),
    0
  )
}

/** Quotes and items that lines open, each counted on every line. */
export function containers(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + countOpened(containersOf(line)), 0)
}

/** Sum over all quotes and items of the square of the lines that go on with one without a mark of their own. */
export function lazyPairs(lines: readonly string[]): number {
  let sum = 0
  let run = 0
  let isInside = false
  for (const line of lines) {
    const opens = countOpened(containersOf(line)) > 0
    if (opens || line.trim() === '') {
      sum += run * run
      run = 0
      isInside = opens
    } else if (isInside) run++
  }
  return sum + run * run
}

function countOpened(opening: string): number {
  return opening.match(/>|[-+*]|\d+/g)?.length ?? 0
}
