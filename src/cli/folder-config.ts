/**
 * The configuration of a handbook in a folder, for commands: there mistakes end them.
 */
import {relative, resolve} from 'node:path'
import {configError} from '../config/config-mistake.ts'
import {CONFIG_FILE, type HandbookConfig} from '../config/handbook-config.ts'
import {openFolderSnapshot} from '../handbook/folder-snapshot.ts'
import {readConfig} from '../reviewer/read-config.ts'

/**
 * Undefined where the handbook has no such file.
 * @throws LadderlintError naming all mistakes.
 */
export async function folderConfig(root: string): Promise<HandbookConfig | undefined> {
  const {config, mistakes} = await readConfig(openFolderSnapshot(root))
  if (mistakes.length > 0) throw configError(configPath(root), mistakes)
  return config
}

/** The file's path as somebody in the current folder would write it. */
export function configPath(root: string): string {
  return relative('', resolve(root, CONFIG_FILE))
}
