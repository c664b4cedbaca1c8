/**
 * What stands under a level's heading and names another level.
 */
import type {GradeStatement, JobFamily, Level, Place, ReportsTo, Section} from '../../src/page/job-family.ts'
import {levelName} from '../../src/page/level-name.ts'
import {roleIn} from '../../src/page/level-titles.ts'
import {sectionsOfLevel} from '../../src/page/levels.ts'
import {startOf} from '../../src/page/places.ts'
import {readsLikeRole} from '../../src/page/roles.ts'
import {isWithin, sectionAt} from '../../src/page/sections.ts'
import type {NameComparison} from '../same-level.ts'

export interface Stranger {
  /** The name as written. */
  readonly said: string
  /** The sentence, or the section whose heading has the name. */
  readonly where: GradeStatement | ReportsTo | Section
  /** Whether the text is surely wrong and not the level's heading. */
  readonly isCopied: boolean
}

/** Sentences first, then sections, each in page order. */
export function strangersUnder(level: Level, family: JobFamily, names: NameComparison): Stranger[] {
  // What a grade was stated under by mistake, an interview say, has no name to hold against the sentence.
  if (!readsLikeRole(level.name, levelName(level.name))) return []
  const graded = level.grades.flatMap((statement) => {
    const said = isStatedUnder(level, statement.statement, family) ? roleIn(statement) : null
    return said === null ? [] : [{said, where: statement}]
  })
  const reporting = level.reportsTo.flatMap((sentence, index, all) => {
    const {subject, place} = sentence
    const isFirst = all.findIndex((other) => other.subject?.text === subject?.text) === index
    return subject && isFirst && isStatedUnder(level, place, family)
      ? [{said: subject.text, where: sentence}]
      : []
  })
  const sections = sectionsOfLevel(family, level).flatMap((section) =>
    section.named !== null && mayNameLevel(section, family) ? [{said: section.named, where: section}] : []
  )
  const strangers = [...graded, ...reporting, ...sections].filter(
    ({said}) => names.differenceOf(said, level.name) !== null
  )
  const others = family.levels.filter((other) => other !== level)
  return strangers.map((stranger) => ({
    ...stranger,
    // The page has the level that the text names; or else nothing under the heading agrees with the text.
    isCopied:
      others.some(({name}) => names.differenceOf(stranger.said, name) === null) ||
      strangers.every((mate) => mate === stranger || names.differenceOf(mate.said, stranger.said) !== null)
  }))
}

/** A sentence of several subjects gives each level its own grade, wherever that level stands. */
function isStatedUnder(level: Level, place: Place, {sections, levels}: JobFamily): boolean {
  const section = sectionAt(sections, startOf(place))
  return section !== null && sections[section]?.level === levels.indexOf(level)
}

/** "US Payroll Requirements" names a part of the work: a level is named with a level word, or as its own heading has it. */
function mayNameLevel(section: Section, {sections, levels}: JobFamily): boolean {
  const named = section.named ?? ''
  if (isWithin(sections, sections.indexOf(section), 'specialties', 'segment')) return false
  return levelName(named).word !== null || levels.some(({name}) => name.toLowerCase() === named.toLowerCase())
}
