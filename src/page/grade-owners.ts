/**
 * Sorts the grades of a page by the heading they belong to.
 */
import type {GradeStatement} from './job-family.ts'
import {gradeOwner} from './level-headings.ts'
import type {ReadName} from './names.ts'
import type {Outline} from './outline.ts'

/** A grade with the innermost section it stands in. */
export interface LocatedGrade {
  readonly statement: GradeStatement
  readonly section: number | null
}

/** Grades by the index of their heading in the outline; under null those that are the page's. */
export type OwnedGrades = ReadonlyMap<number | null, readonly LocatedGrade[]>

export function gradesByOwner(
  outline: Outline,
  readName: ReadName,
  grades: readonly LocatedGrade[]
): OwnedGrades {
  const firstSections = new Map<number, number>()
  const owned = new Map<number | null, LocatedGrade[]>()
  for (const grade of grades) {
    const owner = ownerOf(grade, outline, readName, firstSections)
    const mates = owned.get(owner)
    if (mates) mates.push(grade)
    else owned.set(owner, [grade])
  }
  return owned
}

/**
 * A second "X Job Grade" under one heading, for another X than the heading's, begins a level of its own.
 * @param firstSections The first "Job Grade" section of each heading so far; filled here.
 */
function ownerOf(
  {statement, section}: LocatedGrade,
  outline: Outline,
  readName: ReadName,
  firstSections: Map<number, number>
): number | null {
  if (statement.source === 'heading') return section
  const owner = gradeOwner(outline, section, statement.subject, readName)
  const entry = section === null ? undefined : outline[section]
  if (owner === null || section === null || entry?.kind !== 'job-grade') return owner
  const first = firstSections.get(owner)
  if (first === undefined) firstSections.set(owner, section)
  const isOther = entry.named !== null && entry.name.word !== outline[owner]?.name.word
  return first !== undefined && first !== section && isOther ? section : owner
}
