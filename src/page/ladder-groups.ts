/**
 * Which levels of a page are rungs of one ladder, and what the page tells about levels whose name alone tells nothing.
 */
import type {Level} from './job-family.ts'
import type {LevelDraft} from './level-drafts.ts'
import {type LevelName, RANKS} from './level-name.ts'
import type {ReadName} from './names.ts'
import type {Outline} from './outline.ts'

export type RankedLevel = Pick<Level, 'word' | 'core' | 'track' | 'rank' | 'ladder'>

/** More job titles than this on one page are not compared with one another. */
const MOST_TITLES = 200

export function rankLevels(
  drafts: readonly LevelDraft[],
  outline: Outline,
  readName: ReadName
): RankedLevel[] {
  const names = drafts.map(({name}) => readName(name))
  const ladders = ladderNumbers(drafts, names, outline)
  const words = new Set(names.map(({word, stems}) => `${word} ${keyOf(stems)}`))
  return names.map((name, index) => {
    const {word, track, rank, core} = name
    const ladder = ladders[index] ?? 0
    const key = keyOf(name.stems)
    // "Backend Engineer" beside a Senior one is the intermediate, unless the page has an intermediate by name.
    const isIntermediate =
      word === null &&
      track === null &&
      !name.isAmbiguous &&
      words.has(`senior ${key}`) &&
      !words.has(`intermediate ${key}`)
    return isIntermediate
      ? {word, core, ladder, track: 'individual', rank: RANKS.intermediate}
      : {word, track, rank, core, ladder}
  })
}

function keyOf(stems: ReadonlySet<string>): string {
  return [...stems].sort().join(' ')
}

/** Levels of one job title under one heading. */
interface Title {
  readonly stems: ReadonlySet<string>
  /** The heading of a group of roles around it; null when none stands above. Sections and levels are no such headings. */
  readonly group: number | null
  /** Whether it is listed under "Levels", where names that differ are still one ladder. */
  readonly isListed: boolean
  readonly isManagement: boolean
}

/**
 * Numbers the ladders from 0. Levels share one when they have one core name; or when, under the same heading, one core holds
 * the other, and, outside a "Levels" section, no second job title would fit as well.
 */
function ladderNumbers(
  drafts: readonly LevelDraft[],
  names: readonly LevelName[],
  outline: Outline
): number[] {
  const ownHeadings = new Set(drafts.map(({at}) => at))
  const keys = names.map(({stems}) => keyOf(stems))
  const titles = new Map<string, Title>()
  drafts.forEach(({parent}, index) => {
    const name = names[index]
    const key = keys[index]
    if (!name || key === undefined) return
    const group = groupAbove(outline, parent, ownHeadings)
    const isManagement = name.track === 'management' && (titles.get(key)?.isManagement ?? true)
    titles.set(key, {stems: name.stems, group, isListed: isListed(outline, parent), isManagement})
  })
  const roots = joinTitles([...titles])
  const numbers = new Map<string, number>()
  return keys.map((key) => {
    const root = roots.get(key) ?? key
    const number = numbers.get(root) ?? numbers.size
    numbers.set(root, number)
    return number
  })
}

/** Each title's key with the key of the title whose ladder it is on. */
function joinTitles(titles: readonly (readonly [string, Title])[]): Map<string, string> {
  const roots = new Map(titles.map(([key]) => [key, key]))
  if (titles.length > MOST_TITLES) return roots
  const rootOf = (key: string): string => {
    const above = roots.get(key) ?? key
    return above === key ? key : rootOf(above)
  }
  // The longest names first: "community program manager" before "community program", which more than one may hold.
  for (const [key, title] of [...titles].sort(([, a], [, b]) => b.stems.size - a.stems.size)) {
    const holders = titles.filter(([other, holder]) => other !== key && holds(holder, title))
    const candidates = new Set(holders.map(([other]) => rootOf(other)))
    const [first] = candidates
    if (first === undefined || (candidates.size > 1 && !title.isListed)) continue
    for (const candidate of candidates) roots.set(candidate, first)
    roots.set(rootOf(key), first)
  }
  return new Map(titles.map(([key]) => [key, rootOf(key)]))
}

function holds(holder: Title, title: Title): boolean {
  return (
    holder.group === title.group &&
    holder.stems.size > title.stems.size &&
    title.stems.size > 0 &&
    [...title.stems].every((stem) => holder.stems.has(stem))
  )
}

function groupAbove(
  outline: Outline,
  parent: number | null,
  levels: ReadonlySet<number | null>
): number | null {
  for (let at = parent; at !== null; at = outline[at]?.parent ?? null) {
    if (outline[at]?.kind === null && !levels.has(at)) return at
  }
  return null
}

function isListed(outline: Outline, parent: number | null): boolean {
  const kind = parent === null ? null : outline[parent]?.kind
  return kind === 'levels' || kind === 'career-paths'
}
