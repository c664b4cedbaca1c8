/**
 * Small Mermaid pictures of a family's ladder, before and after: levels of one job as a chain, the next families at its end.
 */
import type {JobFamily, Level} from '../page/job-family.ts'
import {targetsOf} from './change-ladder.ts'
import {gradesOf} from './change-levels.ts'
import {normaliseKey} from './fingerprint.ts'
import {fenced} from './quote.ts'

/** A larger picture tells nothing that the page does not tell better. */
const MOST_BOXES = 24
/** UTF-16 units. */
const LONGEST_LABEL = 60

interface Picture {
  /** Levels with their labels; each inner list is one chain, lowest first. */
  readonly chains: readonly (readonly {readonly label: string; readonly name: string}[])[]
  readonly targets: readonly string[]
}

/** Fenced Mermaid blocks of the ladder at base and at head. */
export interface LadderPictures {
  /** Null for a new page, and where there was nothing to draw. */
  readonly before: string | null
  readonly after: string
}

/** Null when levels, grades and targets are those of base, and where there is nothing to draw, or too much. */
export function drawLadders(base: JobFamily | null, head: JobFamily): LadderPictures | null {
  const after = pictureOf(head)
  const before = base && pictureOf(base)
  if (!isDrawable(after) || (before && JSON.stringify(before) === JSON.stringify(after))) return null
  return {
    before: before && isDrawable(before) ? fenced(render(before, after, GONE), 'mermaid') : null,
    after: fenced(render(after, before, ADDED), 'mermaid')
  }
}

/** How levels are drawn that the other picture does not have. */
interface Mark {
  readonly name: string
  readonly style: string
}

const ADDED: Mark = {name: 'added', style: 'stroke-width:3px'}
const GONE: Mark = {name: 'gone', style: 'stroke-dasharray:4'}

function isDrawable({chains, targets}: Picture): boolean {
  const boxes = chains.flat().length + targets.length
  return boxes >= 2 && boxes <= MOST_BOXES
}

function pictureOf(family: JobFamily): Picture {
  const chains = Map.groupBy(family.levels, ({ladder}) => ladder).values()
  return {
    chains: Array.from(chains, (levels) =>
      climbing(levels).map((level) => ({label: labelOf(level), name: normaliseKey(level.name)}))
    ),
    targets: [...targetsOf(family).values()].map(escaped)
  }
}

/** Lowest first where each level says or implies a grade, else as the page lists them. */
function climbing(levels: readonly Level[]): readonly Level[] {
  const height = ({grades, rank}: Level) => grades[0]?.grade ?? rank
  if (levels.some((level) => height(level) === null)) return levels
  return [...levels].sort((a, b) => (height(a) ?? 0) - (height(b) ?? 0))
}

function labelOf(level: Level): string {
  const grades = gradesOf(level)
  return escaped(level.name) + (grades === '' ? '' : `, ${grades}`)
}

function render({chains, targets}: Picture, other: Picture | null, mark: Mark): string {
  const known = other && new Set(other.chains.flat().map(({name}) => name))
  const lines = ['graph LR']
  const marked: string[] = []
  const tops: string[] = []
  for (const [row, chain] of chains.entries()) {
    const ids = chain.map((_, index) => `level${row}x${index}`)
    for (const [index, {label, name}] of chain.entries()) {
      lines.push(`  ${ids[index]}["${label}"]`)
      if (known && !known.has(name)) marked.push(`${ids[index]}`)
    }
    if (ids.length > 1) lines.push(`  ${ids.join(' --> ')}`)
    tops.push(...ids.slice(-1))
  }
  for (const [index, label] of targets.entries()) {
    lines.push(`  next${index}(["${label}"])`)
    for (const top of tops) lines.push(`  ${top} --> next${index}`)
  }
  if (marked.length > 0)
    lines.push(`  classDef ${mark.name} ${mark.style}`, `  class ${marked.join(',')} ${mark.name}`)
  return lines.join('\n')
}

/** A label between double quotes; marks that Mermaid could read become its character codes (#35; is "#"). */
function escaped(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  const shown = line.length > LONGEST_LABEL ? `${line.slice(0, LONGEST_LABEL - 1)}…` : line
  return Array.from(shown.toWellFormed(), (mark) => {
    if (/[\p{L}\p{M}\p{N} .,()'’/…–—-]/u.test(mark)) return mark
    return /\p{C}/u.test(mark) ? '' : `#${mark.codePointAt(0)};`
  }).join('')
}
