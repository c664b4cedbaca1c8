/**
 * Which level each section belongs to: the one around it, the one it is named after, or the one it was meant to stand below.
 */
import type {Section} from './job-family.ts'
import {keyOf, spelled} from './level-draft.ts'
import type {Drafts} from './level-drafts.ts'
import {headingBeside} from './level-headings.ts'
import type {Outline, OutlineEntry} from './outline.ts'
import {ancestors, isWithin} from './sections.ts'

/** Sections that a level has of its own, also where they stand beside it instead of below. */
const OWN_KINDS: ReadonlySet<Section['kind']> = new Set<Section['kind']>([
  'job-grade',
  'responsibilities',
  'requirements'
])

export function withLevels(outline: Outline, drafts: Drafts): Section[] {
  const own = new Map(drafts.levels.flatMap(({at}, index) => (at === null ? [] : [[at, index]])))
  const headings = new Map([...drafts.repeats, ...own])
  /** The section around each level's heading: sections named after the level may stand beside it, not below. */
  const parents = new Map([...own].map(([at, level]) => [level, outline[at]?.parent]))
  const meantBy = levelsByName(outline, drafts)
  const levelBefore = headingFinder(own)
  const found: (number | null)[] = []

  const levelOf = (entry: OutlineEntry, index: number): number | null => {
    const meant = meantBy(entry)
    const enclosing = ancestors(outline, index).find((at) => headings.has(at))
    if (enclosing !== undefined) {
      const isBeside = meant !== undefined && parents.get(meant) === entry.parent
      return (isBeside ? meant : headings.get(enclosing)) ?? null
    }
    if (meant !== undefined) return meant
    const inherited = entry.parent === null ? null : (found[entry.parent] ?? null)
    if (!OWN_KINDS.has(entry.kind)) return inherited
    const before = levelBefore(index)
    const beside = headingBeside(outline, index)
    if (before !== undefined && before === beside) return own.get(before) ?? null
    const slipped = slippedFrom(index, before)
    return slipped ?? inherited ?? (beside === null ? null : (own.get(beside) ?? null))
  }

  /**
   * The level whose section slipped to a smaller depth: it stands between two levels' headings, and the one before has a
   * "Job Grade" but no such section yet. Behind the last level, sections are the page's.
   */
  const slippedFrom = (index: number, before: number | undefined): number | null => {
    const level = before === undefined ? undefined : own.get(before)
    if (before === undefined || level === undefined || levelBefore(outline.length) === before) return null
    if ((outline[index]?.heading.depth ?? 0) >= (outline[before]?.heading.depth ?? 0)) return null
    const kinds = outline
      .slice(before, index)
      .flatMap(({kind}, at) => (found[before + at] === level ? [kind] : []))
    return kinds.includes('job-grade') && !kinds.includes(outline[index]?.kind ?? null) ? level : null
  }
  outline.forEach((entry, index) => {
    found.push(headings.get(index) ?? levelOf(entry, index))
  })
  return outline.map(({children: _, name: __, isRole: ___, ...section}, index) => ({
    ...section,
    level: found[index] ?? null
  }))
}

/**
 * Finds the level in "X Requirements": by its spelling; else by its meaning, the page's abbreviations written out and
 * parentheses dropped, except among specialties, whose names those parentheses hold.
 */
function levelsByName(outline: Outline, {levels}: Drafts): (entry: OutlineEntry) => number | undefined {
  const bySpelling = new Map<string, number>()
  const byMeaning = new Map<string, number>()
  levels.forEach(({at, name}, index) => {
    if (!bySpelling.has(spelled(name))) bySpelling.set(spelled(name), index)
    const read = at === null ? undefined : outline[at]?.name
    if (read && read.stems.size > 0 && !byMeaning.has(keyOf(read))) byMeaning.set(keyOf(read), index)
  })
  return ({named, name, parent}) => {
    if (named === null) return undefined
    const level = bySpelling.get(spelled(named))
    return (
      level ?? (isWithin(outline, parent, 'specialties', 'segment') ? undefined : byMeaning.get(keyOf(name)))
    )
  }
}

/** Finds the last level's heading that stands before an index. */
function headingFinder(own: ReadonlyMap<number, number>): (index: number) => number | undefined {
  const headings = [...own.keys()].sort((a, b) => a - b)
  return (index) => headings.findLast((heading) => heading < index)
}
