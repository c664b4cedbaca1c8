/**
 * Pages of interns: by custom they have no grade, no indicators, and requirements of their own kind.
 */
import type {JobFamily} from '../src/page/job-family.ts'

export function isInternPage({title, levels}: JobFamily): boolean {
  if (levels.length > 0) return levels.every(({word}) => word === 'intern')
  return /\bintern(?:ship)?s?\b/i.test(title ?? '')
}
