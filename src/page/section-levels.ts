/**
 * Which level each section belongs to.
 */
import type {Section} from './job-family.ts'
import type {Drafts} from './level-drafts.ts'
import {levelBeside} from './level-headings.ts'
import {ancestors, type Outline} from './sections.ts'

export function withLevels(outline: readonly Outline[], {levels, repeats}: Drafts): Section[] {
  const byHeading = new Map<number, number>(repeats)
  levels.forEach(({at}, index) => {
    if (at !== null) byHeading.set(at, index)
  })
  const names = new Map(levels.map(({name}, index) => [spelled(name), index]))
  const found: (number | null)[] = []
  outline.forEach((_, index) => {
    found.push(byHeading.get(index) ?? enclosingLevel(outline, index, byHeading, names, found))
  })
  return outline.map((section, index) => ({...section, level: found[index] ?? null}))
}

function enclosingLevel(
  outline: readonly Outline[],
  index: number,
  byHeading: ReadonlyMap<number, number>,
  names: ReadonlyMap<string, number>,
  found: readonly (number | null)[]
): number | null {
  const section = outline[index]
  const named = section?.named ? names.get(spelled(section.named)) : undefined
  const parent = section?.parent ?? null
  const enclosing = ancestors(outline, index).find((at) => byHeading.has(at))
  if (enclosing !== undefined) {
    // A level that only its "X Job Grade" heading starts stands beside the sections named after it.
    const start = named === undefined ? undefined : [...byHeading].find(([, level]) => level === named)?.[0]
    const startsHere =
      start !== undefined && outline[start]?.kind === 'job-grade' && outline[start]?.parent === parent
    return startsHere ? (named ?? null) : (byHeading.get(enclosing) ?? null)
  }
  if (named !== undefined) return named
  const inherited = parent === null ? null : (found[parent] ?? null)
  if (inherited !== null) return inherited
  if (
    section?.kind !== 'job-grade' &&
    section?.kind !== 'responsibilities' &&
    section?.kind !== 'requirements'
  )
    return null
  const beside = levelBeside(outline, index)
  return beside === null ? null : (byHeading.get(beside) ?? null)
}

function spelled(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
