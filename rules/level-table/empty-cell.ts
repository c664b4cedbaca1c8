/**
 * Rows that an empty cell in front moves out of the columns of their table.
 */
import type {LevelRow} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import type {Report} from '../define-rule.ts'

const EMPTY_CELL = /^[ \t]{0,3}\|[ \t]{0,40}(?=\|)/

export function isMoved({place, dropped}: LevelRow, {text}: Page): boolean {
  return dropped !== '' && EMPTY_CELL.test(text.slice(startOf(place), endOf(place)))
}

export function checkEmptyCell(row: LevelRow, page: Page): Report | undefined {
  if (!isMoved(row, page)) return undefined
  const start = startOf(row.place)
  const cell = EMPTY_CELL.exec(page.text.slice(start, endOf(row.place)))?.[0] ?? ''
  return {
    reason: `The row "${row.name}" begins with an empty cell, which moves it out of its columns; take the cell out`,
    place: row.place,
    key: `empty cell: ${row.name}`,
    fix: {edits: [{start, end: start + cell.length, text: ''}]}
  }
}
