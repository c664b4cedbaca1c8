/**
 * The handbook's page on compensation to its grade tables: every table with a column of grades, one of management and
 * one of individual contributors.
 */
import {findFrontMatter} from '../page/front-matter-block.ts'
import type {GradeTable} from './grade-tables.ts'
import {headingText} from './heading-text.ts'

type Row = GradeTable['rows'][number]

interface Columns {
  readonly grade: number
  readonly management: number
  readonly individual: number
}

const MAX_LINE = 2000
const HEADING = /^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$/
/** What the page calls the table that is nobody's in particular. */
const GENERAL = /^(?:gitlab )?job grades?$/i

/** Always returns; none for a page without such tables. */
export function parseGradeTables(text: string): GradeTable[] {
  const lines = text.slice(findFrontMatter(text)?.end ?? 0).split(/\r\n|\n|\r/)
  const tables: GradeTable[] = []
  let heading = ''
  let columns: Columns | null = null
  let rows: Row[] = []

  for (const line of [...lines, '']) {
    if (line.length > MAX_LINE) continue
    const cells = cellsOf(line)
    if (!cells) {
      if (rows.length > 0) tables.push({name: nameOf(heading), rows})
      columns = null
      rows = []
      heading = HEADING.exec(line)?.[1] ?? heading
    } else if (columns) {
      const row = toRow(cells, columns)
      if (row) rows.push(row)
    } else {
      columns = toColumns(cells)
    }
  }
  return tables
}

function cellsOf(line: string): string[] | undefined {
  const trimmed = line.trim()
  if (!trimmed.includes('|') || trimmed.startsWith('<!--')) return undefined
  return trimmed
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())
}

function toColumns(header: readonly string[]): Columns | null {
  const grade = header.findIndex((cell) => /\bgrade\b/i.test(cell))
  const management = header.findIndex((cell) => /\bmanage(?:ment|rs?)\b/i.test(cell))
  const individual = header.findIndex((cell) => /\bindividual contributors?\b/i.test(cell))
  return grade === -1 || management === -1 || individual === -1 ? null : {grade, management, individual}
}

function toRow(cells: readonly string[], columns: Columns): Row | undefined {
  const grade = /^(?:grade )?(\d{1,2})$/i.exec(headingText(cells[columns.grade] ?? ''))?.[1]
  if (grade === undefined) return undefined
  return {
    grade: Number(grade),
    management: namesIn(cells[columns.management]),
    individual: namesIn(cells[columns.individual])
  }
}

function namesIn(cell = ''): string[] {
  return cell.split(/<br\s*\/?>|;/i).flatMap((part) => {
    const name = headingText(part).replace(/\s+/g, ' ')
    return name === '' ? [] : [name]
  })
}

function nameOf(heading: string): string {
  const name = headingText(heading).replace(/\s*:$/, '')
  return name === '' || GENERAL.test(name) ? 'general' : name
}
