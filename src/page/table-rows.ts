/**
 * Which level each row of a Levels table is about.
 */
import type {LevelTable, Section} from './job-family.ts'
import type {RankedLevel} from './ladder-groups.ts'
import {type LevelDraft, spelled} from './level-draft.ts'
import {RANKS} from './level-name.ts'
import type {ReadTable} from './level-tables.ts'
import type {ReadName} from './names.ts'

/** Levels as rows are matched with them. */
export interface RowTargets {
  readonly drafts: readonly LevelDraft[]
  readonly ranked: readonly RankedLevel[]
  readonly sections: readonly Section[]
  readonly readName: ReadName
}

/**
 * A row is about the level of its very name; else the one its own link leads to; else the only one with its level word.
 * Names differ in small ways on real pages ("Staff, X" and "Staff X"), and links are copied from the row above.
 */
export function matchRows(tables: readonly ReadTable[], targets: RowTargets): LevelTable[] {
  const names = new Map(targets.drafts.map(({name}, index) => [spelled(name), index]))
  const ids = new Map(
    targets.sections.filter(({level}) => level !== null).map(({heading, level}) => [heading.id, level])
  )
  return tables.map(({place, rows}) => ({
    place,
    rows: rows.map((row) => {
      const [name = ''] = row.name.split(' / ')
      const id = row.link?.url.split('#')[1]
      const level =
        names.get(spelled(name)) ?? (id === undefined ? null : ids.get(id)) ?? byWord(name, targets)
      return {...row, level}
    })
  }))
}

function byWord(name: string, {ranked, readName}: RowTargets): number | null {
  const {word} = readName(name)
  if (word === null) return null
  const sharing = ranked.flatMap((level, index) => (level.word === word ? [index] : []))
  // "Intermediate" is the level without a word where the others have one.
  const bare = ranked.flatMap(({word: own, rank}, index) =>
    own === null && rank === RANKS[word] ? [index] : []
  )
  const found = sharing.length > 0 ? sharing : bare
  return found.length === 1 ? (found[0] ?? null) : null
}
