/**
 * Joins headings and grade statements to the levels of a page.
 */
import {addPage, giveToHeading, giveToPage} from './give-grades.ts'
import {gradesByOwner, type LocatedGrade} from './grade-owners.ts'
import type {GradeStatement, Place} from './job-family.ts'
import {addDraft, type Drafting, type LevelDraft, rolesIn, spelled} from './level-draft.ts'
import {levelHeadings} from './level-headings.ts'
import {isBareWord, withoutGrade} from './level-name.ts'
import {familyNoun, fullName, roleIn, withoutLevelWords} from './level-titles.ts'
import type {ReadName} from './names.ts'
import type {Outline, OutlineEntry} from './outline.ts'
import {startOf} from './places.ts'
import {ancestors, isWithin} from './sections.ts'

export interface Drafts {
  /** In page order. */
  readonly levels: readonly LevelDraft[]
  /** Grades that belong to no level. */
  readonly unowned: readonly GradeStatement[]
  /** Headings that only repeat a level that stands elsewhere: index in the outline to index in `levels`. */
  readonly repeats: ReadonlyMap<number, number>
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
  const statements = grades.map(({statement}) => statement)
  const names = [title, ...rolesIn(statements, readName)].flatMap((name) => [...readName(name).stems])
  const headings = levelHeadings(outline, graded, new Set(names))
  const {kept, repeated} = withoutRepeats(outline, headings, graded)

  const drafting: Drafting = {outline, title, readName, drafts: [], byKey: new Map()}
  const levels = new Set(kept)
  for (const index of kept) addHeading(drafting, index, levels, owned.get(index) ?? [])
  for (const draft of [...drafting.drafts]) {
    if (draft.at !== null) giveToHeading(drafting, draft, owned.get(draft.at) ?? [])
  }
  const unowned = giveToPage(drafting, owned.get(null) ?? [])
  const noun = familyNoun(title)
  if (drafting.drafts.length === 0 && noun !== '' && describesRole(outline)) {
    addPage(drafting, noun, null, titlePlace, [])
  }
  const inOrder = drafting.drafts.sort((a, b) => startOf(a.place) - startOf(b.place))
  const indexes = new Map(inOrder.map(({at}, index) => [at, index]))
  const repeats = new Map([...repeated].map(([index, first]) => [index, indexes.get(first) ?? 0]))
  return {levels: inOrder, unowned, repeats}
}

/** Whether the page says what a role does or needs: not only what a specialty of it does, nor in levels of its own. */
function describesRole(outline: Outline): boolean {
  if (outline.some(({kind, children}) => kind === 'levels' && children.length > 0)) return false
  return outline.some(
    ({kind}, index) =>
      (kind === 'responsibilities' || kind === 'requirements') &&
      !isWithin(outline, index, 'specialties', 'segment')
  )
}

/** Two headings with one name are one level, unless both state a grade: the graded one counts, else the first. */
function withoutRepeats(outline: Outline, headings: readonly number[], graded: ReadonlySet<number>) {
  const byName = Map.groupBy(headings, (index) => spelled(writtenName(outline[index])))
  const repeated = new Map<number, number>()
  for (const group of byName.values()) {
    const first = group.find((index) => graded.has(index)) ?? group[0]
    if (first === undefined) continue
    for (const index of group) if (index !== first && !graded.has(index)) repeated.set(index, first)
  }
  return {kept: headings.filter((index) => !repeated.has(index)), repeated}
}

/** The name in a heading; in "X Job Grade", where that starts a level, X. */
function writtenName(entry: OutlineEntry | undefined): string {
  return withoutGrade(entry?.named ?? entry?.heading.text ?? '')
}

function addHeading(
  drafting: Drafting,
  index: number,
  levels: ReadonlySet<number>,
  grades: readonly LocatedGrade[]
): void {
  const entry = drafting.outline[index]
  if (!entry) return
  const {heading, parent, place} = entry
  const name = nameOf(drafting, entry, index, levels, grades)
  addDraft(drafting, {name, heading, stated: 'heading', at: index, parent, place, grades: []})
}

/** A heading that is only a level word is completed: by its own sentence, by the role around it, by the page's title. */
function nameOf(
  {outline, title, readName}: Drafting,
  entry: OutlineEntry,
  index: number,
  levels: ReadonlySet<number>,
  grades: readonly LocatedGrade[]
): string {
  const written = writtenName(entry)
  if (!isBareWord(entry.name)) return written
  const said = grades
    .map(({statement}) => roleIn(statement))
    .find((role) => {
      const name = role === null ? null : readName(role)
      return name !== null && name.word === entry.name.word && !isBareWord(name)
    })
  if (said != null) return said
  const around = ancestors(outline, index).find(
    (at) => levels.has(at) && !isBareWord(outline[at]?.name ?? entry.name)
  )
  const noun = around === undefined ? familyNoun(title) : writtenName(outline[around])
  return fullName(written, entry.name, withoutLevelWords(noun))
}
