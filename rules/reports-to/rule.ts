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
import {compareNames} from '../same-level.ts'
import {isUndefinedYet, textOfLevel} from '../undefined-level.ts'
import {findManager} from './find-manager.ts'

/** Endings of the parts' keys, and what is said of the parts that have them. */
const TOLD: ReadonlyMap<string, (names: string) => string> = new Map([
  [
    'lower',
    (names) =>
      `A manager has no lower grade than those who report to them, but ${names}; check the grades and the manager`
  ],
  [
    'nobody',
    (names) => `The page does not say who is the manager of ${names}; add a sentence with "reports to"`
  ],
  ['no link', (names) => `A manager is named without a link; link the job family of ${names}`]
])

export default defineRule({
  name: 'reports-to',
  severity: 'info',
  fixes: false,
  summary: 'a new level without a manager, a manager without a link or on a lower grade (warning)',
  describe: (parts) =>
    [...TOLD]
      .flatMap(([ending, tell]) => {
        const labels = new Set(parts.filter(({key}) => key.endsWith(ending)).map(({label}) => label))
        return labels.size > 0 ? [tell(inWords([...labels]))] : []
      })
      .join('. '),
  async run({page, family, base, handbook, report}) {
    const fresh = newLevels(family, base) ?? []
    const names = compareNames()
    for (const level of family.levels) {
      const {name, reportsTo, heading} = level
      const isFresh = fresh.includes(level)
      if (isFresh && heading && isWithoutManager(level, page))
        report({place: heading.place, key: `${levelKey(level)} nobody`, label: `the ${name}`})
      const [first] = reportsTo
      if (first && isWithoutLink(level))
        report({place: first.place, key: `${levelKey(level)} no link`, label: `"${first.text}"`})
      const managers = await Promise.all(
        reportsTo.map((manager) => findManager(manager, page, handbook, names, isFresh))
      )
      const [lower] = managers
      // Of several managers one may be the right one.
      if (!first || !lower || !managers.every((manager) => manager && isLower(manager, level))) continue
      const label = `the ${told(level)} reports to the ${told(lower)}`
      report({place: first.place, key: `${levelKey(level)} lower`, label, severity: 'warning'})
    }
  }
})

/** "Their regional leader" is no position that a job family could be linked for. */
function isWithoutLink({reportsTo}: Level): boolean {
  return reportsTo.every(({url, text}) => url === null && /^\p{Lu}/u.test(text))
}

/** However it is said: "typically report to a leader they support" names nobody, and is an answer. */
const REPORTS_TO = /\breport(?:s|ing)?\s{1,20}(?:directly\s{1,20})?(?:in)?to[ \t]{1,20}\w/i

function isWithoutManager(level: Level, page: Page): boolean {
  const {stated, reportsTo} = level
  if (stated !== 'heading' || reportsTo.length > 0 || isUndefinedYet(level, page)) return false
  return !REPORTS_TO.test(textOfLevel(level, page)) && !namesManagerOfAll(page)
}

/** Whether a sentence outside of all levels says whom people report to. */
function namesManagerOfAll(page: Page): boolean {
  const {sections} = page.family
  return proseOf(page).some(
    ({text, section}) =>
      (section === null || sections[section]?.level === null) &&
      !isWithin(sections, section, 'specialties', 'segment', 'hiring-process', 'career-ladder') &&
      REPORTS_TO.test(text)
  )
}

function told({name, grades}: Level): string {
  return grades[0] ? `${name} (grade ${grades[0].grade})` : name
}
