/**
 * Where the sandbox's pages, styles and scripts lie: beside the source, also when the compiled program runs.
 */
import {existsSync} from 'node:fs'
import {join} from 'node:path'

export function ownFolder(name: string): string {
  const here = join(import.meta.dirname, name)
  // The compiler copies code only: dist/src/sandbox is three folders below the package's root.
  return existsSync(here) ? here : join(import.meta.dirname, '../../../src/sandbox', name)
}
