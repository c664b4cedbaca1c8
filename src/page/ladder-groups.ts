/**
 * Which levels of a page are rungs of one ladder, and what the page tells about levels whose name alone tells nothing.
 */
import {distance} from 'fastest-levenshtein'
import type {Level} from './job-family.ts'
import type {LevelDraft} from './level-draft.ts'
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
  /** Whether it is listed as a rung of the page's "Levels". */
  readonly isListed: boolean
  readonly isManagement: boolean
}

/**
 * Numbers the ladders from 0. Levels share one when they have one core name; or when, under the same heading and on the same
 * track, one core holds the other ("Field Enablement Programs"). Managers join the one job title that holds their name, and
 * in a "Levels" section all that do.
 */
function ladderNumbers(
  drafts: readonly LevelDraft[],
  names: readonly LevelName[],
  outline: Outline
): number[] {
  const keys = names.map(({stems}) => keyOf(stems))
  const roots = joinTitles(titlesOf(drafts, names, keys, outline))
  const numbers = new Map<string, number>()
  return keys.map((key) => {
    const root = roots(key)
    const number = numbers.get(root) ?? numbers.size
    numbers.set(root, number)
    return number
  })
}

function titlesOf(
  drafts: readonly LevelDraft[],
  names: readonly LevelName[],
  keys: readonly string[],
  outline: Outline
): Map<string, Title> {
  const levels = new Set(drafts.map(({at}) => at))
  const listed = listings(outline, levels)
  const above = drafts.map(({parent}) => groupAbove(outline, parent, levels))
  // A heading above them all is the page's own title once more.
  const isParted = new Set(above).size > 1
  const titles = new Map<string, Title>()
  drafts.forEach(({parent}, index) => {
    const {track, stems} = names[index] ?? {}
    const key = keys[index]
    if (!stems || key === undefined) return
    const isManagement = track === 'management' && (titles.get(key)?.isManagement ?? true)
    titles.set(key, {
      stems,
      group: isParted ? (above[index] ?? null) : null,
      isListed: listed.has(parent),
      isManagement
    })
  })
  return titles
}

/** @returns The key of the title on whose ladder a title's key is. */
function joinTitles(titles: ReadonlyMap<string, Title>): (key: string) => string {
  const above = new Map<string, string>()
  const rootOf = (key: string): string => {
    const next = above.get(key)
    return next === undefined ? key : rootOf(next)
  }
  const join = (key: string, other: string) => {
    const root = rootOf(key)
    if (root !== rootOf(other)) above.set(rootOf(other), root)
  }
  if (titles.size > MOST_TITLES) return rootOf
  const pairs = [...titles].flatMap(([key, title]) =>
    [...titles].map(([other, held]) => ({key, title, other, held}))
  )
  for (const {key, title, other, held} of pairs) {
    if (title.isManagement === held.isManagement && holds(title, held)) join(key, other)
    if (key !== other && title.group === held.group && isMisspelt(title.stems, held.stems)) join(key, other)
  }
  for (const [key, title] of titles) {
    if (!title.isManagement) continue
    const fits = [...titles].filter(
      ([, other]) => !other.isManagement && (holds(other, title) || holds(title, other))
    )
    const roots = new Set(fits.map(([other]) => rootOf(other)))
    if (roots.size === 1 || title.isListed || title.group !== null) for (const root of roots) join(root, key)
  }
  return rootOf
}

/** One name in two spellings: "Stock Administrator" and "Director, Stock Adminstrator". */
function isMisspelt(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one.size !== other.size || one.size === 0) return false
  return [...one].every((stem) => [...other].some((near) => stem === near || isSlip(stem, near)))
}

/** Short words are one letter apart by nature: "sale" and "tale". */
function isSlip(stem: string, near: string): boolean {
  return Math.min(stem.length, near.length) >= 7 && stem[0] === near[0] && distance(stem, near) === 1
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

/** Sections whose children are rungs: "Levels" itself, or what it stands in when the levels stand beside it. */
function listings(outline: Outline, levels: ReadonlySet<number | null>): Set<number | null> {
  const found = new Set<number | null>()
  outline.forEach(({kind, children, parent}, index) => {
    if (kind !== 'levels' && kind !== 'career-paths') return
    found.add(children.some((child) => levels.has(child)) ? index : parent)
  })
  return found
}
