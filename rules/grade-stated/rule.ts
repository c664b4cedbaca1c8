/**
 * grade-stated: the page, every new level on it, and every level that had a grade before, says its grade.
 * Policy: hiring/job-families.md, "Job Grades" in the list of hard requirements. Why and examples: ./README.md
 */
import type {JobFamily, Level, Place} from '../../src/page/job-family.ts'
import {sectionsOf} from '../../src/page/levels.ts'
import type {Page} from '../../src/page/page.ts'
import {defineRule} from '../define-rule.ts'
import {sharingPages} from '../family-folder.ts'
import {GRADE_TABLES_URL} from '../grade-tables-url.ts'
import {inWords} from '../in-words.ts'
import {isInternPage} from '../intern-page.ts'
import {newLevels, ungradedLevels} from '../new-levels.ts'
import {topOf} from '../top-of-page.ts'
import {isUndefinedYet} from '../undefined-level.ts'

/** By custom without a grade: their pay is set elsewhere. */
const UNGRADED: ReadonlySet<Level['word']> = new Set(['intern', 'chief', 'executive vice president'])

export default defineRule({
  name: 'grade-stated',
  severity: 'error',
  fixes: false,
  summary: 'a page, or a new level, that states no grade; a level whose grade is taken away',
  describe(parts) {
    const names = inWords(parts.map((part) => part.label))
    const sentence = `The ${parts[0]?.label} is a [grade N](${GRADE_TABLES_URL}).`
    return `No grade is stated for ${names}. Write "${sentence}" under a "Job Grade" heading`
  },
  async run({page, family, base, handbook, report, notChecked}) {
    if (isInternPage(family)) return
    if (family.included.includes('job-grade')) {
      notChecked('grades', 'an include brings the Job Grade section')
      return
    }
    const levels = family.levels.filter(({word}) => !UNGRADED.has(word))
    if (!statesAnyGrade(family)) {
      const sharing = await sharingPages(page, handbook)
      if (sharing.some((other) => statesAnyGrade(other.family))) return
      if (family.levels.length === 0)
        report({place: placeOf(page), key: 'page', label: family.title ?? 'role'})
      for (const level of levels) report({place: level.heading?.place ?? placeOf(page), key: level.name})
      return
    }
    // A grade that no level could be found for may well be the one that seems to be missing.
    if (hasUnownedGrade(family)) return
    const isCharged = new Set([...(newLevels(family, base) ?? []), ...ungradedLevels(family, base)])
    for (const level of levels) {
      if (!isCharged.has(level) || level.grades.length > 0 || !level.heading || isUndefinedYet(level, page))
        continue
      if (isSurelyLevel(level, family) && !isNamedWithGrade(level, family))
        report({place: level.heading.place, key: level.name})
    }
  }
})

function statesAnyGrade(family: JobFamily): boolean {
  const {grades, levels} = family
  return (
    grades.length > 0 ||
    levels.some((level) => level.grades.length > 0) ||
    rowsOf(family).some(({grade}) => grade)
  )
}

function hasUnownedGrade(family: JobFamily): boolean {
  return family.grades.length > 0 || rowsOf(family).some(({grade, level}) => grade && level === null)
}

function rowsOf({tables}: JobFamily) {
  return tables.flatMap((table) => table.rows)
}

/** A heading is surely a level's when it has a level word or sections of its own. */
function isSurelyLevel(level: Level, {levels, sections}: JobFamily): boolean {
  const index = levels.indexOf(level)
  return level.word !== null || sections.some((section) => section.kind !== null && section.level === index)
}

/** Whether a sentence elsewhere on the page gives the level its grade: where that slipped to is another rule's question. */
function isNamedWithGrade({name}: Level, {levels}: JobFamily): boolean {
  const subjects = levels.flatMap(({grades}) => grades.map(({subject}) => subject?.toLowerCase() ?? ''))
  return subjects.some((subject) => subject.replace(/^(?:the|an?) /, '') === name.toLowerCase())
}

function placeOf(page: Page): Place {
  return sectionsOf(page.family, 'job-grade')[0]?.heading.place ?? topOf(page)
}
