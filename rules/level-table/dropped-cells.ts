/**
 * Cells beyond the columns of a table's header: Hugo's renderer drops them, and with them a level's grade.
 */
import type {LevelTable} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {startOf} from '../../src/page/places.ts'
import type {Report} from '../define-rule.ts'
import type {Edit} from '../finding.ts'
import {isMoved} from './empty-cell.ts'

const GRADE = /^(?:(?:job )?(?:grade|level)\s*)?#?\d{1,2}(?:\.\d)?$/i

/** Said once a table, at the first row that loses something. */
export function checkDroppedCells({rows, place}: LevelTable, page: Page): Report | undefined {
  // kramdown shows them.
  if (page.generation === 'job-page' || page.generation === 'job-family-page') return undefined
  const losing = rows.filter((row) => row.dropped !== '' && !isMoved(row, page))
  const [first] = losing
  if (!first) return undefined
  const more = losing.length > 1 ? `, like ${losing.length - 1} more,` : ''
  return {
    reason: `The row "${first.name}"${more} has more cells than the table's header, so "${first.dropped}" is not shown; add a column to the header`,
    place: first.place,
    key: 'more cells than columns',
    fix: losing.every(({dropped}) => GRADE.test(dropped))
      ? {edits: addGradeColumn(page.text, startOf(place))}
      : null
  }
}

function addGradeColumn(text: string, tableStart: number): Edit[] {
  const headerEnd = lineEnd(text, tableStart)
  const delimiterStart = text.startsWith('\r\n', headerEnd) ? headerEnd + 2 : headerEnd + 1
  return [addCell(text, tableStart, 'Grade'), addCell(text, delimiterStart, '---')]
}

/** Written as the line's other cells are: with or without blanks, with or without a closing pipe. */
function addCell(text: string, start: number, content: string): Edit {
  const line = text.slice(start, lineEnd(text, start)).trimEnd()
  const at = start + line.length
  const blank = / \|?$|^\| /.test(line) || !line.includes('|') ? ' ' : ''
  const cell = line.endsWith('|') ? `${blank}${content}${blank}|` : ` | ${content}`
  return {start: at, end: at, text: cell}
}

function lineEnd(text: string, start: number): number {
  const length = text.slice(start).search(/[\r\n]/)
  return length === -1 ? text.length : start + length
}
