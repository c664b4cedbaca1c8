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

/** @throws Error when a folder has no rule.ts. A missing README is an empty one, so that its tests fail and no others. */
export async function readRuleFolders(): Promise<RuleFolder[]> {
  const names = readdirSync(fileURLToPath(root), {withFileTypes: true})
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return Promise.all(names.map(readRuleFolder))
}

async function readRuleFolder(name: string): Promise<RuleFolder> {
  const folder = new URL(`${name}/`, root)
  const readme = new URL('README.md', folder)
  const module: {default: Rule} = await import(new URL('rule.ts', folder).href)
  return {name, rule: module.default, readme: existsSync(readme) ? readFileSync(readme, 'utf8') : ''}
}
