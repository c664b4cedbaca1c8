/**
 * leadership-competencies: a level that manages people says what leadership GitLab expects of it.
 * Policy: hiring/job-families.md, "Things to Keep in Mind", and company/structure.md. Why and examples: ./README.md
 */
import type {JobFamily, Level, LevelWord} from '../../src/page/job-family.ts'
import {sectionsOfLevel} from '../../src/page/levels.ts'
import type {Page} from '../../src/page/page.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import {buildsOn} from '../builds-on.ts'
import {defineRule} from '../define-rule.ts'
import {inWords} from '../in-words.ts'
import {levelKey} from '../level-key.ts'
import {newLevels} from '../new-levels.ts'
import {isUndefinedYet, textOfLevel} from '../undefined-level.ts'

/** How families say it; nearly all with a bullet "Leadership at GitLab" that links to their group. */
const SAYS_SO =
  /\bleadership at gitlab\b|#(?:management|director|s|e)-group\b|\/handbook\/leadership\b|\bleadership (?:competenc|expectations)/i
/** Competencies of any kind, the frameworks that hold those of leaders, and leading people in the author's own words. */
const MAY_SAY_SO = new RegExp(
  [
    String.raw`\bcompetenc|\bjob frameworks?\b|\bpeople management\b|\bcoach`,
    String.raw`\bleadership (?:skill|experience|abilit|qualit|capabilit)`,
    String.raw`\b(?:lead|leading|manage|managing|led|managed) (?:\w+ ){0,3}(?:teams?|people|managers)\b`
  ].join('|'),
  'i'
)
/** The group of company/structure.md that managers of a level belong to, as its id there. */
const GROUPS: ReadonlyMap<LevelWord, string> = new Map([
  ['associate manager', 'management-group'],
  ['manager', 'management-group'],
  ['senior manager', 'management-group'],
  ['group manager', 'management-group'],
  ['director', 'director-group'],
  ['senior director', 's-group'],
  ['vice president', 's-group']
])

export default defineRule({
  name: 'leadership-competencies',
  severity: 'info',
  fixes: false,
  summary: 'a people manager whose level says nothing of leadership at GitLab',
  describe: (parts) =>
    `The page does not say what leadership GitLab expects of ${inWords(parts.map(({label}) => label))}; add "Leadership at GitLab" to the requirements, with a link to that group in the company's structure`,
  run({page, family, base, report}) {
    const fresh = newLevels(family, base) ?? []
    // Most old pages say nothing at all; one that says it of some of its managers has forgotten the others.
    const saysOfSome = base === null ? false : toldManagers(base ?? page).length > 0
    const told = toldManagers(page)
    for (const level of saysItForAll(page) ? [] : managersOf(family)) {
      if (told.includes(level) || mayBeSaid(level, page) || !(saysOfSome || fresh.includes(level))) continue
      if (level.heading)
        report({place: level.heading.place, key: levelKey(level), label: describeLevel(level)})
    }
  }
})

function managersOf({levels}: JobFamily): Level[] {
  return levels.filter(({word, stated}) => stated === 'heading' && word !== null && GROUPS.has(word))
}

function toldManagers(page: Page): Level[] {
  return managersOf(page.family).filter((level) => SAYS_SO.test(textFor(level, page)))
}

function mayBeSaid(level: Level, page: Page): boolean {
  const text = textFor(level, page)
  return MAY_SAY_SO.test(text) || buildsOn(text) || isUndefinedYet(level, page)
}

/** What stands under a level's heading, and in its sections wherever they stand. */
function textFor(level: Level, page: Page): string {
  const bodies = sectionsOfLevel(page.family, level).map(({body}) =>
    page.text.slice(startOf(body), endOf(body))
  )
  return oneLine([textOfLevel(level, page), ...bodies].join('\n'))
}

/** Whether a section that holds for every level says it. */
function saysItForAll({family, text}: Page): boolean {
  return family.sections.some(
    ({level, kind, body}) =>
      level === null &&
      (kind === 'requirements' || kind === 'responsibilities') &&
      SAYS_SO.test(oneLine(text.slice(startOf(body), endOf(body))))
  )
}

/** "the Director, Parts (director-group)". */
function describeLevel({name, word}: Level): string {
  return `the ${name} (#${word === null ? '' : (GROUPS.get(word) ?? '')})`
}

/** Where an author ends a line says nothing. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
