/**
 * Which of two levels is the lower rung.
 */
import type {Level} from '../src/page/job-family.ts'

/** By their grades; where one states none, by their ranks on one track. False when neither tells. */
export function isLower(level: Level, other: Level): boolean {
  const [own, theirs] = [level, other].map(({grades}) => grades.map(({grade}) => grade))
  if (own && theirs && own.length > 0 && theirs.length > 0) return Math.max(...own) < Math.min(...theirs)
  return level.track === other.track && level.rank !== null && other.rank !== null && level.rank < other.rank
}
