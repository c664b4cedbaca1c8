/**
 * Gives grade statements to levels. A grade belongs to its heading; a sentence names the level only where one heading has
 * several, or where no heading stands above it.
 */
import type {LocatedGrade} from './grade-owners.ts'
import type {GradeStatement, Heading, Place, SectionKind} from './job-family.ts'
import {
  addDraft,
  type Drafting,
  draftNamed,
  keyOf,
  type LevelDraft,
  renameDraft,
  rolesIn
} from './level-draft.ts'
import {familyNoun, roleIn} from './level-titles.ts'
import {isWithin} from './sections.ts'

/** Gives a heading its statements; where they have several subjects, each level they name gets its own. */
export function giveToHeading(drafting: Drafting, draft: LevelDraft, grades: readonly LocatedGrade[]): void {
  const statements = grades.map(({statement}) => statement)
  const roles = rolesIn(statements, drafting.readName)
  if (roles.length < 2) {
    draft.grades.push(...statements)
    return
  }
  const own = ownRole(drafting, roles, draft.name)
  if (own !== undefined) renameDraft(drafting, draft, own)
  const isOwn = (role: string) => own !== undefined && meanSame(drafting, role, own)
  for (const {statement, section} of grades) {
    const role = roleIn(statement)
    if (role === null || isOwn(role)) draft.grades.push(statement)
    else giveByName(drafting, statement, role, section, draft.heading)
  }
}

/**
 * Which of several roles a heading itself stands for: the one of its level word; without such a word the intermediate, whom
 * pages name with and without it, else the first that is called so.
 */
function ownRole(drafting: Drafting, roles: readonly string[], heading: string): string | undefined {
  const called = roles.filter((role) => sharesWords(drafting, role, heading))
  const {word} = drafting.readName(heading)
  const own = called.find((role) => drafting.readName(role).word === word)
  if (own !== undefined || word !== null) return own
  return called.find((role) => drafting.readName(role).word === 'intermediate') ?? called[0]
}

/**
 * Grades that stand under no role: of levels that are named elsewhere, of levels only they name, or of the page's one role.
 * @returns The grades that are nobody's.
 */
export function giveToPage(drafting: Drafting, grades: readonly LocatedGrade[]): GradeStatement[] {
  const unowned: GradeStatement[] = []
  const rest: LocatedGrade[] = []
  for (const grade of grades) {
    const role = roleIn(grade.statement)
    const existing = role === null ? undefined : draftNamed(drafting, role)
    if (existing) existing.grades.push(grade.statement)
    else if (isWithin(drafting.outline, grade.section, ...NOT_THE_PAGES)) unowned.push(grade.statement)
    else rest.push(grade)
  }
  const [first] = rest
  if (!first) return unowned
  const statements = rest.map(({statement}) => statement)
  const [role = null, ...others] = rolesIn(statements, drafting.readName)
  if (others.length === 0) {
    const heading = headingAt(drafting, first.section)
    addPage(drafting, pageName(drafting, role), heading, first.statement.statement, statements)
    return unowned
  }
  for (const {statement, section} of rest) {
    const name = roleIn(statement)
    if (name === null) unowned.push(statement)
    else giveByName(drafting, statement, name, section, null)
  }
  return unowned
}

/** Sections whose grades are no grade of the page's role. */
const NOT_THE_PAGES: readonly SectionKind[] = ['specialties', 'segment', 'hiring-process', 'career-ladder']

/** Adds the level that is the page itself. */
export function addPage(
  drafting: Drafting,
  name: string,
  heading: Heading | null,
  place: Place,
  grades: GradeStatement[]
): void {
  addDraft(drafting, {name, heading, stated: 'page', at: null, parent: null, place, grades})
}

function giveByName(
  drafting: Drafting,
  statement: GradeStatement,
  name: string,
  section: number | null,
  role: Heading | null
): void {
  const existing = draftNamed(drafting, name)
  if (existing) {
    existing.grades.push(statement)
    return
  }
  const heading = role ?? headingAt(drafting, section)
  const place = statement.statement
  addDraft(drafting, {
    name,
    heading,
    stated: 'sentence',
    at: null,
    parent: section,
    place,
    grades: [statement]
  })
}

function headingAt({outline}: Drafting, section: number | null): Heading | null {
  return section === null ? null : (outline[section]?.heading ?? null)
}

/** The page's own name, or the sentence's where it adds the level word. */
function pageName(drafting: Drafting, role: string | null): string {
  const noun = familyNoun(drafting.title)
  if (role === null) return noun
  return noun === '' || sharesWords(drafting, role, noun) ? role : noun
}

function meanSame({readName}: Drafting, one: string, other: string): boolean {
  return keyOf(readName(one)) === keyOf(readName(other))
}

/** Abbreviations in parentheses count: "FAS Engineer" is meant by "Feature Acceleration Services (FAS) Engineers". */
function sharesWords({readName}: Drafting, role: string, heading: string): boolean {
  const named = readName(role).stems
  const own = readName(heading.replace(/[()]/g, ' ')).stems
  return [...named].every((stem) => own.has(stem)) || [...own].every((stem) => named.has(stem))
}
