/**
 * Which open merge requests a push to their target branch concerns: those whose links lead to what it changed, and all
 * that change job families where it changed what every review goes by. Too many are harmless, for a review that finds
 * nothing new writes nothing; too few would leave what broke unsaid.
 */
import {CONFIG_FILE} from '../config/handbook-config.ts'
import {FAMILY_LIST} from '../handbook/family-list.ts'
import {urlOfPath} from '../handbook/page-url.ts'
import {GRADES_URL} from '../handbook/read-grade-tables.ts'
import {REDIRECT_FILES} from '../handbook/redirects.ts'
import {CODE_OWNERS_PATHS} from '../review/code-owners.ts'
import type {FileDiff} from '../review/diff.ts'
import type {MergeRequestRef} from './forge.ts'
import {handbookRuling} from './handbook-ruling.ts'
import {type LinkedNames, namesLinkedIn, namesOfPage} from './linked-names.ts'
import type {Changes, OpenMergeRequest, ProjectDirectory} from './project-directory.ts'
import {readConfig} from './read-config.ts'
import {refusalOf} from './refusal-of.ts'

export interface BranchPush {
  /** Numeric id. */
  readonly project: number
  readonly branch: string
  /** The branch's head before and after. */
  readonly before: string
  readonly after: string
}

/** Files that decide how every page is reviewed, or who is to approve. */
const GENERAL = new Set<string>([CONFIG_FILE, FAMILY_LIST, ...CODE_OWNERS_PATHS, ...REDIRECT_FILES])

/** Whether a review may depend on any of these files. Asked of every push, so it reads nothing. */
export function mayConcernReviews(paths: readonly string[]): boolean {
  return paths.some((path) => isGeneral(path) || urlOfPath(path) !== undefined)
}

/**
 * The merge requests that a push concerns, the one that has waited longest first.
 * @throws What the directory throws; asking again answers the same.
 */
export async function findAffected(
  directory: ProjectDirectory,
  {project, branch, before, after}: BranchPush,
  signal?: AbortSignal
): Promise<readonly MergeRequestRef[]> {
  const unknown = {files: [], overflow: true}
  const pushed = await unlessRefused(directory.compare(project, before, after), unknown)
  if (!pushed.overflow && !mayConcernReviews(pushed.files.flatMap(pathsOf))) return []
  const open = await directory.openMergeRequests(project, {targetBranch: branch})
  if (open.length === 0) return []
  const {config} = await readConfig(directory.snapshot(project, after))
  const isFamily = handbookRuling(config).isPage
  const concernsAll = pushed.overflow || pushed.files.some((file) => pathsOf(file).some(isGeneral))
  const reach = reachOf(pushed.files)

  const affected: MergeRequestRef[] = []
  for (const mergeRequest of open) {
    signal?.throwIfAborted()
    if (mergeRequest.head === null) continue
    const changes = await unlessRefused(directory.changes(mergeRequest), unknown)
    if (!isReviewed(changes, isFamily)) continue
    const isAffected =
      concernsAll ||
      changes.overflow ||
      (await unlessRefused(meets(directory, mergeRequest, changes, reach, isFamily), true))
    if (isAffected) affected.push(mergeRequest.ref)
  }
  return affected
}

interface Reach {
  /** Of pages that are there no more, or look otherwise. */
  readonly changed: LinkedNames
  /** That its new lines link to. */
  readonly linked: LinkedNames
}

function reachOf(files: readonly FileDiff[]): Reach {
  const pages = files.filter((file) => pathsOf(file).some((path) => urlOfPath(path) !== undefined))
  const changed = pages.flatMap((file) => [
    ...pathsOf(file).flatMap(namesOfPage),
    ...linesOf(file, '-')
      .filter(isAlias)
      .flatMap((line) => [...namesLinkedIn(line)])
  ])
  const linked = files.flatMap((file) => [...namesLinkedIn(linesOf(file, '+').join('\n'))])
  return {changed: new Set(changed), linked: new Set(linked)}
}

async function meets(
  directory: ProjectDirectory,
  {ref, head}: OpenMergeRequest,
  {files}: Changes,
  {changed, linked}: Reach,
  isFamily: (path: string) => boolean
): Promise<boolean> {
  const leaves = files.flatMap(({status, oldPath}) =>
    status === 'deleted' || status === 'renamed' ? namesOfPage(oldPath) : []
  )
  if (leaves.some((name) => linked.has(name))) return true
  const pages = files.filter(({status, newPath}) => status !== 'deleted' && isFamily(newPath))
  if (pages.some((file) => hasAny(namesLinkedIn(linesOf(file, '+').join('\n')), changed))) return true
  // What stood on a page before is judged with it; the diff does not show all of that.
  const snapshot = directory.snapshot(ref.project, head ?? '')
  for (const {status, newPath, diff} of pages) {
    if (status === 'added' && diff !== null) continue
    const text = (await snapshot.read(newPath))?.text
    if (hasAny(namesLinkedIn(text ?? ''), changed)) return true
  }
  return false
}

/** Whether a merge request has a review at all: it changes job families, or the tables they are compared with. */
function isReviewed({files, overflow}: Changes, isFamily: (path: string) => boolean): boolean {
  return overflow || files.flatMap(pathsOf).some((path) => isFamily(path) || urlOfPath(path) === GRADES_URL)
}

function isGeneral(path: string): boolean {
  return GENERAL.has(path) || urlOfPath(path) === GRADES_URL
}

function pathsOf({oldPath, newPath}: FileDiff): readonly string[] {
  return oldPath === newPath ? [newPath] : [oldPath, newPath]
}

/** Lines that a diff takes away or adds, without their sign. */
function linesOf({diff}: FileDiff, sign: '-' | '+'): readonly string[] {
  return (diff ?? '').split('\n').flatMap((line) => (line.startsWith(sign) ? [line.slice(1)] : []))
}

/** An item of a YAML list that is an address, or a list of them: what front matter gives as aliases. */
function isAlias(line: string): boolean {
  return /^\s*(?:-\s+["']?\/\S*|aliases:.*)$/.test(line)
}

/** What is refused will be so again: then the worst is assumed. What may be answered later is asked again later. */
async function unlessRefused<Answer>(asking: Promise<Answer>, otherwise: Answer): Promise<Answer> {
  try {
    return await asking
  } catch (error) {
    refusalOf(error)
    return otherwise
  }
}

function hasAny(names: LinkedNames, wanted: LinkedNames): boolean {
  for (const name of names) if (wanted.has(name)) return true
  return false
}
