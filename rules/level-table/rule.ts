/**
 * level-table: a table of levels and the headings below it say the same.
 * Policy: hiring/job-families.md, "Levels" in the templates. Why and examples: ./README.md
 */
import type {JobFamily, LevelRow, LevelTable} from '../../src/page/job-family.ts'
import {levelName} from '../../src/page/level-name.ts'
import {defineRule, type Report} from '../define-rule.ts'
import {checkDroppedCells} from './dropped-cells.ts'
import {isSameWord} from './level-words.ts'
import {checkRowLink} from './row-link.ts'

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
      }
      for (const found of [checkDroppedCells(table, page), checkOrder(table, family)])
        if (found) report(found)
    }
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
