/**
 * Joins headings and grade statements to levels. A grade belongs to its heading; a sentence names the level only where one
 * heading has several, or where no heading stands above it.
 */
import {gradesByOwner, type LocatedGrade} from './grade-owners.ts'
import type {GradeStatement, Heading, Level, Place, SectionKind} from './job-family.ts'
import {levelHeadings} from './level-headings.ts'
import {isBareWord, type LevelName, withoutGrade} from './level-name.ts'
import {familyNoun, fullName, roleIn, withoutLevelWords} from './level-titles.ts'
import type {ReadName} from './names.ts'
import type {Outline, OutlineEntry} from './outline.ts'
import {startOf} from './places.ts'
import {ancestors, isWithin} from './sections.ts'

export interface LevelDraft {
  name: string
  readonly heading: Heading | null
  readonly stated: Level['stated']
  /** Index of its heading in the outline; null for a level without a heading of its own. */
  readonly at: number | null
  readonly parent: number | null
  readonly place: Place
  readonly grades: GradeStatement[]
}

export interface Drafts {
  /** In page order. */
  readonly levels: readonly LevelDraft[]
  /** Grades that belong to no level. */
  readonly unowned: readonly GradeStatement[]
  /** Headings that only repeat a level that stands elsewhere: index in the outline to index in `levels`. */
  readonly repeats: ReadonlyMap<number, number>
}

/** What the drafts of one page are made from, and the drafts made so far by `keyOf` their names. */
interface Desk {
  readonly outline: Outline
  readonly title: string
  readonly readName: ReadName
  readonly drafts: LevelDraft[]
  readonly byKey: Map<string, LevelDraft>
}

/**
 * @param title The page's title, '' when it has none.
 * @param titlePlace Where a page that is the role itself says so, when no grade does.
 */
export function draftLevels(
  outline: Outline,
  grades: readonly LocatedGrade[],
  title: string,
  titlePlace: Place,
  readName: ReadName
): Drafts {
  const owned = gradesByOwner(outline, readName, grades)
  const graded = new Set([...owned.keys()].filter((owner) => owner !== null))
  const {kept, repeated} = withoutRepeats(
    outline,
    levelHeadings(outline, graded, readName(title).stems),
    graded
  )
  const desk: Desk = {outline, title, readName, drafts: [], byKey: new Map()}
  const levels = new Set(kept)
  for (const index of kept) add(desk, headingDraft(desk, index, levels, owned.get(index) ?? []))

  const unowned: GradeStatement[] = []
  for (const draft of [...desk.drafts])
    if (draft.at !== null) giveToHeading(desk, draft, owned.get(draft.at) ?? [])
  unowned.push(...giveToPage(desk, owned.get(null) ?? []))
  if (
    desk.drafts.length === 0 &&
    outline.some(({kind}) => kind === 'responsibilities' || kind === 'requirements')
  ) {
    add(desk, pageDraft(familyNoun(title), null, titlePlace, []))
  }
  const inOrder = desk.drafts.sort((a, b) => startOf(a.place) - startOf(b.place))
  const indexes = new Map(inOrder.map(({at}, index) => [at, index]))
  const repeats = new Map([...repeated].map(([index, first]) => [index, indexes.get(first) ?? 0]))
  return {levels: inOrder, unowned, repeats}
}

/** Two headings with one name are one level, unless both state a grade: the graded one counts, else the first. */
function withoutRepeats(outline: Outline, headings: readonly number[], graded: ReadonlySet<number>) {
  const byName = Map.groupBy(headings, (index) => spelled(writtenName(outline[index])))
  const repeated = new Map<number, number>()
  for (const group of byName.values()) {
    const first = group.find((index) => graded.has(index)) ?? group[0]
    for (const index of group)
      if (first !== undefined && index !== first && !graded.has(index)) repeated.set(index, first)
  }
  return {kept: headings.filter((index) => !repeated.has(index)), repeated}
}

/** The name in a heading; in "X Job Grade", where that starts a level, X. */
function writtenName(entry: OutlineEntry | undefined): string {
  return withoutGrade(entry?.named ?? entry?.heading.text ?? '')
}

