/**
 * The licences of packages whose code goes into the build: they ask to go with every copy.
 */
import {globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'

/**
 * @param modules Absolute paths of the modules in the build; our own are passed over.
 * @returns One section a package: its name, version and licence.
 * @throws Error for a package that has no licence.
 */
export function licencesOf(modules: readonly string[]): string {
  const folders = new Set(
    modules.flatMap((path) => /^\/.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [])
  )
  return `${[...folders]
    .map(sectionOf)
    .sort()
    .join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

function sectionOf(folder: string): string {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  // An older form of the field lists several: [{type: 'MIT'}].
  const name: unknown = about.license ?? about.licenses?.[0]?.type
  if (typeof name !== 'string') throw new Error(`${folder} has no licence that could go with its code`)
  const [file] = globSync('{license,LICENSE,License,licence,LICENCE}*', {cwd: folder})
  const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`
  return `${about.name} ${about.version}, ${name}${text}`
}
