/**
 * Which levels of a page are rungs of one ladder, and what the page tells about levels whose name alone tells nothing.
 */

import type {Level} from './job-family.ts'
import type {LevelDraft} from './level-drafts.ts'
import {levelName, RANKS, stems} from './level-name.ts'
import type {Outline} from './sections.ts'

export type RankedLevel = Pick<Level, 'word' | 'core' | 'track' | 'rank' | 'ladder'>

export function rankLevels(drafts: readonly LevelDraft[], outline: readonly Outline[]): RankedLevel[] {
  const names = drafts.map(({name}) => levelName(name))
  const ladders = ladderNumbers(drafts, outline)
  return names.map(({word, track, rank, core}, index) => {
    const ladder = ladders[index] ?? 0
    const mates = names.filter((other, at) => ladders[at] === ladder && other.core === core)
    // "Backend Engineer" beside a Senior one is the intermediate, unless the page has an intermediate by name.
    const isIntermediate =
      word === null &&
      track === null &&
      !/\bmanager\b/.test(core) &&
      mates.some((mate) => mate.word === 'senior') &&
      !mates.some((mate) => mate.word === 'intermediate')
    return isIntermediate
      ? {word, core, ladder, track: 'individual', rank: RANKS.intermediate}
      : {word, track, rank, core, ladder}
  })
}

/**
 * Levels share a ladder when they have one core name, or when one core contains the other under the same heading. Headings
 * that are sections (Levels, a misplaced Career Ladder) are no reason to part them; headings of job titles are.
 */
function ladderNumbers(drafts: readonly LevelDraft[], outline: readonly Outline[]): number[] {
  const cores = drafts.map(({name}) => stems(levelName(name).core))
  const parents = drafts.map(({parent}) => titleAbove(outline, parent))
  const groups = drafts.map((_, index) => index)
  const rootOf = (index: number): number => (groups[index] === index ? index : rootOf(groups[index] ?? index))
  drafts.forEach((_, b) => {
    for (let a = 0; a < b; a++) {
      if (isOneLadder(cores[a], cores[b], parents[a] === parents[b])) groups[rootOf(b)] = rootOf(a)
    }
  })
  const numbers = new Map<number, number>()
  return drafts.map((_, index) => {
    const root = rootOf(index)
    const number = numbers.get(root) ?? numbers.size
    numbers.set(root, number)
    return number
  })
}

function isOneLadder(
  a: ReadonlySet<string> | undefined,
  b: ReadonlySet<string> | undefined,
  together: boolean
): boolean {
  if (!a || !b) return false
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  const contained = [...small].every((stem) => large.has(stem))
  return contained && (small.size === large.size || together)
}

/** The nearest heading above that is no section: a job title with levels of its own below. */
function titleAbove(outline: readonly Outline[], parent: number | null): number | null {
  for (let at = parent; at !== null; at = outline[at]?.parent ?? null)
    if (outline[at]?.kind === null) return at
  return null
}
