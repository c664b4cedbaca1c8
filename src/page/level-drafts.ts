/**
 * Joins headings and grade statements to levels. A grade belongs to its heading; a sentence names the level only where one
 * heading has several, or where no heading stands above it.
 */
import type {GradeStatement, Heading, Level} from './job-family.ts'
import {gradeOwner, levelHeadings} from './level-headings.ts'
import {isBareWord, levelName, stems, withoutGrade} from './level-name.ts'
import {startOf} from './places.ts'
import {ancestors, type Outline} from './sections.ts'

/** A grade with the innermost section it stands in. */
export interface LocatedGrade {
  readonly statement: GradeStatement
  readonly section: number | null
}

export interface LevelDraft {
  name: string
  readonly heading: Heading | null
  readonly stated: Level['stated']
  /** Index of its heading in the outline; null for a level of the page. */
  readonly at: number | null
  readonly parent: number | null
  readonly place: Level['place']
  readonly grades: GradeStatement[]
}

export interface Drafts {
  readonly levels: readonly LevelDraft[]
  /** Grades that belong to no level. */
  readonly unowned: readonly GradeStatement[]
  /** Headings that only repeat a level that stands elsewhere: index in the outline to index in `levels`. */
  readonly repeats: ReadonlyMap<number, number>
}

/** @param noun What a heading like "Senior" is completed with, per heading: "UX Researcher". */
export function draftLevels(
  outline: readonly Outline[],
  grades: readonly LocatedGrade[],
  title: string
): Drafts {
  const owned = ownersOf(outline, grades)
  const starts = new Set([...owned.keys()].filter((owner) => owner !== null))
  const headings = levelHeadings(outline, starts, title)
  const {kept, repeated} = withoutRepeats(outline, headings, starts)
  const drafts: LevelDraft[] = kept.map((index) => headingDraft(outline, index, kept, title))
  const unowned: GradeStatement[] = []
  for (const [owner, statements] of owned) {
    const draft = drafts.find(({at}) => at === owner && owner !== null)
    if (draft) giveToHeading(draft, statements, drafts, outline)
    else unowned.push(...giveToPage(statements, drafts, outline, title))
  }
  const levels = drafts.sort((a, b) => startOf(a.place) - startOf(b.place))
  const repeats = new Map(
    [...repeated].map(([index, first]) => [index, levels.findIndex(({at}) => at === first)])
  )
  return {levels, unowned, repeats}
}

/** Statements by the heading they belong to. A second "X Job Grade" under one heading, for another X, starts its own level. */
function ownersOf(
  outline: readonly Outline[],
  grades: readonly LocatedGrade[]
): Map<number | null, LocatedGrade[]> {
  const owned = new Map<number | null, LocatedGrade[]>()
  const gradeSection = new Map<number, number>()
  for (const grade of grades) {
    let owner =
      grade.statement.source === 'heading'
        ? grade.section
        : gradeOwner(outline, grade.section, grade.statement.subject)
    const section = grade.section === null ? undefined : outline[grade.section]
    if (owner !== null && grade.section !== null && section?.kind === 'job-grade') {
      const first = gradeSection.get(owner)
      if (first === undefined) gradeSection.set(owner, grade.section)
      else if (
        first !== grade.section &&
        section.named !== null &&
        differ(section.named, outline[owner]?.heading.text ?? '')
      )
        owner = grade.section
    }
    owned.set(owner, [...(owned.get(owner) ?? []), grade])
  }
  return owned
}

function differ(a: string, b: string): boolean {
  return levelName(a).word !== levelName(b).word
}

/** Two headings with one name are one level, unless both state a grade: the graded one counts, else the first. */
function withoutRepeats(
  outline: readonly Outline[],
  headings: readonly number[],
  graded: ReadonlySet<number>
) {
  const byName = Map.groupBy(headings, (index) => normalized(nameOf(outline, index)))
  const repeated = new Map<number, number>()
  for (const group of byName.values()) {
    const first = group.find((index) => graded.has(index)) ?? group[0]
    for (const index of group)
      if (first !== undefined && index !== first && !graded.has(index)) repeated.set(index, first)
  }
  return {kept: headings.filter((index) => !repeated.has(index)), repeated}
}

function nameOf(outline: readonly Outline[], index: number): string {
  const section = outline[index]
  return withoutGrade(section?.named ?? section?.heading.text ?? '')
}

