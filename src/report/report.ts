/**
 * What a check found, as every format takes it.
 */
import type {Edit, Finding} from '../../rules/finding.ts'
import type {Checked} from '../../rules/run-rules.ts'
import type {Page} from '../page/page.ts'
import {createPlaces} from '../page/places.ts'

export interface CheckedPage extends Checked {
  readonly path: string
  readonly text: string
}

/** Leaves out what only rules read of a page. */
export function toCheckedPage({
  page: {path, text},
  ...checked
}: Checked & {readonly page: Page}): CheckedPage {
  return {path, text, ...checked}
}

export interface Report {
  /** In path order, pages without findings included. */
  readonly pages: readonly CheckedPage[]
}

export interface Counts {
  readonly errors: number
  readonly warnings: number
  readonly infos: number
}

export function countFindings(findings: readonly Finding[]): Counts {
  const of = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length
  return {errors: of('error'), warnings: of('warning'), infos: of('info')}
}

/** Where a finding stands, lines and columns from 1, `end` exclusive; `text` is what should stand there, if it can be fixed. */
export interface Range {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly text: string | null
}

/** Characters of a place that holds a fix: hundreds of findings may each have edits at both ends of a page. */
const LONGEST_FIX = 20_000

/**
 * Reads the places of a page's findings, each widened to hold its edits, so that putting `text` in that place is the whole
 * fix.
 * @param text The page's text.
 */
export function createRanges(text: string): (finding: Finding) => Range {
  const placeAt = createPlaces(text)
  return ({place, fix, oncePerPage}) => {
    const {start, end} = place
    const edits = fix?.edits ?? []
    const from = edits.reduce((least, edit) => Math.min(least, edit.start), start.offset ?? 0)
    const to = edits.reduce((most, edit) => Math.max(most, edit.end), end.offset ?? 0)
    const isFixed = edits.length > 0 && (oncePerPage || to - from <= LONGEST_FIX)
    const shown = isFixed ? placeAt(from, to) : place
    return {
      line: shown.start.line,
      column: shown.start.column,
      endLine: shown.end.line,
      endColumn: shown.end.column,
      text: isFixed ? replaced(text, from, to, edits) : null
    }
  }
}

function replaced(text: string, from: number, to: number, edits: readonly Edit[]): string {
  let result = ''
  let at = from
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return result + text.slice(at, to)
}
