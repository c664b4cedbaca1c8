/**
 * reports-to: every level says whom it reports to, with a link, and that manager is on no lower grade.
 * Policy: hiring/job-families.md, the templates. Why and examples: ./README.md
 */
import type {Level} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {proseOf} from '../../src/page/prose.ts'
import {isWithin} from '../../src/page/sections.ts'
import {defineRule} from '../define-rule.ts'
import {inWords} from '../in-words.ts'
import {levelKey} from '../level-key.ts'
import {isLower} from '../lower-level.ts'
import {newLevels} from '../new-levels.ts'
import {isUndefinedYet} from '../undefined-level.ts'
import {findManager} from './find-manager.ts'

const LOWER = 'lower grade'

export default defineRule({
  name: 'reports-to',
  severity: 'info',
  fixes: false,
  summary: 'a new level without a manager, a manager without a link or on a lower grade (warning)',
  describe(parts) {
    const clauses = inWords(parts.map(({label}) => label))
    return parts.every(({key}) => key.endsWith(LOWER))
      ? `A manager is on no lower grade than those who report to them: ${clauses}. Name another manager, or mend the grade`
      : `Every level says whom it reports to, with a link to that job family: ${clauses}`
  },
  async run({page, family, base, handbook, report}) {
    const fresh = newLevels(family, base) ?? []
    for (const level of family.levels) {
      const {name, reportsTo, heading} = level
      const isFresh = fresh.includes(level)
      if (isFresh && heading && isWithoutManager(level, page))
        report({
          place: heading.place,
          key: `${levelKey(level)}: nobody`,
          label: `the ${name} names no manager`
        })
      const [first] = reportsTo
      if (first && reportsTo.every(({url}) => url === null)) {
        const label = `the ${name} names "${first.text}" without a link`
        report({place: first.place, key: `${levelKey(level)}: no link`, label})
      }
      const managers = await Promise.all(
        reportsTo.map((manager) => findManager(manager, page, handbook, isFresh))
      )
      // Of several managers one may be the right one.
      const [lower] = managers
      if (!first || !lower || !managers.every((manager) => manager && isLower(manager, level))) continue
      const label = `the ${told(level)} reports to the ${told(lower)}`
      report({place: first.place, key: `${levelKey(level)}: ${LOWER}`, label, severity: 'warning'})
    }
  }
})

function isWithoutManager(level: Level, page: Page): boolean {
  return (
    level.stated === 'heading' &&
    level.reportsTo.length === 0 &&
    !isUndefinedYet(level, page) &&
    !namesManagerOfAll(page)
  )
}

/** Whether a sentence outside of all levels says whom people report to. */
function namesManagerOfAll(page: Page): boolean {
  const {sections} = page.family
  return proseOf(page).some(
    ({text, section}) =>
      (section === null || sections[section]?.level === null) &&
      !isWithin(sections, section, 'specialties', 'segment', 'hiring-process', 'career-ladder') &&
      /\breport(?:s|ing)?\s{1,20}(?:directly\s{1,20})?(?:in)?to\b/i.test(text)
  )
}

function told({name, grades}: Level): string {
  return grades[0] ? `${name} (grade ${grades[0].grade})` : name
}
