/**
 * The rungs of a page's tracks whose rank and grade are both known: those whose grades can be compared.
 */
import type {JobFamily, Level} from '../src/page/job-family.ts'
import {RANKS, stemsOf} from '../src/page/level-name.ts'
import {tracks} from '../src/page/levels.ts'
import {isWithin} from '../src/page/sections.ts'

export interface Rung {
  readonly level: Level
  readonly rank: number
  /** Lowest and highest of the grades that are stated for it; they differ where a sentence allows two. */
  readonly lowest: number
  readonly highest: number
}

/** More than any page has, and few enough to compare each with each. */
const MOST_RUNGS = 200

/**
 * One list a track, the lowest rank first. "X Manager" and "Senior X Manager", whose track the names do not tell, are a track
 * of their own. Left out are leads, who share a grade with a neighbour ("Team Leads … may share the same compensation
 * benchmark"), levels that a specialty repeats, and a name that comes a second time.
 */
export function gradedTracks(family: JobFamily): Rung[][] {
  const untold = family.levels.filter(({track, word}) => track === null && word !== null)
  const functions = Map.groupBy(untold, ({ladder, core}) => `${ladder} ${titleOf(core)}`)
  return [...tracks(family).map(({levels}) => levels), ...functions.values()].map((levels) => {
    const seen = new Set<string>()
    const rungs = levels.flatMap((level): Rung[] => {
      const {word, core, grades, parent} = level
      const rank = level.rank ?? (word === null ? null : RANKS[word])
      const isRepeat =
        seen.has(`${word} ${core}`) || isWithin(family.sections, parent, 'specialties', 'segment')
      if (rank === null || word === 'lead' || grades.length === 0 || isRepeat) return []
      seen.add(`${word} ${core}`)
      const stated = grades.flatMap(({grade, alternatives}) => [grade, ...alternatives])
      return [{level, rank, lowest: Math.min(...stated), highest: Math.max(...stated)}]
    })
    return rungs.slice(0, MOST_RUNGS).sort((a, b) => a.rank - b.rank)
  })
}

/** The same for two cores of one job title: "solutions architect", "solution architecture". */
export function titleOf(core: string): string {
  return [...stemsOf(core)].sort().join(' ')
}