function normalized(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function headingDraft(
  outline: readonly Outline[],
  index: number,
  levels: readonly number[],
  title: string
): LevelDraft {
  const section = outline[index]
  if (!section) throw new Error(`no heading ${index}`)
  const written = nameOf(outline, index)
  const enclosing = ancestors(outline, index).find(
    (at) => levels.includes(at) && !isBareWord(nameOf(outline, at))
  )
  const noun =
    enclosing === undefined ? familyNoun(title) : nameOf(outline, enclosing).replace(/\s*\([^()]*\)/g, '')
  const name = isBareWord(written) && noun ? completed(written, noun) : written
  const {heading, parent, place} = section
  return {name, heading, stated: 'heading', at: index, parent, place, grades: []}
}

/** The title without what only says that it is a job family. */
export function familyNoun(title: string): string {
  return title
    .replace(
      /\s+(?:-\s+)?(?:job family|job role|roles?(?:\s+(?:&|and)\s+responsibilities)?|team|matrix|roles at gitlab)$/i,
      ''
    )
    .trim()
}

/** "Senior" of the family "UX Researcher" is the "Senior UX Researcher"; managers are written with a comma. */
function completed(word: string, noun: string): string {
  const {track, word: known} = levelName(word)
  if (track === 'management') return `${word}, ${noun}`
  return known === 'intermediate' ? `${noun} (${word})` : `${word} ${noun}`
}

/** Gives a heading its statements; with several subjects under it, each level they name gets its own. */
function giveToHeading(
  draft: LevelDraft,
  grades: readonly LocatedGrade[],
  drafts: LevelDraft[],
  outline: readonly Outline[]
): void {
  const subjects = new Set(
    grades.map(({statement}) => subjectName(statement)).filter((name) => name !== null)
  )
  if (subjects.size < 2) {
    draft.grades.push(...grades.map(({statement}) => statement))
    return
  }
  let named = false
  for (const {statement, section} of grades) {
    const subject = subjectName(statement)
    if (subject === null || (!named && !differ(subject, draft.name) && speaksOf(subject, draft.name))) {
      if (subject !== null && drafts.every((other) => other === draft || !isSame(other.name, subject)))
        draft.name = subject
      named = true
      draft.grades.push(statement)
    } else giveByName(statement, subject, section, drafts, outline, draft.heading)
  }
}

function giveByName(
  statement: GradeStatement,
  subject: string,
  section: number | null,
  drafts: LevelDraft[],
  outline: readonly Outline[],
  heading: Heading | null
): void {
  const existing = drafts.find(({name}) => isSame(name, subject))
  if (existing) {
    existing.grades.push(statement)
    return
  }
  const above = section === null ? null : outline[section]
  drafts.push({
    name: subject,
    heading: heading ?? above?.heading ?? null,
    stated: 'sentence',
    at: null,
    parent: section,
    place: statement.statement,
    grades: [statement]
  })
}

/** Grades that stand under no role: of levels that are named elsewhere, of levels only they name, or of the page's one role. */
function giveToPage(
  grades: readonly LocatedGrade[],
  drafts: LevelDraft[],
  outline: readonly Outline[],
  title: string
): GradeStatement[] {
  const unowned: GradeStatement[] = []
  const rest: {grade: LocatedGrade; subject: string | null}[] = []
  for (const grade of grades) {
    const subject = subjectName(grade.statement)
    const existing = subject === null ? undefined : drafts.find(({name}) => isSame(name, subject))
    if (existing) existing.grades.push(grade.statement)
    else if (isPageGrade(outline, grade.section)) rest.push({grade, subject})
    else unowned.push(grade.statement)
  }
  const subjects = new Set(rest.map(({subject}) => subject))
  if (subjects.size > 1) {
    for (const {grade, subject} of rest) {
      if (subject === null) unowned.push(grade.statement)
      else giveByName(grade.statement, subject, grade.section, drafts, outline, null)
    }
    return unowned
  }
  const [first] = rest
  if (!first) return unowned
  const {statement} = first.grade
  drafts.push({
    name: pageName(first.subject, title),
    heading: null,
    stated: 'page',
    at: null,
    parent: null,
    place: statement.statement,
    grades: rest.map(({grade}) => grade.statement)
  })
  return unowned
}

/** Grades among specialties, hiring steps or ladders are no grade of the page's role. */
function isPageGrade(outline: readonly Outline[], section: number | null): boolean {
  if (section === null) return true
  return ![section, ...ancestors(outline, section)].some((index) => {
    const kind = outline[index]?.kind
    return (
      kind === 'specialties' || kind === 'segment' || kind === 'hiring-process' || kind === 'career-ladder'
    )
  })
}

/** The page's own name, with the level word when only the sentence says it. */
export function pageName(subject: string | null, title: string): string {
  const noun = familyNoun(title)
  if (subject === null) return noun
  return noun === '' || speaksOf(subject, noun) ? subject : noun
}

/** Who a sentence speaks of, without article and "position"; null for "The role". */
export function subjectName({subject}: GradeStatement): string | null {
  if (subject === null) return null
  const name = subject
    .replace(/^(?:the|an?|our|this)\s+/i, '')
    .replace(/\s+(?:job|position|role|job family|level)$/i, '')
    .trim()
  return name === '' || /^(?:roles?|position|job|level|it|this)$/i.test(name) || name.split(' ').length > 14
    ? null
    : name
}

function isSame(a: string, b: string): boolean {
  const one = levelName(a)
  const other = levelName(b)
  const core = stems(one.core)
  const otherCore = stems(other.core)
  return (
    one.word === other.word && core.size === otherCore.size && [...core].every((stem) => otherCore.has(stem))
  )
}

/** Whether a subject means a heading: the same level word, and no word the heading lacks, abbreviations in parentheses included. */
function speaksOf(subject: string, heading: string): boolean {
  const named = stems(levelName(subject).core)
  const own = stems(levelName(heading.replace(/[()]/g, ' ')).core)
  return [...named].every((stem) => own.has(stem)) || [...own].every((stem) => named.has(stem))
}
