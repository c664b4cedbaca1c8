/**
 * grade-stated: the page, and every new level on it, says its grade.
 * Policy: hiring/job-families.md, "Job Grades" in the list of hard requirements. Why and examples: ./README.md
 */
import type {JobFamily, Level, Place} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {defineRule} from '../define-rule.ts'
import {inWords} from '../in-words.ts'
import {newLevels} from '../new-levels.ts'
import {topOf} from '../top-of-page.ts'

/** Where every grade sentence of the handbook links to. */
const TABLES = '/handbook/total-rewards/compensation/compensation-calculator/#gitlab-job-grades'
/** By custom without a grade: their pay is set elsewhere. */
const UNGRADED: ReadonlySet<Level['word']> = new Set(['intern', 'chief', 'executive vice president'])
const PAGE = 'page'

export default defineRule({
  name: 'grade-stated',
  severity: 'error',
  fixes: false,
  summary: 'a page, or a new level, that states no grade',
  describe(parts) {
    const names = inWords(parts.map((part) => part.label))
    const name = parts[0]?.key === PAGE ? 'role' : (parts[0]?.label ?? 'role')
    return `No grade is stated for ${names}. Write "The ${name} is a [grade N](${TABLES})." under a "Job Grade" heading`
  },
  run({page, family, base, report, notChecked}) {
    if (family.included.includes('job-grade')) {
      notChecked('grades', 'an include brings the Job Grade section')
      return
    }
    const levels = family.levels.filter(({word}) => !UNGRADED.has(word))
    if (!statesAnyGrade(family)) {
      if (levels.length === 0 && family.levels.length > 0) return
      if (/\bintern(?:ship)?\b/i.test(family.title ?? '')) return
      const names = levels.length > 0 ? `this page (${inWords(levels.map(({name}) => name))})` : 'this page'
      report({place: placeFor(page), key: PAGE, label: names})
      return
    }
    // A grade that no level could be found for may well be the one that seems to be missing.
    if (hasUnownedGrade(family)) return
    for (const level of newLevels(family, base) ?? []) {
      if (UNGRADED.has(level.word) || level.grades.length > 0 || !level.heading) continue
      if (isRole(level, family)) report({place: level.heading.place, key: level.name})
    }
  }
})

function statesAnyGrade({grades, levels, tables}: JobFamily): boolean {
  return (
    grades.length > 0 ||
    levels.some((level) => level.grades.length > 0) ||
    rowsOf(tables).some((row) => row.grade)
  )
}

function hasUnownedGrade({grades, tables}: JobFamily): boolean {
  return grades.length > 0 || rowsOf(tables).some((row) => row.grade && row.level === null)
}

function rowsOf(tables: JobFamily['tables']) {
  return tables.flatMap((table) => table.rows)
}

/** A heading is surely a role when it has a level word or sections of its own. */
function isRole(level: Level, {levels, sections}: JobFamily): boolean {
  return (
    level.word !== null ||
    sections.some((section) => section.kind !== null && section.level === levels.indexOf(level))
  )
}

function placeFor(page: Page): Place {
  const {sections, levels} = page.family
  const section = sections.find(({kind}) => kind === 'job-grade' || kind === 'levels')
  return section?.heading.place ?? levels[0]?.heading?.place ?? topOf(page)
}
