/**
 * Reads a handbook's own configuration from a snapshot of it.
 */
import {rules} from '../../rules/index.ts'
import type {ConfigMistake} from '../config/config-mistake.ts'
import {CONFIG_FILE, type HandbookConfig} from '../config/handbook-config.ts'
import type {Snapshot} from '../handbook/snapshot.ts'

export interface ReadConfig {
  /** Undefined where there is no file, or one with mistakes. */
  readonly config: HandbookConfig | undefined
  readonly mistakes: readonly ConfigMistake[]
}

export async function readConfig(snapshot: Snapshot): Promise<ReadConfig> {
  // The listing tells the file's id, by which its text is cached; asking for a file that is not there is never cached.
  const entry = (await snapshot.entries(''))?.find(({name}) => name === CONFIG_FILE)
  const file = entry?.kind === 'file' ? await snapshot.read(CONFIG_FILE) : undefined
  if (!file) return {config: undefined, mistakes: []}
  if (file.text === null) {
    const mistake = {line: 1, column: 1, text: 'the file is too large, or no text in UTF-8'}
    return {config: undefined, mistakes: [mistake]}
  }
  const {parseHandbookConfig} = await import('../config/parse-handbook-config.ts')
  return parseHandbookConfig(file.text, rules)
}
