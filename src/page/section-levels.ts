/**
 * Which level each section belongs to.
 */
import type {Section} from './job-family.ts'
import {keyOf, spelled} from './level-draft.ts'
import type {Drafts} from './level-drafts.ts'
import {headingBeside} from './level-headings.ts'
import type {Outline, OutlineEntry} from './outline.ts'
import {ancestors} from './sections.ts'

export function withLevels(outline: Outline, {levels, repeats}: Drafts): Section[] {
  const own = new Map<number, number>()
  const names = new Map<string, number>()
  /** The same by the names' meaning: abbreviations that the page defines are written out. */
  const keys = new Map<string, number>()
  levels.forEach(({at, name}, index) => {
    if (at !== null) own.set(at, index)
    if (!names.has(spelled(name))) names.set(spelled(name), index)
    const read = at === null ? undefined : outline[at]?.name
    if (read && read.stems.size > 0 && !keys.has(keyOf(read))) keys.set(keyOf(read), index)
  })
  const headings = new Map([...repeats, ...own])
  /** The section around each level's heading: sections named after the level may stand beside it, not below. */
  const parents = new Map([...own].map(([at, level]) => [level, outline[at]?.parent]))
  const found: (number | null)[] = []

  const levelOf = (entry: OutlineEntry, index: number): number | null => {
    const named = entry.named === null ? undefined : names.get(spelled(entry.named))
    const meant = named ?? (entry.named === null ? undefined : keys.get(keyOf(entry.name)))
    const enclosing = ancestors(outline, index).find((at) => headings.has(at))
    if (enclosing !== undefined) {
      const isBeside = meant !== undefined && parents.get(meant) === entry.parent
      return (isBeside ? meant : headings.get(enclosing)) ?? null
    }
    if (named !== undefined) return named
    const inherited = entry.parent === null ? null : (found[entry.parent] ?? null)
    const beside = inherited === null && OWN_KINDS.has(entry.kind) ? headingBeside(outline, index) : null
    return inherited ?? (beside === null ? null : (meant ?? own.get(beside) ?? null))
  }
  outline.forEach((entry, index) => {
    found.push(headings.get(index) ?? levelOf(entry, index))
  })
  return outline.map(({children: _, name: __, isRole: ___, ...section}, index) => ({
    ...section,
    level: found[index] ?? null
  }))
}

const OWN_KINDS: ReadonlySet<Section['kind']> = new Set<Section['kind']>([
  'job-grade',
  'responsibilities',
  'requirements'
])