/** A name without case and punctuation. */
export function spelled(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The same for two names of one level: "Backend Engineer (Senior)" and "Senior Backend Engineers". */
export function keyOf({word, stems}: LevelName): string {
  return [word, ...[...stems].sort()].join(' ')
}

function add(desk: Desk, draft: LevelDraft): void {
  desk.drafts.push(draft)
  const key = keyOf(desk.readName(draft.name))
  if (!desk.byKey.has(key)) desk.byKey.set(key, draft)
}

function headingDraft(
  desk: Desk,
  index: number,
  levels: ReadonlySet<number>,
  grades: readonly LocatedGrade[]
): LevelDraft {
  const entry = desk.outline[index]
  const {heading, parent, place} = entry ?? {
    heading: null,
    parent: null,
    place: {start: {line: 1, column: 1}, end: {line: 1, column: 1}}
  }
  return {
    name: nameOf(desk, index, levels, grades),
    heading,
    stated: 'heading',
    at: index,
    parent,
    place,
    grades: []
  }
}

/** A heading that is only a level word is completed: by its own sentence, by the role around it, by the page's title. */
function nameOf(
  desk: Desk,
  index: number,
  levels: ReadonlySet<number>,
  grades: readonly LocatedGrade[]
): string {
  const {outline, readName} = desk
  const entry = outline[index]
  const written = writtenName(entry)
  if (!entry || !isBareWord(entry.name)) return written
  const {word} = entry.name
  const said = grades
    .map(({statement}) => roleIn(statement))
    .find((role) => role !== null && readName(role).word === word)
  if (said != null && !isBareWord(readName(said))) return said
  const around = ancestors(outline, index).find(
    (at) => levels.has(at) && !isBareWord(outline[at]?.name ?? entry.name)
  )
  const noun = around === undefined ? familyNoun(desk.title) : writtenName(outline[around])
  return fullName(written, entry.name, withoutLevelWords(noun))
}

/** Gives a heading its statements; where they have several subjects, each level they name gets its own. */
function giveToHeading(desk: Desk, draft: LevelDraft, grades: readonly LocatedGrade[]): void {
  const statements = grades.map(({statement}) => statement)
  if (rolesIn(desk, statements).length < 2) {
    draft.grades.push(...statements)
    return
  }
  let isNamed = false
  for (const {statement, section} of grades) {
    const role = roleIn(statement)
    if (role === null || (!isNamed && speaksOf(desk, role, draft.name))) {
      if (role !== null) rename(desk, draft, role)
      isNamed = isNamed || role !== null
      draft.grades.push(statement)
    } else giveByName(desk, statement, role, section, draft.heading)
  }
}

/** Among several, the sentence's name tells the levels apart better than the heading above them all. */
function rename(desk: Desk, draft: LevelDraft, name: string): void {
  const key = keyOf(desk.readName(name))
  const known = desk.byKey.get(key)
  if (known && known !== draft) return
  draft.name = name
  desk.byKey.set(key, draft)
}

function giveByName(
  desk: Desk,
  statement: GradeStatement,
  name: string,
  section: number | null,
  heading: Heading | null
): void {
  const existing = desk.byKey.get(keyOf(desk.readName(name)))
  if (existing) {
    existing.grades.push(statement)
    return
  }
  const above = section === null ? null : (desk.outline[section]?.heading ?? null)
  const place = statement.statement
  add(desk, {
    name,
    heading: heading ?? above,
    stated: 'sentence',
    at: null,
    parent: section,
    place,
    grades: [statement]
  })
}

/** Grades that stand under no role: of levels that are named elsewhere, of levels only they name, or of the page's one role. */
function giveToPage(desk: Desk, grades: readonly LocatedGrade[]): GradeStatement[] {
  const unowned: GradeStatement[] = []
  const rest: LocatedGrade[] = []
  for (const grade of grades) {
    const role = roleIn(grade.statement)
    const existing = role === null ? undefined : desk.byKey.get(keyOf(desk.readName(role)))
    if (existing) existing.grades.push(grade.statement)
    else if (isWithin(desk.outline, grade.section, ...NOT_THE_PAGES)) unowned.push(grade.statement)
    else rest.push(grade)
  }
  const [first] = rest
  if (!first) return unowned
  const statements = rest.map(({statement}) => statement)
  const [role = null, ...others] = rolesIn(desk, statements)
  if (others.length === 0) {
    const heading = first.section === null ? null : (desk.outline[first.section]?.heading ?? null)
    add(desk, pageDraft(pageName(desk, role), heading, first.statement.statement, statements))
    return unowned
  }
  for (const {statement, section} of rest) {
    const name = roleIn(statement)
    if (name === null) unowned.push(statement)
    else giveByName(desk, statement, name, section, null)
  }
  return unowned
}

/** The roles that statements speak of, each level once, as first written. */
function rolesIn({readName}: Desk, statements: readonly GradeStatement[]): string[] {
  const roles = new Map<string, string>()
  for (const statement of statements) {
    const role = roleIn(statement)
    const key = role === null ? null : keyOf(readName(role))
    if (role !== null && key !== null && !roles.has(key)) roles.set(key, role)
  }
  return [...roles.values()]
}

/** Sections whose grades are no grade of the page's role. */
const NOT_THE_PAGES: readonly SectionKind[] = ['specialties', 'segment', 'hiring-process', 'career-ladder']

function pageDraft(
  name: string,
  heading: Heading | null,
  place: Place,
  grades: GradeStatement[]
): LevelDraft {
  return {name, heading, stated: 'page', at: null, parent: null, place, grades}
}

/** The page's own name, or the sentence's where it adds the level word. */
function pageName(desk: Desk, role: string | null): string {
  const noun = familyNoun(desk.title)
  if (role === null) return noun
  return noun === '' || sharesWords(desk, role, noun) ? role : noun
}

/** Whether a sentence's subject means a heading: the same level word, and no word that the other lacks. */
function speaksOf(desk: Desk, role: string, heading: string): boolean {
  return desk.readName(role).word === desk.readName(heading).word && sharesWords(desk, role, heading)
}

/** Abbreviations in parentheses count: "FAS Engineer" is meant by "Feature Acceleration Services (FAS) Engineers". */
function sharesWords({readName}: Desk, role: string, heading: string): boolean {
  const named = readName(role).stems
  const own = readName(heading.replace(/[()]/g, ' ')).stems
  return [...named].every((stem) => own.has(stem)) || [...own].every((stem) => named.has(stem))
}
