/**
 * The shape a page is written in, told from its model: how its levels stand to its "Levels" heading.
 */
import type {JobFamily, Level} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'

export const SHAPES = [
  'not read in full',
  'index or stub',
  'levels below a "Levels" heading',
  'levels beside a "Levels" heading',
  '"Levels" heading without level headings',
  'several roles, no "Levels" heading',
  'one role under a heading of its own',
  'the page is the role, with a grade',
  'the page is the role, without a grade'
] as const

export type Shape = (typeof SHAPES)[number]

export function shapeOf({family, unread}: Page): Shape {
  if (unread !== null) return 'not read in full'
  if (family.kind === 'index') return 'index or stub'
  const {sections} = family
  const lists = sections.flatMap(({kind}, index) => (kind === 'levels' ? [index] : []))
  const headed = family.levels.filter(({stated}) => stated === 'heading')
  if (lists.length > 0) {
    if (headed.some((level) => isBelow(family, level, lists))) return 'levels below a "Levels" heading'
    return headed.length > 1 ? 'levels beside a "Levels" heading' : '"Levels" heading without level headings'
  }
  if (headed.length > 1) return 'several roles, no "Levels" heading'
  if (headed.length === 1) return 'one role under a heading of its own'
  const hasGrade = family.levels.some(({grades}) => grades.length > 0)
  return hasGrade ? 'the page is the role, with a grade' : 'the page is the role, without a grade'
}

function isBelow({sections}: JobFamily, level: Level, lists: readonly number[]): boolean {
  for (let at = level.parent; at !== null; at = sections[at]?.parent ?? null)
    if (lists.includes(at)) return true
  return false
}
