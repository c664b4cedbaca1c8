/**
 * The rules as they lie on disk: every folder of rules/ with its module and its README.
 */
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import type {Rule} from '../../rules/define-rule.ts'

export interface RuleFolder {
  readonly name: string
  readonly readme: string
  readonly rule: Rule
}

const root = new URL('../../rules/', import.meta.url)

/** Names of all folders of rules/, finished or not. */
export function ruleFolderNames(): string[] {
  return readdirSync(fileURLToPath(root), {withFileTypes: true})
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** The folders that have a rule. A missing README is an empty one, so that its own tests fail and no others. */
export async function readRuleFolders(): Promise<RuleFolder[]> {
  return Promise.all(
    ruleFolderNames()
      .filter((name) => existsSync(new URL(`${name}/rule.ts`, root)))
      .map(readRuleFolder)
  )
}

async function readRuleFolder(name: string): Promise<RuleFolder> {
  const folder = new URL(`${name}/`, root)
  const readme = new URL('README.md', folder)
  const module: {default: Rule} = await import(new URL('rule.ts', folder).href)
  return {name, rule: module.default, readme: existsSync(readme) ? readFileSync(readme, 'utf8') : ''}
}
