/**
 * Grades of the levels that a change is about, for policies that ask other people from some grade on.
 */
import type {Level} from '../page/job-family.ts'
import type {Page} from '../page/page.ts'
import {linesUnder, matchLevels} from './match-levels.ts'
import type {ReviewedPage} from './reviewed-page.ts'

/**
 * Grades of levels that are new, gone or changed, before and after; of all levels where only what they share changed.
 * Empty where the pages state none.
 */
export function touchedGrades(pages: readonly ReviewedPage[]): ReadonlySet<number> {
  return new Set(pages.flatMap(({base, head}) => touchedLevels(base, head).flatMap(gradesOf)))
}

function touchedLevels(base: Page | null, head: Page | null): readonly Level[] {
  const all = [...(base?.family.levels ?? []), ...(head?.family.levels ?? [])]
  if (!base || !head) return all
  const {pairs, added, removed} = matchLevels(base, head)
  const changed = pairs.filter((pair) => textOf(base, pair.base) !== textOf(head, pair.head))
  const touched = [...added, ...removed, ...changed.flatMap((pair) => [pair.base, pair.head])]
  return touched.length === 0 ? all : touched
}

function gradesOf({grades}: Level): number[] {
  return grades.flatMap(({grade, alternatives}) => [grade, ...alternatives])
}

function textOf(page: Page, level: Level): string {
  return JSON.stringify([level.name, gradesOf(level), [...linesUnder(page, level)]])
}
