/**
 * `ladderlint rules`: every rule with its severity in this handbook, whether it can fix, and what it finds.
 */
import {createColors} from 'picocolors'
import {ruleUrl} from '../../rules/define-rule.ts'
import {rules as preset} from '../../rules/index.ts'
import {terminal} from '../config/terminal.ts'
import {ruleSettings, stateOf} from '../reviewer/rule-settings.ts'
import {findRoot} from './find-pages.ts'
import {configPath, folderConfig} from './folder-config.ts'

export interface RulesOptions {
  readonly root?: string
  readonly format: string
}

/** @throws LadderlintError for a configuration with mistakes, naming them all. */
export async function rules({root: rootOption, format}: RulesOptions): Promise<number> {
  const root = findRoot([], rootOption)
  const file = configPath(root)
  const config = await folderConfig(root)
  const own = ruleSettings()
  const here = ruleSettings([], config ? [config.rules] : [])
  const list = preset
    .map((rule) => {
      const {name, fixes, summary} = rule
      return {
        name,
        severity: stateOf(rule, here),
        preset: stateOf(rule, own),
        fixes,
        summary,
        url: ruleUrl(name)
      }
    })
    .sort((a, b) => a.name.localeCompare(b.name))
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify(list, null, 2)}\n`)
    return 0
  }
  const {bold, dim} = createColors(terminal().colour)
  const width = Math.max(...list.map(({name}) => name.length))
  for (const {name, severity, preset: before, fixes, summary} of list) {
    const changed = severity === before ? '' : dim(` (${before} where ${file} says nothing)`)
    process.stdout.write(
      `${bold(name.padEnd(width))}  ${severity.padEnd(9)}  ${fixes ? 'fixes' : '     '}  ${summary}${changed}\n`
    )
  }
  const others = config?.overrides.flatMap(({paths}) => paths) ?? []
  const apart = others.length === 0 ? '' : `\nOther severities for ${others.join(', ')}: see ${file}`
  process.stdout.write(dim(`${apart}\nWhy a rule exists, with examples: ladderlint explain RULE\n`))
  return 0
}
