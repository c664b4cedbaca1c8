import type {Finding} from '../../rules/finding.ts'
import type {Place} from '../../src/page/job-family.ts'
import type {Report} from '../../src/report/report.ts'

/** The place of the first occurrence of `part` in `text`. */
function placeOf(text: string, part: string): Place {
  const start = text.indexOf(part)
  return {start: pointAt(text, start), end: pointAt(text, start + part.length)}
}

function pointAt(text: string, offset: number) {
  const before = text.slice(0, offset).split('\n')
  return {line: before.length, column: (before.at(-1)?.length ?? 0) + 1, offset}
}

/** A finding about `part` of a text, with its fix when `write` says what should stand there. */
export function findingAt(
  text: string,
  part: string,
  fields: Partial<Finding> & {readonly write?: string} = {}
): Finding {
  const place = placeOf(text, part)
  const {write, ...rest} = fields
  const start = place.start.offset ?? 0
  const fix = write === undefined ? null : {edits: [{start, end: start + part.length, text: write}]}
  return {
    rule: 'grade-stated',
    severity: 'error',
    path: 'content/job-families/sales/seller.md',
    place,
    reason: `About "${part}"`,
    url: 'https://example.com/rule',
    fix,
    parts: [{key: part, label: part, place, fix}],
    oncePerPage: false,
    ...rest
  }
}

/** A report on one page. */
export function reportOf(text: string, findings: readonly Finding[]): Report {
  const page = {path: 'content/job-families/sales/seller.md', text, findings}
  return {pages: [{...page, probation: [], silenced: [], notChecked: []}]}
}
