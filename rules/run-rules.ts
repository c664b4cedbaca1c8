/**
 * Runs rules over one page: page, handbook and base in, findings out.
 */
import {unified} from 'unified'
import {VFile} from 'vfile'
import type {Handbook} from '../src/handbook/handbook.ts'
import type {Page} from '../src/page/page.ts'
import {type Base, type NotChecked, type Rule, ruleUrl} from './define-rule.ts'
import type {Finding, Severity} from './finding.ts'

/** A rule as the configuration wants it run. */
export interface RuleSetting {
  readonly rule: Rule
  /** Overrides the severity of all its findings; undefined leaves the rule's own. */
  readonly severity: Severity | undefined
  readonly options: unknown
}

export interface Checked {
  /** In page order, then by rule name. */
  readonly findings: readonly Finding[]
  readonly notChecked: readonly NotChecked[]
}

/**
 * Checks a page.
 * @param base What the page is compared with; see `Base`.
 * @param addressOf Address of a rule's page; defaults to the project's own.
 */
export function runRules(
  page: Page,
  handbook: Handbook,
  base: Base,
  settings: readonly RuleSetting[],
  addressOf?: (rule: string) => string
): Promise<Checked> {
  return run({page, handbook, base, isDeleted: false}, settings, addressOf)
}

/**
 * Checks what a change leaves behind that deletes a page: findings with places on the page as it was.
 * @param page The page at base.
 * @param handbook Without the page.
 */
export function runRulesOnDeleted(
  page: Page,
  handbook: Handbook,
  settings: readonly RuleSetting[],
  addressOf?: (rule: string) => string
): Promise<Checked> {
  const speaking = settings.filter(({rule}) => rule.deleted)
  return run({page, handbook, base: page, isDeleted: true}, speaking, addressOf)
}

type Subject = Omit<NonNullable<VFile['data']['ladderlint']>, 'notChecked'>

async function run(
  subject: Subject,
  settings: readonly RuleSetting[],
  addressOf: (rule: string) => string = ruleUrl
): Promise<Checked> {
  const {page} = subject
  const file = new VFile({path: page.path, value: page.text})
  const notChecked: NotChecked[] = []
  file.data.ladderlint = {...subject, notChecked}
  const processor = unified()
  for (const {rule, options} of settings) processor.use(rule.plugin, ['on', options])
  await processor.run(page.tree, file)

  const byName = new Map(settings.map((setting) => [setting.rule.name, setting]))
  const findings: Finding[] = []
  for (const message of file.messages) {
    const setting = byName.get(message.ruleId ?? '')
    const {ladderlint} = message
    const first = ladderlint?.parts[0]
    // A message without parts is a crash inside a rule that unified-lint-rule turned into a message.
    if (!setting || !ladderlint || !first)
      throw new Error(`rule "${message.ruleId}" failed: ${message.reason}`, {cause: message})
    findings.push({
      rule: setting.rule.name,
      severity: setting.severity ?? ladderlint.severity,
      path: page.path,
      place: first.place,
      reason: message.reason,
      url: addressOf(setting.rule.name),
      fix: ladderlint.fix,
      parts: ladderlint.parts,
      oncePerPage: setting.rule.describe !== undefined
    })
  }
  return {findings: findings.sort(inPageOrder), notChecked}
}

function inPageOrder(a: Finding, b: Finding): number {
  return (
    a.place.start.line - b.place.start.line ||
    a.place.start.column - b.place.start.column ||
    a.rule.localeCompare(b.rule)
  )
}
