/**
 * years-of-experience: requirements say what people can do, not for how many years they did it.
 * Policy: hiring/job-families.md, "Things to Keep in Mind". Why and examples: ./README.md
 */
import type {JobFamily, Level, SectionKind} from '../../src/page/job-family.ts'
import {createPlaces} from '../../src/page/places.ts'
import {proseOf} from '../../src/page/prose.ts'
import {isWithin} from '../../src/page/sections.ts'
import {defineRule} from '../define-rule.ts'
import {shorten} from '../shorten.ts'
import {yearsOfExperience} from './years.ts'

/** What these say is about results, careers or GitLab, not about what people bring along. */
const ELSEWHERE: readonly SectionKind[] = [
  'performance-indicators',
  'hiring-process',
  'career-ladder',
  'compensation',
  'about'
]
/** Up to this grade the policy wants no prior experience at all. */
const NO_EXPERIENCE_UP_TO = 5

export default defineRule({
  name: 'years-of-experience',
  severity: 'info',
  fixes: false,
  summary: 'a number of years of experience; for grades 4 and 5 a warning',
  run({page, family, report}) {
    const placeOf = createPlaces(page.text)
    for (const {kind, text, start, section} of proseOf(page)) {
      if (kind === 'front-matter' || kind === 'heading') continue
      if (isWithin(family.sections, section, ...ELSEWHERE)) continue
      const isRequirement = !isWithin(family.sections, section, 'responsibilities', 'job-grade', 'overview')
      const [first] = yearsOfExperience(text, isRequirement)
      if (!first) continue
      const place = placeOf(start + first.index, start + first.index + first.text.trimEnd().length)
      const quote = `"${shorten(first.text)}"`
      const level = entryLevel(family, section)
      if (level) {
        const reason = `${quote} is asked of the ${level.name} (${gradeOf(level)}), where the policy wants no prior experience; say what the person should be able to do`
        report({reason, place, key: `${level.name}: ${first.text}`, severity: 'warning'})
      } else {
        const reason = `${quote} is a number of years; say which relevant, progressive experience the role needs, unless the number itself matters`
        report({reason, place, key: first.text})
      }
    }
  }
})

/** The level that a section belongs to, if it is one of grade 4 or 5 and the section is no wish. */
function entryLevel({sections, levels}: JobFamily, section: number | null): Level | undefined {
  const level = levels[sections[section ?? -1]?.level ?? -1]
  if (!level || isWithin(sections, section, 'nice-to-have')) return undefined
  const grades = level.grades.map(({grade}) => grade)
  const grade = grades.length > 0 ? Math.max(...grades) : (level.rank ?? Number.POSITIVE_INFINITY)
  return level.track !== 'management' && grade <= NO_EXPERIENCE_UP_TO ? level : undefined
}

function gradeOf({grades, word}: Level): string {
  const [first] = grades
  return first ? `grade ${first.grade}` : `a level for ${word}s`
}
