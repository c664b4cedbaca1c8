/**
 * The version of this package, from its package.json (beside src in a checkout, beside dist when installed).
 */
import {readFileSync} from 'node:fs'
import {packageFile} from './package-file.ts'

/** Read without a schema: loading one costs a quarter of the whole start. */
export const version: string = versionIn(JSON.parse(readFileSync(packageFile('package.json'), 'utf8')))

function versionIn(manifest: unknown): string {
  const isRead = typeof manifest === 'object' && manifest !== null && 'version' in manifest
  if (isRead && typeof manifest.version === 'string') return manifest.version
  throw new Error('package.json has no version')
}
