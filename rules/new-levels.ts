/**
 * Which levels of a page are new, and what the others were: what a rule may demand of them only.
 */
import type {JobFamily, Level} from '../src/page/job-family.ts'
import {spellLevelWords} from '../src/page/level-slips.ts'
import type {Base} from './define-rule.ts'

/**
 * The levels that the page at base does not have, in page order. A level keeps its identity when its name is only written
 * in another way ("Intermediate Engineer", "Engineer (Intermediate)"). Undefined when nothing is compared.
 */
export function newLevels(family: JobFamily, base: Base): readonly Level[] | undefined {
  if (base === undefined || base?.unread) return undefined
  const known = new Set(base?.family.levels.flatMap(identities))
  return family.levels.filter((level) => !identities(level).some((identity) => known.has(identity)))
}

/** The levels that had a grade in the page at base, and have none now, in page order. None when nothing is compared. */
export function ungradedLevels(family: JobFamily, base: Base): readonly Level[] {
  if (!base || base.unread) return []
  const graded = new Set(base.family.levels.filter(({grades}) => grades.length > 0).flatMap(identities))
  return family.levels.filter(
    (level) => level.grades.length === 0 && identities(level).some((identity) => graded.has(identity))
  )
}

function identities({name, word, core}: Level): string[] {
  const written = spellLevelWords(name).toLowerCase().replaceAll(/\s+/g, ' ').trim()
  return word === null ? [written] : [written, `${word}|${core}`]
}
