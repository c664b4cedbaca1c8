/**
 * What holds for every review, whatever the page.
 */
import {expect} from 'vitest'
import type {Finding} from '../../rules/finding.ts'
import type {Page} from '../../src/page/page.ts'
import type {ReviewedInMemory} from './whole-engine.ts'
import {CODE_RAN} from './yaml-attacks.ts'

/** GitLab takes no longer note (docs: administration/instance_limits, "Size of comments and descriptions"). */
const LONGEST_NOTE = 1_000_000
const LONGEST_REASON = 5_000
/** Characters that a review says for each character of a page: what is said twice for each pair of things would be more. */
const MOST_PER_CHARACTER = 400

export function expectSane({checked, plan, notes, inspections, reports}: ReviewedInMemory): void {
  for (const {base, head, headFindings, baseFindings} of checked.pages) {
    const subject = head ?? base
    if (subject) for (const finding of headFindings) expectSaneFinding(finding, subject)
    if (base) for (const finding of baseFindings) expectSaneFinding(finding, base)
    if (!head?.unread) continue
    expect(headFindings.map(({rule, severity}) => `${rule} ${severity}`)).toEqual(['unreadable-page error'])
    expect(plan.status.state).toBe('failed')
  }
  expect(plan.threads.threads.length).toBeLessThanOrEqual(20)
  for (const note of notes) expect(note.length).toBeLessThanOrEqual(LONGEST_NOTE)

  const read = checked.pages.reduce((sum, {base, head}) => sum + lengthOf(base) + lengthOf(head), 1_000)
  const said = [...notes, ...inspections, ...Object.values(reports)].reduce(
    (sum, {length}) => sum + length,
    0
  )
  expect(said).toBeLessThanOrEqual(MOST_PER_CHARACTER * read)
  for (const format of ['json', 'codequality', 'sarif'] as const) JSON.parse(reports[format])
  for (const format of ['pretty', 'junit'] as const)
    expect(reports[format]).not.toMatch(/(?![\t\n\r])\p{Cc}/u)
  expectNothingRan()
}

function expectSaneFinding({reason, place, parts}: Finding, {text}: Page): void {
  expect(reason.trim()).not.toBe('')
  expect(reason).not.toMatch(/[\r\n]/)
  expect(reason.length).toBeLessThanOrEqual(LONGEST_REASON)
  for (const {start, end} of [place, ...parts.map((part) => part.place)]) {
    expect(start.offset).toBeGreaterThanOrEqual(0)
    expect(end.offset).toBeGreaterThanOrEqual(start.offset ?? Number.NaN)
    expect(end.offset).toBeLessThanOrEqual(text.length)
  }
}

function expectNothingRan(): void {
  expect(Object.keys(globalThis)).not.toContain(CODE_RAN)
  expect(Object.keys(process.env)).not.toContain(CODE_RAN)
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
}

function lengthOf(page: Page | null): number {
  return page?.text.length ?? 0
}
