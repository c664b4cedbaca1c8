/**
 * What a rule finds and why, from its own page.
 */
import {readFile} from 'node:fs/promises'
import {ruleUrl} from '../../rules/define-rule.ts'
import {rules} from '../../rules/index.ts'
import {packageFile} from '../config/package-file.ts'
import type {RuleExplanation} from '../review/answer-text.ts'
import type {Ruling} from './check-pages.ts'

/** Undefined when there is no such rule. */
export async function explainRule(
  name: string,
  {settings, addressOf = ruleUrl}: Ruling
): Promise<RuleExplanation | undefined> {
  const rule = rules.find((one) => one.name === name)
  if (!rule) return undefined
  const setting = settings.find((one) => one.rule.name === name)
  const readme = await readFile(packageFile(`rules/${name}/README.md`), 'utf8')
  return {
    severity: setting ? (setting.severity ?? rule.severity) : 'off',
    url: addressOf(name),
    text: beforeExamples(readme, addressOf)
  }
}

/** The sections before the examples, without headings; links between the rules' pages lead to where they are shown. */
function beforeExamples(readme: string, addressOf: (rule: string) => string): string {
  const [before = ''] = readme.split(/^## (?!Why$)/m, 1)
  return before
    .replace(/^# .*$/m, '')
    .replace(/^## Why\n+/m, '**Why?** ')
    .replace(/\]\(\.\.\/([a-z-]+)\/README\.md\)/g, (_link, rule: string) => `](${addressOf(rule)})`)
    .trim()
}
