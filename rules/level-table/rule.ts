/**
 * level-table: a table of levels and the headings below it say the same.
 * Policy: hiring/job-families.md, "Levels" in the templates. Why and examples: ./README.md
 */
import type {JobFamily, LevelRow, LevelTable} from '../../src/page/job-family.ts'
import {spelled} from '../../src/page/level-draft.ts'
import {levelName} from '../../src/page/level-name.ts'
import {defineRule, type Report} from '../define-rule.ts'
import {checkDroppedCells} from './dropped-cells.ts'
import {checkEmptyCell} from './empty-cell.ts'
import {isSameWord} from './level-words.ts'
import {checkRowLink} from './row-link.ts'

/** A table with fewer rows shows a part of the levels. */
const FEWEST_ROWS = 3
/** At most one level in so many is taken for forgotten. */
const MOST_UNLISTED = 3

export default defineRule({
  name: 'level-table',
  severity: 'error',
  fixes: true,
  summary: 'a Levels table that disagrees with the headings',
  async run({page, family, handbook, report}) {
    for (const table of family.tables) {
      for (const row of table.rows) {
        const found = (await checkRowLink(row, page, handbook)) ?? checkHeading(row, family)
        if (found) report(found)
        const shifted = checkEmptyCell(row, page)
        if (shifted) report(shifted)
      }
      for (const found of [checkDroppedCells(table, page), checkOrder(table, family)])
        if (found) report(found)
    }
    for (const found of unlistedLevels(family)) report(found)
  }
})

/** Names differ in every table, so only a level word that no level of the page has tells a row without heading. */
function checkHeading(row: LevelRow, {levels}: JobFamily): Report | undefined {
  const {word} = levelName(row.name)
  if (row.level !== null || row.link || word === null) return undefined
  // Where nothing stands under headings the table is all there is; and a level without a word is often intermediate.
  if (!levels.some(({stated}) => stated === 'heading')) return undefined
  if (levels.some((level) => (level.word === null ? word === 'intermediate' : isSameWord(level.word, word))))
    return undefined
  return {
    reason: `The table lists "${row.name}", but no heading of this page is about that level; add the level, or remove the row`,
    place: row.place,
    key: row.name
  }
}

/** Levels that the tables leave out, where they list nearly all: a table of some levels may mean to. */
function unlistedLevels({tables, levels}: JobFamily): Report[] {
  const rows = tables.flatMap((table) => table.rows)
  const listed = new Set(rows.map(({level}) => level))
  const names = new Set(rows.flatMap(({name}) => name.split(' / ').map(spelled)))
  const headed = levels.filter(({stated}) => stated === 'heading')
  const unlisted = headed.filter(
    (level) => !listed.has(levels.indexOf(level)) && !names.has(spelled(level.name))
  )
  // A row in other words may be the one that seems to be missing.
  if (rows.some(({level}) => level === null)) return []
  if (rows.length < FEWEST_ROWS || unlisted.length * MOST_UNLISTED > headed.length) return []
  return unlisted.flatMap(({name, heading}) =>
    heading
      ? {
          reason: `The ${name} has a heading, but no row in the table of levels; add a row for it`,
          place: heading.place,
          key: `no row: ${name}`,
          severity: 'warning' as const
        }
      : []
  )
}

/** Only the whole table, turned against the headings, is a mistake of order; a row alone is level-order's question. */
function checkOrder({rows, place}: LevelTable, {levels}: JobFamily): Report | undefined {
  const order = rows.flatMap(({level}) => level ?? [])
  const [first] = rows
  const isTurned =
    order.length > 2 && order.every((level, index) => index === 0 || level < (order[index - 1] ?? 0))
  const from = levels[order.at(-1) ?? -1]
  const to = levels[order[0] ?? -1]
  if (!first || !isTurned || !from || !to) return undefined
  return {
    reason: `The table lists its levels in the opposite order of the headings, which go from "${from.name}" to "${to.name}"; turn the table round`,
    place: {start: place.start, end: first.place.end},
    key: 'order of the rows',
    severity: 'info'
  }
}
