/**
 * Which level of a page at head is which level at base: by name, then by what stands under it.
 */
import type {Level} from '../page/job-family.ts'
import type {Page} from '../page/page.ts'
import {normaliseKey} from './fingerprint.ts'

export interface LevelPair {
  readonly base: Level
  readonly head: Level
}

export interface MatchedLevels {
  /** In head's order. */
  readonly pairs: readonly LevelPair[]
  /** In head's order. */
  readonly added: readonly Level[]
  /** In base's order. */
  readonly removed: readonly Level[]
}

/** Share of common lines from which a level with another name counts as the same one. */
const ALIKE = 0.5
/** Levels whose text is compared, each with each; real pages rename one or two. */
const MOST_COMPARED = 30

export function matchLevels(base: Page, head: Page): MatchedLevels {
  const left = new Set(base.family.levels)
  const pairs = new Map<Level, Level>()
  const pair = (to: Level, from: Level | undefined) => {
    if (!from) return
    left.delete(from)
    pairs.set(to, from)
  }
  const open = () => head.family.levels.filter((level) => !pairs.has(level))

  const byName = Map.groupBy(base.family.levels, nameOf)
  for (const level of open()) pair(level, byName.get(nameOf(level))?.shift())

  const before = Array.from(left, (level) => ({level, lines: linesUnder(base, level)}))
  const after = open().map((level) => ({level, lines: linesUnder(head, level)}))
  const alike = Math.max(before.length, after.length) > MOST_COMPARED ? [] : mostAlike(before, after)
  for (const {from, to} of alike) if (left.has(from) && !pairs.has(to)) pair(to, from)

  // Levels without text of their own: one went, one of the same job or grade came.
  const [only, ...more] = open()
  const [gone, ...others] = left
  if (only && gone && more.length === 0 && others.length === 0 && isAkin(only, gone)) pair(only, gone)

  return {
    pairs: head.family.levels.flatMap((level) => {
      const from = pairs.get(level)
      return from ? [{base: from, head: level}] : []
    }),
    added: open(),
    removed: [...left]
  }
}

function nameOf({name}: Level): string {
  return normaliseKey(name)
}

function isAkin(a: Level, b: Level): boolean {
  const grades = (level: Level) => level.grades.map(({grade}) => grade).join()
  return (a.core === b.core && a.core !== '') || (grades(a) !== '' && grades(a) === grades(b))
}

interface LevelText {
  readonly level: Level
  /** Its own lines below its heading. */
  readonly lines: ReadonlySet<string>
}

/** Levels that have much of their text in common, the most alike first. */
function mostAlike(before: readonly LevelText[], after: readonly LevelText[]): {from: Level; to: Level}[] {
  return after
    .flatMap((to) =>
      before.map((from) => ({from: from.level, to: to.level, share: shared(from.lines, to.lines)}))
    )
    .filter(({share}) => share >= ALIKE)
    .sort((a, b) => b.share - a.share)
}

/** Lines of its own text, normalised; blank ones and headings left out. */
export function linesUnder(page: Page, level: Level): ReadonlySet<string> {
  const from = level.heading?.place.end.offset ?? level.place.start.offset ?? 0
  const text = page.text.slice(from, level.place.end.offset)
  const lines = text.split('\n').map((line) => normaliseKey(line))
  return new Set(lines.filter((line) => line !== '' && !line.startsWith('#')))
}

/** Common lines as a share of all, 0 when there is too little to tell. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((line) => b.has(line)).length
  return common < 2 ? 0 : common / (a.size + b.size - common)
}
