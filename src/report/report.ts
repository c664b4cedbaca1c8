/**
 * What a check found, as every format takes it.
 */
import {location} from 'vfile-location'
import type {Edit, Finding} from '../../rules/finding.ts'
import type {Checked} from '../../rules/run-rules.ts'

export interface CheckedPage extends Checked {
  readonly path: string
  readonly text: string
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

/**
 * A finding's place, widened to hold its edits, so that putting `text` in that place is the whole fix.
 * @param text The page's text.
 */
export function rangeOf(finding: Finding, text: string): Range {
  const {start, end} = finding.place
  const edits = finding.fix?.edits ?? []
  const from = edits.reduce((least, edit) => Math.min(least, edit.start), start.offset ?? 0)
  const to = edits.reduce((most, edit) => Math.max(most, edit.end), end.offset ?? 0)
  const points = location(text)
  const first = points.toPoint(from) ?? start
  const last = points.toPoint(to) ?? end
  return {
    line: first.line,
    column: first.column,
    endLine: last.line,
    endColumn: last.column,
    text: edits.length > 0 ? replaced(text, from, to, edits) : null
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
