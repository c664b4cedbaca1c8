/**
 * Pages and findings for the tests of src/review, made of text and what a test cares about.
 */
import type {Edit, Finding, Part, Severity} from '../../rules/finding.ts'
import type {Place} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {NOTHING_READ} from '../../src/page/unread-page.ts'
import {compareTexts} from '../../src/review/compare-texts.ts'
import type {ReviewedPage} from '../../src/review/reviewed-page.ts'

export const refs = {
  base: 'b'.repeat(40),
  start: 'c'.repeat(40),
  head: 'd'.repeat(40),
  target: 'e'.repeat(40)
}

/** A page whose text matters and whose model does not. */
function pageOf(text: string, path = 'content/job-families/engineer.md'): Page {
  return {
    path,
    text,
    generation: 'hugo',
    frontMatter: {place: null, keys: [], data: {}, problems: []},
    tree: {type: 'root', children: []},
    family: {...NOTHING_READ, kind: 'family'},
    unread: null
  }
}

export interface ReviewedParts {
  readonly base: string | null
  readonly head: string | null
  readonly baseFindings?: readonly Finding[]
  readonly headFindings?: readonly Finding[]
  readonly path?: string | undefined
  readonly oldPath?: string
}

/** A page as a merge request changes it, with the diff of its texts. */
export function reviewed(parts: ReviewedParts): ReviewedPage {
  const {base, head, path = 'content/job-families/engineer.md', oldPath = path} = parts
  const status =
    base === null ? 'added' : head === null ? 'deleted' : oldPath === path ? 'modified' : 'renamed'
  return {
    pageId: base === null ? path : oldPath,
    file: {oldPath, newPath: path, status, diff: compareTexts(base ?? '', head ?? '')},
    base: base === null ? null : pageOf(base, oldPath),
    head: head === null ? null : pageOf(head, path),
    baseFindings: parts.baseFindings ?? [],
    headFindings: parts.headFindings ?? [],
    notChecked: []
  }
}

/** The place of the n-th occurrence (from 0) of some text. */
function placeOf(text: string, needle: string, occurrence = 0): Place {
  let start = text.indexOf(needle)
  for (let n = 0; n < occurrence; n++) start = text.indexOf(needle, start + 1)
  if (start < 0) throw new Error(`"${needle}" is not in the text`)
  return {start: pointAt(text, start), end: pointAt(text, start + needle.length)}
}

function pointAt(text: string, offset: number) {
  const before = text.slice(0, offset).split('\n')
  return {line: before.length, column: (before.at(-1) ?? '').length + 1, offset}
}

export interface FindingParts {
  readonly rule?: string
  readonly severity?: Severity
  readonly key?: string
  readonly reason?: string
  readonly occurrence?: number
  /** The text that should stand in place of the needle. */
  readonly fix?: string
  readonly path?: string
}

/** A finding about `needle`. */
export function findingAt(text: string, needle: string, parts: FindingParts = {}): Finding {
  const {rule = 'grade-stated', severity = 'error', key = needle, occurrence = 0} = parts
  const part = partAt(text, needle, key, occurrence, parts.fix)
  return {
    rule,
    severity,
    path: parts.path ?? 'content/job-families/engineer.md',
    place: part.place,
    reason: parts.reason ?? `"${key}" has no grade`,
    url: `https://rules.example/${rule}`,
    fix: part.fix,
    parts: [part],
    oncePerPage: false
  }
}

/** A finding of a rule that speaks once a page, with one part a needle; its reason is `describe`'s. */
export function pageFinding(
  text: string,
  needles: readonly (string | [needle: string, occurrence: number])[],
  parts: FindingParts = {}
): Finding {
  const made = needles.map((needle) => {
    const [found, occurrence] = typeof needle === 'string' ? [needle, 0] : needle
    return partAt(text, found, found, occurrence, parts.fix)
  })
  const [first] = made
  if (!first) throw new Error('a finding has at least one part')
  const {rule = 'link-style', severity = 'info'} = parts
  const edits = made.flatMap((part): readonly Edit[] => part.fix?.edits ?? [])
  return {
    rule,
    severity,
    path: parts.path ?? 'content/job-families/engineer.md',
    place: first.place,
    reason: describe(rule, made),
    url: `https://rules.example/${rule}`,
    fix: edits.length === made.length ? {edits} : null,
    parts: made,
    oncePerPage: true
  }
}

function partAt(text: string, needle: string, key: string, occurrence: number, fix?: string): Part {
  const place = placeOf(text, needle, occurrence)
  const edit = {start: place.start.offset ?? 0, end: place.end.offset ?? 0}
  return {key, label: key, place, fix: fix === undefined ? null : {edits: [{...edit, text: fix}]}}
}

export function describe(rule: string, parts: readonly Part[]): string {
  return `${rule}: ${parts.map(({label}) => label).join(', ')}`
}
