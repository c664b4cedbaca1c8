/**
 * The name somebody probably meant.
 */
import {closest, distance} from 'fastest-levenshtein'

/** The candidate nearest to `name`, or undefined when none is within a third of its length. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined
  const candidate = closest(name, [...candidates])
  return distance(name, candidate) <= Math.max(2, name.length / 3) ? candidate : undefined
}
