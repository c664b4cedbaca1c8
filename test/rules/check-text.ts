/**
 * Runs one rule over a page given as text, for tests beside the READMEs' examples.
 */
import type {Rule} from '../../rules/define-rule.ts'
import type {Finding} from '../../rules/finding.ts'
import {check, exampleOf} from './rule-laws.ts'

export interface Around {
  /** Path of the page; an example family of Hugo when left out. */
  readonly path?: string
  /** Other files of the handbook: text by path. */
  readonly files?: Readonly<Record<string, string>>
  /** Text of the page at base; null for a new page, nothing compared when left out. */
  readonly base?: string | null
  /** Path of the page at base; the page's own when left out. */
  readonly basePath?: string
  /** Whether the change deletes the page. */
  readonly isDeleted?: boolean
}

export function checkText(rule: Rule, page: string, around: Around = {}): Promise<readonly Finding[]> {
  const {files = {}, ...rest} = around
  return check(rule, exampleOf(page, {...rest, files: new Map(Object.entries(files))}))
}

/** "line severity reason", one finding each. */
export function told(findings: readonly Finding[]): string[] {
  return findings.map(({place, severity, reason}) => `${place.start.line} ${severity} ${reason}`)
}
