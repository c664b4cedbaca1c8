/**
 * The grades that a career ladder starts from and leads to.
 */
import type {CareerLadder, GradeStatement, JobFamily} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {endOf, startOf} from '../../src/page/places.ts'

/** The highest grade of a family; null when it states none. */
export function topGrade({levels, grades}: Pick<JobFamily, 'levels' | 'grades'>): number | null {
  return highest([...levels.flatMap((level) => level.grades), ...grades])
}

/**
 * The highest grade of those a ladder speaks of: of the level whose section it is, of individual contributors where its
 * text says so, else of the family. Null when that is not stated.
 */
export function gradeOfLadder({section: index}: CareerLadder, {text, family}: Page): number | null {
  const section = family.sections[index]
  if (!section) return null
  const level = section.level === null ? undefined : family.levels[section.level]
  if (level) return highest(level.grades)
  const body = text.slice(startOf(section.body), endOf(section.body))
  if (!/\bindividual contributors?\b/i.test(body)) return topGrade(family)
  return highest(family.levels.filter(({track}) => track !== 'management').flatMap(({grades}) => grades))
}

function highest(statements: readonly GradeStatement[]): number | null {
  const grades = statements.flatMap(({grade, alternatives}) => [grade, ...alternatives])
  return grades.length === 0 ? null : Math.max(...grades)
}
