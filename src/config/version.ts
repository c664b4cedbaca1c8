/**
 * The version of this package, from its package.json (beside src in a checkout, beside dist when installed).
 */
import {readFileSync} from 'node:fs'
import {z} from 'zod'
import {packageFile} from './package-file.ts'

export const version: string = z
  .object({version: z.string()})
  .parse(JSON.parse(readFileSync(packageFile('package.json'), 'utf8'))).version
