/**
 * Sections under headings of the author's own, which may well be the Responsibilities or Requirements that seem to be missing.
 */
import type {JobFamily, Level, Place} from '../../src/page/job-family.ts'
import {sectionOfLevel, sectionsOfLevel} from '../../src/page/levels.ts'
import type {Page} from '../../src/page/page.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import {ancestors} from '../../src/page/sections.ts'

/** "Desirable Skills, Knowledge, and Experience", "You should apply if": requirements in other words. */
const ASKS =
  /\b(?:skills?|experience|knowledge|qualit(?:y|ies)|criteria|competenc(?:y|ies)|background|education|apply if|you(?:['’]ve| have| are| bring)|looking for|ideal)\b/i
const HAS_LIST = /^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]/m

/**
 * Whether a list stands, in `place`, under a heading that no vocabulary knows: any such heading may tell what the role does,
 * but what it asks for is recognised by its words.
 */
export function mayHoldInOtherWords(
  kind: 'responsibilities' | 'requirements',
  {family, text}: Page,
  place?: Place
): boolean {
  return family.sections.some((section, index) => {
    if (section.kind !== null || (place && !isIn(section.heading.place, place))) return false
    if (isLevel(index, family) || !isFree(index, family) || !HAS_LIST.test(textAt(section.body, text)))
      return false
    return ASKS.test(section.heading.text) === (kind === 'requirements')
  })
}

/** Whether a level has a list right under its own heading, or under its Job Grade, where nobody expects one. */
export function hasOwnList(level: Level, {family, text}: Page): boolean {
  const grades = sectionsOfLevel(family, level).filter(({kind}) => kind === 'job-grade')
  const sections = [sectionOfLevel(family, level), ...grades].filter((section) => section !== undefined)
  return sections.some(({body}) => HAS_LIST.test(textAt(body, text)))
}

/** Not a part of another known section, such as a step of the Hiring Process. */
function isFree(index: number, {sections}: JobFamily): boolean {
  return ancestors(sections, index).every((above) =>
    [null, 'levels', 'overview', undefined].includes(sections[above]?.kind)
  )
}

function isLevel(index: number, {sections, levels}: JobFamily): boolean {
  return levels.some(({heading}) => heading !== null && heading === sections[index]?.heading)
}

function isIn(inner: Place, outer: Place): boolean {
  return startOf(inner) >= startOf(outer) && endOf(inner) <= endOf(outer)
}

function textAt(place: Place, text: string): string {
  return text.slice(startOf(place), endOf(place))
}
