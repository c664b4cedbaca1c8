/**
 * Which rules run, and how severe their findings are: the preset, changed by `--rule name=severity`.
 */

import type {Severity} from '../../rules/finding.ts'
import {rules} from '../../rules/index.ts'
import type {RuleSetting} from '../../rules/run-rules.ts'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {nearest} from '../config/nearest.ts'

const SEVERITIES: ReadonlyMap<string, Severity | 'off'> = new Map([
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'info'],
  ['off', 'off']
])

/**
 * @param overrides As written on the command line: "level-order=warning". Later ones win.
 * @throws LadderlintError naming the rule or severity that does not exist.
 */
export function ruleSettings(overrides: readonly string[] = []): RuleSetting[] {
  const severities = new Map<string, Severity | 'off'>()
  for (const override of overrides) {
    const [name = '', value = ''] = override.split('=', 2)
    severities.set(findRule(name), parseSeverity(override, value))
  }
  return rules.flatMap((rule) => {
    const severity = severities.get(rule.name) ?? (rule.isOff ? 'off' : undefined)
    return severity === 'off' ? [] : [{rule, severity, options: undefined}]
  })
}

/**
 * The rule of that name.
 * @throws LadderlintError with the nearest name as its hint.
 */
export function findRule(name: string): string {
  if (rules.some((rule) => rule.name === name)) return name
  const close = nearest(
    name,
    rules.map((rule) => rule.name)
  )
  throw new LadderlintError(`no rule is called "${name}"`, {
    hint: close ? `Did you mean "${close}"?` : 'All rules: ladderlint rules'
  })
}

function parseSeverity(override: string, value: string): Severity | 'off' {
  const severity = SEVERITIES.get(value)
  if (severity) return severity
  throw new LadderlintError(`--rule "${override}" names no severity`, {
    hint: `Write it as NAME=SEVERITY, with one of ${[...SEVERITIES.keys()].join(', ')}`
  })
}
