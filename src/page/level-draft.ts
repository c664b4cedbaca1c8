/**
 * Levels in the making: the list that headings and sentences add to, and when two names mean one level.
 */
import type {GradeStatement, Heading, Level, Place} from './job-family.ts'
import type {LevelName} from './level-name.ts'
import {roleIn} from './level-titles.ts'
import type {ReadName} from './names.ts'
import type {Outline} from './outline.ts'

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

/** What the drafts of one page are made from, and the drafts so far, also by `keyOf` their names. */
export interface Drafting {
  readonly outline: Outline
  /** The page's title, '' when it has none. */
  readonly title: string
  readonly readName: ReadName
  readonly drafts: LevelDraft[]
  readonly byKey: Map<string, LevelDraft>
}

export function addDraft({drafts, byKey, readName}: Drafting, draft: LevelDraft): void {
  drafts.push(draft)
  const key = keyOf(readName(draft.name))
  if (!byKey.has(key)) byKey.set(key, draft)
}

/** Among several levels, the sentence's name tells them apart better than the heading above them all. */
export function renameDraft({byKey, readName}: Drafting, draft: LevelDraft, name: string): void {
  const key = keyOf(readName(name))
  const known = byKey.get(key)
  if (known && known !== draft) return
  draft.name = name
  byKey.set(key, draft)
}

/** The level that a name means, however its words are ordered. */
export function draftNamed({byKey, readName}: Drafting, name: string): LevelDraft | undefined {
  return byKey.get(keyOf(readName(name)))
}

/** The roles that statements speak of, each level once, as first written. */
export function rolesIn(statements: readonly GradeStatement[], readName: ReadName): string[] {
  const roles = new Map<string, string>()
  for (const statement of statements) {
    const role = roleIn(statement)
    const key = role === null ? null : keyOf(readName(role))
    if (role !== null && key !== null && !roles.has(key)) roles.set(key, role)
  }
  return [...roles.values()]
}

/** The same for two names of one level: "Backend Engineer (Senior)" and "Senior Backend Engineers". */
export function keyOf({word, stems}: LevelName): string {
  return [word, ...[...stems].sort()].join(' ')
}

/** A name without case and punctuation. */
export function spelled(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
