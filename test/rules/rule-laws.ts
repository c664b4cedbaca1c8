/**
 * The laws that every rule obeys on every example of its README, and on an empty page; see rules/README.md.
 */

import {applyFixes} from '../../rules/apply-fixes.ts'
import type {Rule} from '../../rules/define-rule.ts'
import type {Edit, Finding} from '../../rules/finding.ts'
import {runRules, runRulesOnDeleted} from '../../rules/run-rules.ts'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {openHandbook} from '../../src/handbook/open-handbook.ts'
import type {Place} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {parsePage} from '../../src/page/parse-page.ts'
import {DEFAULT_PATH, type Example} from './readme-examples.ts'

/** Enough for fixes that touch each other; a rule that still fixes then does not come to an end. */
const MAX_PASSES = 5

/** Runs the rule alone over the example's page, or over `text` in its place. All it is handed is frozen. */
export async function check(rule: Rule, example: Example, text = example.page): Promise<readonly Finding[]> {
  const page = freeze(parsePage(example.path, text))
  const {base, basePath, isDeleted} = example
  const others = Object.fromEntries(example.files)
  const head = isDeleted ? others : {...others, [example.path]: text}
  const before = isDeleted ? text : base
  const earlier = openMemorySnapshot(typeof before === 'string' ? {...others, [basePath]: before} : others)
  const handbook = openHandbook(openMemorySnapshot(head), before === undefined ? {} : {earlier})
  const settings = [{rule, severity: undefined, options: example.options}]
  if (isDeleted) return (await runRulesOnDeleted(page, handbook, settings)).findings
  const compared = typeof base === 'string' ? freeze(parsePage(basePath, base)) : base
  return (await runRules(page, handbook, compared, settings)).findings
}

/** A page as an example that shows nothing, for tests that bring their own pages. */
export function exampleOf(page: string, fields: Partial<Example> = {}): Example {
  const {path = DEFAULT_PATH} = fields
  return {
    kind: 'good',
    line: 0,
    path,
    page,
    base: undefined,
    basePath: path,
    isDeleted: false,
    files: new Map(),
    options: undefined,
    findings: [],
    fixed: null,
    ...fields
  }
}

/** A finding as READMEs write it: "9:1-9:30 error What is wrong". */
export function describeFinding({place: {start, end}, severity, reason}: Finding): string {
  return `${start.line}:${start.column}-${end.line}:${end.column} ${severity} ${reason}`
}

/** The text after all fixes, checked again and fixed again as the command line does. */
export async function fixAll(rule: Rule, example: Example, text = example.page): Promise<string> {
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const fixes = (await check(rule, example, text)).flatMap(({fix}) => fix ?? [])
    if (fixes.length === 0) return text
    text = applyFixes(text, fixes).text
  }
  return text
}

/** The laws that the rule breaks on this example, one sentence each; none for a good rule. */
export async function brokenLaws(rule: Rule, example: Example): Promise<string[]> {
  try {
    const findings = await check(rule, example)
    return [
      ...findings.flatMap((finding) => brokenPlaces(finding, example.page)),
      ...(await brokenFixes(rule, example, findings)),
      ...(await brokenLineEnds(rule, example, findings)),
      ...(await brokenIdentity(rule, example, findings))
    ]
  } catch (error) {
    return [`it throws: ${String(error)}`]
  }
}

/** What the rule says about an empty page. */
export async function findingsOfEmptyPage(rule: Rule): Promise<readonly string[]> {
  return (await check(rule, exampleOf(''))).map(describeFinding)
}

function brokenPlaces(finding: Finding, text: string): string[] {
  const broken: string[] = []
  const places = [finding.place, ...finding.parts.map((part) => part.place)]
  if (!places.every((place) => liesIn(place, text)))
    broken.push(`a place lies outside the page: ${finding.reason}`)
  const edits = [finding.fix, ...finding.parts.map((part) => part.fix)].map((fix) => fix?.edits ?? [])
  if (!edits.every((list) => areSorted(list, text.length)))
    broken.push(`its edits overlap or lie outside: ${finding.reason}`)
  if (finding.reason === '' || /[\r\n]/.test(finding.reason))
    broken.push(`a reason is not one line: ${finding.reason}`)
  return broken
}

