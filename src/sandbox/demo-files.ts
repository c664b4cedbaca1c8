/**
 * The demo's files: a small handbook in all generations, the change that a merge request makes to it, and the push that
 * mends the change. Kept as the Markdown files they are.
 */
import {readdirSync, readFileSync} from 'node:fs'
import {join, relative, sep} from 'node:path'
import {ownFolder} from './own-folder.ts'

/** Texts by path in the repository. */
export type DemoFiles = Readonly<Record<string, string>>

export function demoHandbook(): DemoFiles {
  return filesBelow('demo-handbook')
}

/** What the merge request changes. */
export function demoChange(): DemoFiles {
  return filesBelow('demo-merge-request/change')
}

/** What the next push changes. */
export function demoFix(): DemoFiles {
  return filesBelow('demo-merge-request/fix')
}

function filesBelow(folder: string): DemoFiles {
  const top = ownFolder(folder)
  const files = readdirSync(top, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile())
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [relative(top, path).split(sep).join('/'), readFileSync(path, 'utf8')]
    })
  )
}
