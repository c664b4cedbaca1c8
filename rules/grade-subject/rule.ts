/**
 * grade-subject: the grade sentence, and the headings of a level's sections, name the level they stand under.
 * Policy: hiring/job-families.md, the templates. Why and examples: ./README.md
 */
import type {
  GradeStatement,
  Heading,
  JobFamily,
  Level,
  Section,
  SectionKind
} from '../../src/page/job-family.ts'
import {levelName} from '../../src/page/level-name.ts'
import {roleIn} from '../../src/page/level-titles.ts'
import {sectionsOfLevel} from '../../src/page/levels.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import {isWithin, sectionAt} from '../../src/page/sections.ts'
import {defineRule} from '../define-rule.ts'
import type {Edit} from '../finding.ts'
import {levelKey} from '../level-key.ts'
import {fixesOf, renameHeadings} from '../rename-headings.ts'
import {differenceOf} from '../same-level.ts'

export default defineRule({
  name: 'grade-subject',
  severity: 'warning',
  fixes: true,
  summary: 'a grade sentence or a section heading that names another level than the one it stands under',
  async run({page, family, handbook, report}) {
    for (const level of family.levels) {
      if (level.stated !== 'heading' || !level.heading) continue
      const sections = sectionsNamingAnother(level, family)
      for (const statement of level.grades) {
        const said = roleIn(statement)
        if (said === null || !isStatedUnder(level, statement, family)) continue
        if (differenceOf(said, level.name) === null) continue
        const isSure = isTold(said, level, family, sections)
        const edit = isSure ? replaceName(said, level.name, statement.statement, page.text) : undefined
        report({
          reason: `The grade sentence under "${level.heading.text}" speaks of the ${said}; write "The ${level.name} is a grade ${statement.grade}"`,
          place: statement.statement,
          key: `${levelKey(level)}: ${said}`,
          fix: edit ? {edits: [edit]} : null
        })
      }
      for (const {heading, named, kind} of sections) {
        const edit = isTold(named, level, family, sections)
          ? replaceName(named, level.name, heading.place, page.text)
          : undefined
        const [fix = null] = edit ? fixesOf([[edit]], await renameHeadings(page, handbook, [edit])) : []
        report({
          reason: `"${heading.text}" stands under "${level.heading.text}"; write "${heading.text.replace(named, level.name)}", or move it to the level that it names`,
          place: heading.place,
          key: `${levelKey(level)}: ${named} ${kind}`,
          fix
        })
      }
    }
  }
})

interface NamingSection {
  readonly heading: Heading
  readonly named: string
  readonly kind: SectionKind | null
}

/** A sentence of several subjects gives each level its own grade, wherever that level stands. */
function isStatedUnder(level: Level, {statement}: GradeStatement, {sections, levels}: JobFamily): boolean {
  const section = sectionAt(sections, startOf(statement))
  return section !== null && sections[section]?.level === levels.indexOf(level)
}

function sectionsNamingAnother(level: Level, family: JobFamily): NamingSection[] {
  return sectionsOfLevel(family, level).flatMap((section) => {
    const {heading, named, kind} = section
    if (named === null || !mayNameLevel(section, named, family)) return []
    return differenceOf(named, level.name) === null ? [] : [{heading, named, kind}]
  })
}

/** "US Payroll Requirements" names a part of the work: a level is named with a level word, or as its own heading has it. */
function mayNameLevel(section: Section, named: string, {sections, levels}: JobFamily): boolean {
  if (isWithin(sections, sections.indexOf(section), 'specialties', 'segment')) return false
  return levelName(named).word !== null || levels.some(({name}) => name.toLowerCase() === named.toLowerCase())
}

/**
 * Whether the heading is surely right, and the text below it copied: the page has the level that the text names, or nothing
 * else under the heading agrees with the text.
 */
function isTold(
  said: string,
  level: Level,
  {levels}: JobFamily,
  sections: readonly NamingSection[]
): boolean {
  if (levels.some((other) => other !== level && differenceOf(said, other.name) === null)) return true
  const sentences = level.grades.map(roleIn).filter((role) => role !== null)
  const like = [...sentences, ...sections.map(({named}) => named)].filter(
    (name) => differenceOf(name, said) === null && differenceOf(name, level.name) !== null
  )
  return like.length < 2
}

/** Undefined when the name does not stand there exactly once as it is read. */
function replaceName(
  said: string,
  name: string,
  place: GradeStatement['statement'],
  text: string
): Edit | undefined {
  const within = text.slice(startOf(place), endOf(place))
  const at = within.indexOf(said)
  if (at === -1 || within.indexOf(said, at + 1) !== -1) return undefined
  const start = startOf(place) + at
  return {start, end: start + said.length, text: name}
}
