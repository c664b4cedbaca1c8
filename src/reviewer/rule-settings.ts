/**
 * Which rules run, and how severe their findings are: the preset, changed by the handbook's configuration, changed by
 * `--rule name=severity`.
 */
import type {Rule} from '../../rules/define-rule.ts'
import {rules} from '../../rules/index.ts'
import type {RuleSetting} from '../../rules/run-rules.ts'
import type {RuleConfig, RuleConfigs, RuleState} from '../config/handbook-config.ts'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {nearest} from '../config/nearest.ts'

const STATES: readonly RuleState[] = ['error', 'warning', 'info', 'probation', 'off']

/**
 * The settings of all rules that run.
 * @param commandLine As written there: "level-order=warning". Later ones win, and all of them over the configuration.
 * @param configs Later ones win.
 * @throws LadderlintError naming the rule or severity that does not exist.
 */
export function ruleSettings(
  commandLine: readonly string[] = [],
  configs: readonly RuleConfigs[] = []
): RuleSetting[] {
  const forced = commandLine.map((option): RuleConfigs => {
    const [name = '', value = ''] = option.split('=', 2)
    return {[findRule(name)]: {severity: parseState(option, value)}}
  })
  const layers = [...configs, ...forced]
  return rules.flatMap((rule) =>
    settingOf(
      rule,
      layers.flatMap((layer) => layer[rule.name] ?? [])
    )
  )
}

/** @returns Nothing for a rule that does not run. */
function settingOf(rule: Rule, configs: readonly RuleConfig[]): RuleSetting[] {
  const state = configs.findLast(({severity}) => severity !== undefined)?.severity
  const options = configs.findLast((config) => config.options !== undefined)?.options
  // Somebody who sets the options of a rule that is off wants it to run.
  const isOff = state === 'off' || (state === undefined && rule.isOff && options === undefined)
  if (isOff) return []
  if (state === 'probation') return [{rule, severity: undefined, options, onProbation: true}]
  return [{rule, severity: state, options}]
}

/** What the configuration and the preset together make of a rule. */
export function stateOf(rule: Rule, settings: readonly RuleSetting[]): RuleState {
  const setting = settings.find((each) => each.rule === rule)
  if (!setting) return 'off'
  return setting.onProbation ? 'probation' : (setting.severity ?? rule.severity)
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

function parseState(option: string, value: string): RuleState {
  const state = STATES.find((each) => each === value)
  if (state) return state
  throw new LadderlintError(`--rule "${option}" names no severity`, {
    hint: `Write it as NAME=SEVERITY, with one of ${STATES.join(', ')}`
  })
}
