/**
 * `ladderlint rules`: every rule with its severity, whether it can fix, and what it finds.
 */
import {createColors} from 'picocolors'
import {ruleUrl} from '../../rules/define-rule.ts'
import {rules as preset} from '../../rules/index.ts'
import {terminal} from '../config/terminal.ts'

export async function rules({format}: {readonly format: string}): Promise<number> {
  const list = preset
    .map(({name, severity, isOff, fixes, summary}) => ({
      name,
      severity: isOff ? 'off' : severity,
      fixes,
      summary,
      url: ruleUrl(name)
    }))
    .sort((a, b) => a.name.localeCompare(b.name))
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify(list, null, 2)}\n`)
    return 0
  }
  const {bold, dim} = createColors(terminal().colour)
  const width = Math.max(...list.map((rule) => rule.name.length))
  for (const {name, severity, fixes, summary} of list) {
    process.stdout.write(
      `${bold(name.padEnd(width))}  ${severity.padEnd(7)}  ${fixes ? 'fixes' : '     '}  ${summary}\n`
    )
  }
  process.stdout.write(dim('\nWhy a rule exists, with examples: ladderlint explain RULE\n'))
  return 0
}
