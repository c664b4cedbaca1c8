/**
 * Runs one rule over a page given as text, for tests beside the READMEs' examples.
 */
import type {Rule} from '../../rules/define-rule.ts'
import type {Finding} from '../../rules/finding.ts'
import {DEFAULT_PATH} from './readme-examples.ts'
import {check} from './rule-laws.ts'

export interface Around {
  /** Path of the page; an example family of Hugo when left out. */
  readonly path?: string
  /** Other files of the handbook: text by path. */
  readonly files?: Readonly<Record<string, string>>
  /** Text of the page at base; null for a new page, nothing compared when left out. */
  readonly base?: string | null
}

export function checkText(rule: Rule, page: string, around: Around = {}): Promise<readonly Finding[]> {
  const {path = DEFAULT_PATH, files = {}, base} = around
  return check(rule, {
    kind: 'good',
    line: 0,
    path,
    page,
    base,
    files: new Map(Object.entries(files)),
    options: undefined,
    findings: [],
    fixed: null
  })
}

/** "line severity reason", one finding each. */
export function told(findings: readonly Finding[]): string[] {
  return findings.map(({place, severity, reason}) => `${place.start.line} ${severity} ${reason}`)
}
