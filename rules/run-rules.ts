/**
 * Runs rules over one page: page, handbook and base in, findings out.
 */
import {unified} from 'unified'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import {LadderlintError} from '../src/config/ladderlint-error.ts'
import type {Handbook} from '../src/handbook/handbook.ts'
import type {Page} from '../src/page/page.ts'
import {type Base, type NotChecked, type Rule, ruleUrl} from './define-rule.ts'
import type {Utterance} from './emit-reports.ts'
import type {Finding, Severity} from './finding.ts'
import type {Silence} from './silences.ts'
import {dayOf, openSilencing} from './silencing.ts'

/** A rule as the configuration wants it run. */
export interface RuleSetting {
  readonly rule: Rule
  /** Overrides the severity of all its findings; undefined leaves the rule's own. */
  readonly severity: Severity | undefined
  readonly options: unknown
  /** Whether its findings are only mentioned: no thread, no failing status. */
  readonly onProbation?: boolean
}

/** A finding that a comment on the page silences. */
export interface SilencedFinding {
  readonly finding: Finding
  readonly by: Silence
}

/** All lists in page order, then by rule name. */
export interface Checked {
  readonly findings: readonly Finding[]
  /** Of rules on probation; none of them is in `findings`. */
  readonly probation: readonly Finding[]
  /** None of them is in `findings` or `probation`. */
  readonly silenced: readonly SilencedFinding[]
  readonly notChecked: readonly NotChecked[]
}

export interface RunOptions {
  /** Address of a rule's page; undefined links to the project's own. */
  readonly addressOf?: ((rule: string) => string) | undefined
  /** `YYYY-MM-DD`, decides which comments have ended; undefined is the day it is. */
  readonly today?: string | undefined
}

/**
 * Checks a page.
 * @param base What the page is compared with; see `Base`.
 */
export function runRules(
  page: Page,
  handbook: Handbook,
  base: Base,
  settings: readonly RuleSetting[],
  options: RunOptions = {}
): Promise<Checked> {
  return run({page, handbook, base, isDeleted: false}, settings, options)
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
  options: RunOptions = {}
): Promise<Checked> {
  const speaking = settings.filter(({rule}) => rule.deleted)
  return run({page, handbook, base: page, isDeleted: true}, speaking, options)
}

type Subject = Omit<NonNullable<VFile['data']['ladderlint']>, 'notChecked' | 'silencing'>

async function run(
  subject: Subject,
  settings: readonly RuleSetting[],
  {addressOf = ruleUrl, today = dayOf(new Date())}: RunOptions
): Promise<Checked> {
  const {page} = subject
  const file = new VFile({path: page.path, value: page.text})
  const notChecked: NotChecked[] = []
  const silencing = openSilencing(page, today)
  file.data.ladderlint = {...subject, notChecked, silencing}
  await processorOf(settings).run(page.tree, file)

  const byName = new Map(settings.map((setting) => [setting.rule.name, setting]))
  const toFinding = ({rule, severity}: RuleSetting, said: Utterance): Finding => ({
    rule: rule.name,
    severity: severity ?? said.severity,
    path: page.path,
    place: said.parts[0].place,
    reason: said.reason,
    url: addressOf(rule.name),
    fix: said.fix,
    parts: said.parts,
    oncePerPage: rule.describe !== undefined
  })

  const findings: Finding[] = []
  const probation: Finding[] = []
  for (const message of file.messages) {
    const setting = byName.get(message.ruleId ?? '')
    const {ladderlint, reason} = message
    // A message without parts is a crash inside a rule that unified-lint-rule turned into a message.
    if (!setting || !ladderlint) throw failureOf(message)
    const list = setting.onProbation ? probation : findings
    list.push(toFinding(setting, {...ladderlint, reason}))
  }
  const silenced = silencing.silenced.flatMap((said): SilencedFinding[] => {
    const setting = byName.get(said.rule)
    return setting ? [{finding: toFinding(setting, said), by: said.by}] : []
  })
  return {
    findings: findings.sort(inPageOrder),
    probation: probation.sort(inPageOrder),
    silenced: silenced.sort((a, b) => inPageOrder(a.finding, b.finding)),
    notChecked
  }
}

const processors = new WeakMap<readonly RuleSetting[], ReturnType<typeof unified>>()

/** Set up once for all pages that are checked in the same way. */
function processorOf(settings: readonly RuleSetting[]): ReturnType<typeof unified> {
  const known = processors.get(settings)
  if (known) return known
  const processor = unified()
  for (const {rule, options} of settings) processor.use(rule.plugin, ['on', options])
  processors.set(settings, processor)
  return processor
}

/** What a rule could not read is no defect of the rule. */
function failureOf(message: VFileMessage): Error {
  const {cause, ruleId, reason} = message
  if (cause instanceof LadderlintError) return cause
  return new Error(`rule "${ruleId}" failed: ${reason}`, {cause: message})
}

function inPageOrder(a: Finding, b: Finding): number {
  return (
    a.place.start.line - b.place.start.line ||
    a.place.start.column - b.place.start.column ||
    a.rule.localeCompare(b.rule)
  )
}
