/**
 * The grades that the handbook's tables give for a level's name. The tables speak of level words, seldom of job titles,
 * and differ between functions: so all of them count together, and where they are silent there is no verdict.
 */

import type {Level, LevelWord, Track} from '../page/job-family.ts'
import {levelName, RANKS} from '../page/level-name.ts'
import type {GradeTables, TableGrade} from './grade-tables.ts'

/** What a table's cell names. */
interface Entry extends TableGrade {
  readonly word: LevelWord | null
  /** Other words of the name: "product manager" in "Senior Product Manager"; '' for a bare level word. */
  readonly core: string
  readonly name: string
}

/** Words whose grades differ from case to case: the handbook says so of leads, and no table has an area vice president. */
const NOT_JUDGED = /\b(?:lead|coordinator|chief of staff|area|regional)\b/

/** The people manager's word for a level word in front of a function's manager ("Senior Marketing Manager"). */
const MANAGER_WORDS: Readonly<Partial<Record<LevelWord, LevelWord>>> = {
  associate: 'associate manager',
  junior: 'associate manager',
  senior: 'senior manager'
}

/** Words that mean the same level (company/structure.md; "EVP/CXO" is one cell). */
const SAME: Readonly<Partial<Record<LevelWord, LevelWord>>> = {
  associate: 'junior',
  junior: 'associate',
  chief: 'executive vice president'
}

/**
 * The grades that some table gives for a level. "X Manager" may manage people or a function and is read both ways.
 * @returns Undefined when no table speaks about such a level: a name without level word, a lead, a chief of staff.
 */
export function gradesFor(
  tables: GradeTables,
  level: Pick<Level, 'name' | 'word' | 'track' | 'rank'>
): readonly TableGrade[] | undefined {
  const name = level.name.toLowerCase()
  const isManager = level.track === null && /\bmanag(?:ers?|ing)\b/.test(name)
  if (NOT_JUDGED.test(name) || level.word === 'lead') return undefined
  const entries = toEntries(tables)
  const found = isManager
    ? bothWays(entries, level.word, name)
    : wordsOf(level).flatMap((word) => ofTrack(entries, word, level.track, name))
  if (found.length === 0) return undefined
  return [...found, ...namedIn(entries, name)].map(({grade, table, track}) => ({grade, table, track}))
}

/**
 * The words that a level may have. One without any that stands below a Senior is the intermediate level; where a page's
 * ladder begins lower (Specialist 5, Senior Specialist 6), the junior one.
 */
function wordsOf({word, track, rank}: Pick<Level, 'word' | 'track' | 'rank'>): LevelWord[] {
  if (word !== null) return [word]
  return track === 'individual' && rank === RANKS.intermediate ? ['intermediate', 'junior'] : []
}

function ofTrack(
  entries: readonly Entry[],
  word: LevelWord | null,
  track: Track | null,
  name: string
): Entry[] {
  if (word === 'chief' && /\bchief executive\b/.test(name)) return entries.filter(({name}) => name === 'CEO')
  const inTrack = track === null ? entries : entries.filter((entry) => entry.track === track)
  const exact = inTrack.filter((entry) => entry.word === word)
  const same =
    exact.length > 0 || word === null ? exact : inTrack.filter((entry) => entry.word === SAME[word])
  const general = same.filter(({core}) => core === '')
  // "Senior Principal" stands in the tables with one function only, whose grade holds for the others too.
  return general.length === 0 ? same : same.filter(({core}) => core === '' || hasWords(name, core))
}

/** As a function's manager (an individual contributor), and as a manager of people. */
function bothWays(entries: readonly Entry[], word: LevelWord | null, name: string): Entry[] {
  const function_ = ofTrack(entries, word ?? 'intermediate', 'individual', name)
  const named = entries.filter(
    (entry) => entry.track === 'individual' && entry.core.endsWith('manager') && entry.word === word
  )
  const managerWord = word === null ? 'manager' : MANAGER_WORDS[word]
  const people = entries.filter(
    (entry) => entry.track === 'management' && managerWord && entry.word === managerWord
  )
  return [...function_, ...named, ...people]
}

/** Cells that name a segment or a title ("Mid Market", "Consultant") which the level's name holds. */
function namedIn(entries: readonly Entry[], name: string): Entry[] {
  return entries.filter(
    (entry) =>
      entry.word === null && entry.core.split('/').some((core) => core !== '' && hasWords(name, core))
  )
}

function hasWords(name: string, words: string): boolean {
  const held = new Set(name.split(/[^\p{L}\p{N}]+/u))
  return words.split(/[^\p{L}\p{N}]+/u).every((word) => held.has(word))
}

const knownEntries = new WeakMap<GradeTables['tables'], readonly Entry[]>()

/** Read once from the same tables: every page of a check asks for each of its levels. */
function toEntries({tables}: GradeTables): readonly Entry[] {
  const entries = knownEntries.get(tables) ?? readEntries(tables)
  knownEntries.set(tables, entries)
  return entries
}

function readEntries(tables: GradeTables['tables']): Entry[] {
  return tables.flatMap((table) =>
    table.rows.flatMap(({grade, management, individual}) => [
      ...management.map((name) => toEntry(name, grade, table.name, 'management')),
      ...individual.map((name) => toEntry(name, grade, table.name, 'individual'))
    ])
  )
}

function toEntry(name: string, grade: number, table: string, track: Track): Entry {
  const {word, core} = levelName(name)
  return {name, grade, table, track, word, core: track === 'management' && word !== null ? '' : core}
}