function liesIn({start, end}: Place, text: string): boolean {
  if (start.offset === undefined || end.offset === undefined || start.offset > end.offset) return false
  return [start, end].every(({line, column, offset = -1}) => {
    if (offset < 0 || offset > text.length) return false
    const before = text.slice(0, offset).split(/\r\n|\r|\n/)
    return before.length === line && (before.at(-1) ?? '').length + 1 === column
  })
}

function areSorted(edits: readonly Edit[], length: number): boolean {
  return edits.every((edit, index) => {
    const previous = edits[index - 1]
    return edit.start <= edit.end && edit.end <= length && edit.start >= (previous?.end ?? 0)
  })
}

async function brokenFixes(rule: Rule, example: Example, findings: readonly Finding[]): Promise<string[]> {
  const broken: string[] = []
  for (const finding of findings) {
    if (!finding.fix) continue
    const fixed = applyFixes(example.page, [finding.fix]).text
    const expected = findings.filter((other) => other !== finding).map(identity)
    for (const rest of (await check(rule, example, fixed)).map(identity)) {
      const index = expected.indexOf(rest)
      if (index === -1) broken.push(`after the fix of "${identity(finding)}" there is "${rest}"`)
      else expected.splice(index, 1)
    }
  }
  return broken
}

async function brokenLineEnds(rule: Rule, example: Example, findings: readonly Finding[]): Promise<string[]> {
  const broken: string[] = []
  const fixed = await fixAll(rule, example)
  const crlf = toCrlf(example.page)
  const said = (list: readonly Finding[]): string => list.map(describeFinding).join('\n')
  if (said(await check(rule, example, crlf)) !== said(findings))
    broken.push('CRLF line ends change the findings')
  if ((await fixAll(rule, example, crlf)) !== toCrlf(fixed)) broken.push('CRLF line ends change the fix')

  const unended = example.page.replace(/\n$/, '')
  const starts = (list: readonly Finding[]): string => list.map(describeStart).join('\n')
  if (starts(await check(rule, example, unended)) !== starts(findings))
    broken.push('a missing last line end changes the findings')
  const fixedUnended = await fixAll(rule, example, unended)
  if (fixedUnended.trimEnd() !== fixed.trimEnd()) broken.push('a missing last line end changes the fix')
  return broken
}

/** Two blank lines below the front matter move everything; what a finding says and goes by must not change. */
async function brokenIdentity(rule: Rule, example: Example, findings: readonly Finding[]): Promise<string[]> {
  const {frontMatter} = parsePage(example.path, example.page)
  const at = frontMatter.place?.end.offset
  if (at === undefined || frontMatter.problems.length > 0) return []
  const moved = `${example.page.slice(0, at)}\n\n${example.page.slice(at)}`
  const said = (list: readonly Finding[]): string =>
    list.map((finding) => `${identity(finding)} ${finding.reason}`).join('\n')
  return said(await check(rule, example, moved)) === said(findings)
    ? []
    : ['a key or a reason depends on the line']
}

function identity({severity, parts}: Finding): string {
  return `${severity} ${parts.map((part) => part.key).join(', ')}`
}

function describeStart({place: {start}, severity, reason}: Finding): string {
  return `${start.line}:${start.column} ${severity} ${reason}`
}

function toCrlf(text: string): string {
  return text.replaceAll('\n', '\r\n')
}

function freeze(page: Page): Page {
  freezeDeep(page)
  return page
}

function freezeDeep(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  Object.freeze(value)
  for (const inner of Object.values(value)) freezeDeep(inner)
}
