/**
 * Files that ship with the package but are not code: found from this module's own place, which is src/config in a
 * checkout and dist/src/config when installed.
 */
import {existsSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

/**
 * Absolute path of a file of the package.
 * @param path Relative to the package's top folder, with `/`.
 */
export function packageFile(path: string): string {
  const inCheckout = fileURLToPath(new URL(`../../${path}`, import.meta.url))
  return existsSync(inCheckout) ? inCheckout : fileURLToPath(new URL(`../../../${path}`, import.meta.url))
}
