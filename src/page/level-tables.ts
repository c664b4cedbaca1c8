/**
 * Tables that list levels with their grades.
 */
import type {Table, TableRow} from 'mdast'
import type {GradeStatement, LevelRow, LevelTable, Link} from './job-family.ts'
import {endOf, type PlaceAt, startOf} from './places.ts'
import {readBlock} from './reading.ts'

/** A table before its rows are matched with levels. */
export type ReadTable = Omit<LevelTable, 'rows'> & {readonly rows: readonly Omit<LevelRow, 'level'>[]}

interface Sources {
  readonly text: string
  readonly links: readonly Link[]
  readonly placeAt: PlaceAt
  /** Whether the renderer shows cells beyond the header's columns: kramdown does, GFM drops them. */
  readonly keepsExtraCells: boolean
}

const LEVEL_HEADER = /^(?:job )?(?:levels?|roles?|titles?|job titles?|positions?)$/i
const GRADE_HEADER = /\bgrades?\b/i
const GRADE_CELL = /^(?:(?:job )?(?:grade|level)\s*)?#?(\d{1,2}(?:\.\d)?)$/i
const NAMED_GRADE_CELL = /^(?:job )?grade\s*#?\d{1,2}(?:\.\d)?$/i

export function readLevelTables(nodes: readonly Table[], sources: Sources): ReadTable[] {
  return nodes.map((node) => readTable(node, sources)).filter((table) => table !== null)
}

interface Cell {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly numberAt: (digits: string) => {start: number; end: number}
}

function readTable(node: Table, sources: Sources): ReadTable | null {
  const [header, ...body] = node.children
  if (!header || !node.position || body.length === 0) return null
  const titles = cellsOf(header, sources.text).map(({text}) => text)
  const rows = body.map((row) => cellsOf(row, sources.text))
  const column = titles.findIndex((title) => GRADE_HEADER.test(title))
  const listsGrades = rows.some((cells) => cells.slice(1).some(({text}) => NAMED_GRADE_CELL.test(text)))
  if (!listsGrades && (column < 1 || !LEVEL_HEADER.test(titles[0] ?? ''))) return null
  const read = body.map((row, index) => readRow(row, rows[index] ?? [], titles.length, sources))
  return {
    place: sources.placeAt(startOf(node.position), endOf(node.position)),
    rows: read.filter((row) => row !== null)
  }
}

function cellsOf(row: TableRow, source: string): Cell[] {
  return row.children.map((node) => {
    const reading = readBlock(node, source)
    const text = reading.text
      .trim()
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ ?\n ?/g, ' / ')
      .replace(/\s+/g, ' ')
    const numberAt = (digits: string) => {
      const index = reading.text.lastIndexOf(digits)
      return {start: reading.offsetAt(index), end: reading.endAt(index + digits.length)}
    }
    return {
      text,
      start: node.position ? startOf(node.position) : 0,
      end: node.position ? endOf(node.position) : 0,
      numberAt
    }
  })
}

function readRow(
  node: TableRow,
  cells: readonly Cell[],
  columns: number,
  sources: Sources
): Omit<LevelRow, 'level'> | null {
  // With an empty cell too many in front the whole row has moved to the right.
  const isShifted = cells[0]?.text === '' && cells.length > columns
  const name = cells[isShifted ? 1 : 0]
  if (!name || !node.position || name.text === '') return null
  const shown = sources.keepsExtraCells ? cells : cells.slice(0, columns)
  const grade =
    shown
      .slice(isShifted ? 2 : 1)
      .map((cell) => gradeIn(cell, sources.placeAt))
      .find((found) => found !== null) ?? null
  const link =
    sources.links.find(({place}) => startOf(place) >= name.start && endOf(place) <= name.end) ?? null
  const dropped = cells
    .slice(columns)
    .map(({text}) => text)
    .filter(Boolean)
    .join(' | ')
  return {
    name: name.text,
    place: sources.placeAt(startOf(node.position), endOf(node.position)),
    link,
    grade,
    dropped
  }
}

function gradeIn(cell: Cell, placeAt: PlaceAt): GradeStatement | null {
  const digits = GRADE_CELL.exec(cell.text)?.[1]
  if (digits === undefined) return null
  const {start, end} = cell.numberAt(digits)
  const statement = placeAt(cell.start, cell.end)
  return {
    grade: Number(digits),
    source: 'table',
    place: placeAt(start, end),
    statement,
    subject: null,
    alternatives: []
  }
}
