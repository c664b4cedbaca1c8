/**
 * `ladderlint explain RULE`: the rule's own page.
 */
import {readFile} from 'node:fs/promises'
import {packageFile} from '../config/package-file.ts'
import {findRule} from '../reviewer/rule-settings.ts'

export async function explain(name: string): Promise<number> {
  process.stdout.write(await readFile(packageFile(`rules/${findRule(name)}/README.md`), 'utf8'))
  return 0
}
