/**
 * A small Mermaid picture of a family's ladder: levels of one job as a chain, the next families at its end.
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

/** A fenced Mermaid block of the ladder at head, or null when levels, grades and targets are those of base. */
export function mermaidLadder(base: JobFamily | null, head: JobFamily): string | null {
  const now = pictureOf(head)
  const before = base && pictureOf(base)
  const boxes = now.chains.flat().length + now.targets.length
  if (boxes < 2 || boxes > MOST_BOXES) return null
  if (before && JSON.stringify(before) === JSON.stringify(now)) return null
  return fenced(render(now, before), 'mermaid')
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

function render({chains, targets}: Picture, before: Picture | null): string {
  const known = before && new Set(before.chains.flat().map(({name}) => name))
  const lines = ['graph LR']
  const added: string[] = []
  const tops: string[] = []
  for (const [row, chain] of chains.entries()) {
    const ids = chain.map((_, index) => `level${row}x${index}`)
    for (const [index, {label, name}] of chain.entries()) {
      lines.push(`  ${ids[index]}["${label}"]`)
      if (known && !known.has(name)) added.push(`${ids[index]}`)
    }
    if (ids.length > 1) lines.push(`  ${ids.join(' --> ')}`)
    tops.push(...ids.slice(-1))
  }
  for (const [index, label] of targets.entries()) {
    lines.push(`  next${index}(["${label}"])`)
    for (const top of tops) lines.push(`  ${top} --> next${index}`)
  }
  if (added.length > 0) lines.push('  classDef added stroke-width:3px', `  class ${added.join(',')} added`)
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
