/**
 * Finds the handbook's top folder and the pages that a person means by what they typed.
 */
import {type Dirent, existsSync, readdirSync, statSync} from 'node:fs'
import {basename, dirname, join, relative, resolve, sep} from 'node:path'
import {CONFIG_FILE} from '../config/handbook-config.ts'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {isJobFamilyPath} from '../handbook/paths.ts'

export interface FoundPages {
  /** Absolute path of the handbook's top folder. */
  readonly root: string
  /** Paths of pages relative to the root, with `/`, sorted. */
  readonly pages: readonly string[]
  /** Folders that were asked for as a whole, as paths from the root ('' is the root). */
  readonly folders: readonly string[]
  /** Files that were asked for by name and are left out all the same, as paths from the root. */
  readonly ignored: readonly string[]
}

/** What only a handbook's top folder holds: the content of each generation, or our own configuration. */
const TOP = [
  CONFIG_FILE,
  'content/job-families',
  'sites/uncategorized/source',
  'source/job-families',
  'source/jobs'
]

/** Never part of a handbook's pages, and large. */
const SKIPPED = new Set(['.git', 'node_modules', 'public'])

/**
 * The handbook's top folder, as an absolute path.
 * @param paths As typed; none means the current folder.
 * @throws LadderlintError when a path does not exist.
 */
export function findRoot(paths: readonly string[], rootOption: string | undefined): string {
  const [first = process.cwd()] = paths.map(existing)
  if (rootOption === undefined) return rootAbove(first)
  const root = resolve(rootOption)
  if (!existsSync(root)) throw new LadderlintError(`--root "${rootOption}" does not exist`)
  return root
}

/** Which paths are pages to be checked. */
export interface PageChoice {
  readonly isPage: (path: string) => boolean
  /** Whether a page is left out even where somebody names it. */
  readonly isIgnored: (path: string) => boolean
}

const ALL_FAMILIES: PageChoice = {isPage: isJobFamilyPath, isIgnored: () => false}

/**
 * @param paths Files are taken as they are; folders give the job-family pages below them; none means all of the root.
 * @throws LadderlintError when a path does not exist or lies outside the root, or nothing is found.
 */
export async function findPages(
  root: string,
  paths: readonly string[],
  {isPage, isIgnored}: PageChoice = ALL_FAMILIES
): Promise<FoundPages> {
  const absolute = paths.map(existing)
  const pages = new Set<string>()
  const ignored: string[] = []
  const folders: string[] = []
  for (const path of absolute.length > 0 ? absolute : [root]) {
    const inRoot = relative(root, path).split(sep).join('/')
    if (inRoot.startsWith('../')) {
      throw new LadderlintError(`"${path}" is outside the handbook at "${root}"`, {
        hint: 'Set --root to a folder above both'
      })
    }
    if (statSync(path).isFile()) {
      if (isIgnored(inRoot)) ignored.push(inRoot)
      else pages.add(inRoot)
    } else {
      folders.push(inRoot)
      for (const page of filesBelow(root, inRoot)) if (isPage(page)) pages.add(page)
    }
  }
  if (pages.size === 0 && ignored.length === 0) {
    throw new LadderlintError(`no job-family page below "${relative('', absolute[0] ?? root) || '.'}"`, {
      hint: `They are looked for in content/job-families, source/job-families and source/jobs. Name a file to check it anyway, set --root, or tell other folders in ${CONFIG_FILE} (paths.families)`
    })
  }
  return {root, pages: [...pages].sort(), folders, ignored}
}

/** Whether any page below stands where job families do. */
export function holdsFamilies(root: string): boolean {
  for (const path of filesBelow(root, '')) if (isJobFamilyPath(path)) return true
  return false
}

function existing(path: string): string {
  const absolute = resolve(path)
  if (existsSync(absolute)) return absolute
  throw new LadderlintError(`"${relative('', absolute) || absolute}" does not exist`, {
    hint: `Looked in ${process.cwd()}`
  })
}

/** Paths from the root. Links are not followed. */
function* filesBelow(root: string, folder: string): Generator<string> {
  for (const entry of entriesOf(join(root, folder))) {
    const path = [folder, entry.name].filter(Boolean).join('/')
    if (!entry.isDirectory()) yield path
    else if (!SKIPPED.has(entry.name)) yield* filesBelow(root, path)
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, {withFileTypes: true})
  } catch {
    return [] // this user may not look into it, or it has just gone
  }
}

/** The nearest folder above that looks like a handbook's top, else like a checkout's, else the current one. */
function rootAbove(start: string): string {
  const folders = foldersAbove(statSync(start).isFile() ? dirname(start) : start)
  const handbook = folders.find(
    (folder) => !isOneOfSites(folder) && TOP.some((path) => existsSync(join(folder, path)))
  )
  return (
    handbook ??
    folders.find((folder) => existsSync(join(folder, '.git'))) ??
    (statSync(start).isFile() ? dirname(start) : start)
  )
}

/** Whether it is one site of a Middleman handbook (`sites/uncategorized`), whose pages link to those of the other sites. */
function isOneOfSites(folder: string): boolean {
  return basename(dirname(folder)) === 'sites'
}

function foldersAbove(folder: string): string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)]
}
