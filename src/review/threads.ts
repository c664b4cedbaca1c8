/**
 * The threads a review wants: charged errors and warnings with their place in the diff and their text.
 */
import type {Severity} from '../../rules/finding.ts'
import type {NewFinding} from './charge.ts'
import {type Hunk, parseHunks} from './diff.ts'
import {type FindingGroup, groupFindings, isAtLeast, worstFirst} from './finding-group.ts'
import {shortHash} from './fingerprint.ts'
import {type GitLines, gitLines, linesOf, textOf} from './git-lines.ts'
import {filePosition, type Position, type PositionRefs, positionFor} from './position.ts'
import type {ProvenFix} from './prove-fixes.ts'
import type {ProvenRemedy} from './prove-remedies.ts'
import type {ReviewedPage} from './reviewed-page.ts'
import {threadBody} from './thread-body.ts'

export interface Placement {
  readonly position: Position
  /** Text for this position, without marker until it is in an operation (a file-level thread carries no suggestion). */
  readonly body: string
  /** `shortHash` of the line's text; '' for a file. */
  readonly anchor: string
}

export interface WantedThread {
  readonly group: FindingGroup
  /** First choice first; the last one is the file. When GitLab refuses them all, the findings belong into the summary. */
  readonly placements: readonly Placement[]
}

export interface ThreadPlan {
  /** Errors first, then in page order. */
  readonly threads: readonly WantedThread[]
  /**
   * Charged, but for the summary: info, beyond the limit, refused by GitLab, or on a page that is not in the diff. Errors
   * first.
   */
  readonly unthreaded: readonly FindingGroup[]
}

export interface ThreadSettings {
  /** Least severity that makes a thread. */
  readonly from: Severity
  /** Most threads of one review. */
  readonly limit: number
}

/** Design §6: info holds up no merge, and nobody reads more than twenty threads. */
export const defaultThreadSettings: ThreadSettings = {from: 'warning', limit: 20}

export interface ThreadInput {
  readonly pages: readonly ReviewedPage[]
  readonly findings: readonly NewFinding[]
  readonly fixes: readonly ProvenFix[]
  /** None when left out. */
  readonly remedies?: readonly ProvenRemedy[]
  readonly refs: PositionRefs
  readonly settings: ThreadSettings
  /** Fingerprints of threads that stand already: they count first within the limit. */
  readonly said: ReadonlySet<string>
  /** Fingerprints that GitLab accepted at no position. */
  readonly refused: ReadonlySet<string>
}

export function planThreads(input: ThreadInput): ThreadPlan {
  const {settings, said, refused} = input
  const surfaces = new Map(input.pages.flatMap((page) => surfaceOf(page)))
  const groups = groupFindings(input.findings)
  const seats = worstFirst(groups).flatMap((group): Omit<Seat, 'line' | 'position'>[] => {
    const surface = surfaces.get(group.pageId)
    const isRefused = refused.has(group.fingerprint) && !said.has(group.fingerprint)
    if (!surface || isRefused || !isAtLeast(group.severity, settings.from)) return []
    return [{group, surface}]
  })

  const standing = seats.filter(({group}) => said.has(group.fingerprint)).length
  let room = Math.max(0, settings.limit - standing)
  const chosen = seats.filter(({group}) => said.has(group.fingerprint) || room-- > 0)
  const taken = chosen.map((seat) => placed(seat, input.refs))
  const carriers = carriersOf(taken, input.fixes)
  const threaded = new Set(taken.map(({group}) => group))
  return {
    threads: taken.map((seat) => ({group: seat.group, placements: placementsOf(seat, carriers, input)})),
    unthreaded: worstFirst(groups).filter((group) => !threaded.has(group))
  }
}

/** A group with the place its thread gets. */
interface Seat {
  readonly group: FindingGroup
  readonly surface: Surface
  /** First line of what it is about. */
  readonly line: number
  readonly position: Position
}

function placed({group, surface}: Omit<Seat, 'line' | 'position'>, refs: PositionRefs): Seat {
  const {file, hunks, lines} = surface
  const range = linesOf(lines, group.first.place)
  return {group, surface, line: range.first, position: positionFor(file, hunks, refs, range)}
}

/** Which thread carries which block: the first of those it ends that sits on a line. */
function carriersOf(seats: readonly Seat[], fixes: readonly ProvenFix[]): Map<ProvenFix, FindingGroup> {
  const onLine = seats.flatMap(({group, position}) => (position.kind === 'line' ? [group] : []))
  return new Map(
    fixes.flatMap((fix) => {
      const names = fix.fingerprints
      const carrier = onLine.find(({fingerprint}) => names.includes(fingerprint))
      return carrier ? [[fix, carrier]] : []
    })
  )
}

/** What threads of one page can sit on. */
interface Surface {
  readonly file: NonNullable<ReviewedPage['file']>
  readonly hunks: readonly Hunk[]
  readonly lines: GitLines
  readonly isDeleted: boolean
}

function surfaceOf({pageId, file, base, head}: ReviewedPage): [string, Surface][] {
  const page = head ?? base
  if (!file || !page) return []
  // A deleted file has no line that a thread about it could mean.
  const hunks = head ? parseHunks(file.diff ?? '') : []
  return [[pageId, {file, hunks, lines: gitLines(page.text), isDeleted: head === null}]]
}

function placementsOf(
  {group, surface, line, position}: Seat,
  carriers: ReadonlyMap<ProvenFix, FindingGroup>,
  {refs, fixes, remedies: all = []}: ThreadInput
): Placement[] {
  const {file, lines, isDeleted} = surface
  const others = group.findings.slice(1).map(({finding}) => linesOf(lines, finding.place).first)
  const remedies = all.filter(({fingerprint}) => fingerprint === group.fingerprint)
  const onFile = {
    position: filePosition(file, refs),
    body: threadBody(group, {line: isDeleted ? null : line, others, remedies}),
    anchor: ''
  }
  const anchor = position.newLine
  if (anchor === null) return [onFile]
  const fix = fixes.find(({fingerprints}) => fingerprints.includes(group.fingerprint))
  const own = fix !== undefined && carriers.get(fix) === group
  const body = threadBody(group, {
    line: null,
    others,
    remedies,
    ...(fix ? {fix: {block: fix.block, anchor, own}} : {})
  })
  return [{position, body, anchor: shortHash(textOf(lines, {first: anchor, last: anchor}))}, onFile]
}
