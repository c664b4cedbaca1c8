/**
 * Finds the handbook's top folder and the pages that a person means by what they typed.
 */
import {existsSync, statSync} from 'node:fs'
import {glob} from 'node:fs/promises'
import {dirname, join, relative, resolve, sep} from 'node:path'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {isJobFamilyPath} from '../handbook/paths.ts'

export interface FoundPages {
  /** Absolute path of the handbook's top folder. */
  readonly root: string
  /** Paths of pages relative to the root, with `/`, sorted. */
  readonly pages: readonly string[]
  /** Folders that were asked for as a whole, as paths from the root ('' is the root). */
  readonly folders: readonly string[]
}

/** What only a handbook's top folder holds: the content of each generation, or our own configuration. */
const TOP = [
  '.ladderlint.yml',
  'content/job-families',
  'sites/uncategorized/source',
  'source/job-families',
  'source/jobs'
]

/** Never part of a handbook's pages, and large. */
const SKIPPED = new Set(['.git', 'node_modules', 'public'])

/**
 * @param paths Files are taken as they are; folders give the job-family pages below them; none means all of the root.
 * @throws LadderlintError when a path does not exist or lies outside the root, or nothing is found.
 */
export async function findPages(
  paths: readonly string[],
  rootOption: string | undefined
): Promise<FoundPages> {
  const absolute = paths.map((path) => resolve(path))
  const missing = absolute.find((path) => !existsSync(path))
  if (missing !== undefined) {
    throw new LadderlintError(`"${relative('', missing) || missing}" does not exist`, {
      hint: `Looked in ${process.cwd()}`
    })
  }
  const root = rootOption === undefined ? findRoot(absolute[0] ?? process.cwd()) : resolve(rootOption)
  if (!existsSync(root)) throw new LadderlintError(`--root "${rootOption}" does not exist`)
  const pages = new Set<string>()
  const folders: string[] = []
  for (const path of absolute.length > 0 ? absolute : [root]) {
    const inRoot = relative(root, path).split(sep).join('/')
    if (inRoot.startsWith('../')) {
      throw new LadderlintError(`"${path}" is outside the handbook at "${root}"`, {
        hint: 'Set --root to a folder above both'
      })
    }
    if (statSync(path).isFile()) pages.add(inRoot)
    else {
      folders.push(inRoot)
      for (const page of await pagesBelow(root, inRoot)) pages.add(page)
    }
  }
  if (pages.size === 0) {
    throw new LadderlintError(`no job-family page below "${relative('', absolute[0] ?? root) || '.'}"`, {
      hint: 'They are looked for in content/job-families, source/job-families and source/jobs. Name a file to check it anyway, or set --root.'
    })
  }
  return {root, pages: [...pages].sort(), folders}
}

async function pagesBelow(root: string, folder: string): Promise<string[]> {
  const pages: string[] = []
  const entries = glob('**/*', {cwd: join(root, folder), exclude: (entry) => SKIPPED.has(entry)})
  for await (const entry of entries) {
    const path = [folder, entry.split(sep).join('/')].filter(Boolean).join('/')
    if (isJobFamilyPath(path)) pages.push(path)
  }
  return pages
}

/** The nearest folder above that looks like a handbook's top, else like a checkout's, else the current one. */
function findRoot(start: string): string {
  const folders = foldersAbove(statSync(start).isFile() ? dirname(start) : start)
  const handbook = folders.find((folder) => TOP.some((path) => existsSync(join(folder, path))))
  return (
    handbook ??
    folders.find((folder) => existsSync(join(folder, '.git'))) ??
    (statSync(start).isFile() ? dirname(start) : start)
  )
}

function foldersAbove(folder: string): string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)]
}
