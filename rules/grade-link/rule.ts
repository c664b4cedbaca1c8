/**
 * grade-link: where a level's grade is stated there is a link to the handbook's grade tables.
 * Policy: hiring/job-families.md, the templates. Why and examples: ./README.md
 */
import type {Handbook} from '../../src/handbook/handbook.ts'
import type {GradeStatement, JobFamily, Level, Link} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import {sectionAt} from '../../src/page/sections.ts'
import {defineRule} from '../define-rule.ts'
import type {Fix} from '../finding.ts'
import {GRADE_TABLES_URL} from '../grade-tables-url.ts'
import {inWords} from '../in-words.ts'
import {levelKey} from '../level-key.ts'
import {linkGrade} from './link-grade.ts'

/** The page with the tables, whichever of its sections is linked. */
const LEADS_TO_TABLES = /\bjob-grades\b|\bcompensation-calculator\b/i

export default defineRule({
  name: 'grade-link',
  severity: 'info',
  fixes: true,
  summary: 'a grade whose section has no link to the grade tables',
  describe: (parts) =>
    `No link to the grade tables stands by the grade of ${inWords(parts.map(({label}) => label))}; write "[grade N](${GRADE_TABLES_URL})"`,
  async run({page, family, handbook, report}) {
    const links = family.links.filter(({url}) => LEADS_TO_TABLES.test(url))
    for (const {key, label, statements} of unlinked(family, links)) {
      // A heading has no place for a link: its id would change.
      const told = statements.find(({source}) => source !== 'heading')
      const place = (told ?? statements[0])?.statement
      if (place) report({place, key, label, fix: told ? await fixOf(told, page, handbook) : null})
    }
  }
})

interface Owner {
  readonly key: string
  readonly label: string
  readonly statements: readonly GradeStatement[]
}

/** Levels whose grade has no link wherever it is stated, and grades of the page itself. */
function unlinked({levels, grades, sections}: JobFamily, links: readonly Link[]): Owner[] {
  const linked = new Set(links.map(({section}) => section))
  const isLinked = ({statement}: GradeStatement) => linked.has(sectionAt(sections, startOf(statement)))
  const isAround = ({stated, place}: Level) =>
    stated === 'heading' &&
    links.some((link) => startOf(link.place) >= startOf(place) && endOf(link.place) <= endOf(place))
  return [
    ...levels
      .filter((level) => !isAround(level))
      .map((level) => ({key: levelKey(level), label: `the ${level.name}`, statements: level.grades})),
    {key: 'page', label: 'the page', statements: grades}
  ].filter(({statements}) => statements.length > 0 && !statements.some(isLinked))
}

/** Null where this handbook has the tables somewhere else: a dead link is no better than none. */
async function fixOf(statement: GradeStatement, page: Page, handbook: Handbook): Promise<Fix | null> {
  const edit = linkGrade(statement, page.family.links, page.text, GRADE_TABLES_URL)
  if (!edit) return null
  const resolution = await handbook.resolve(GRADE_TABLES_URL, page.path)
  const isDead =
    resolution.kind === 'no-page' || (resolution.kind === 'page' && resolution.anchor?.state === 'missing')
  return isDead ? null : {edits: [edit]}
}
