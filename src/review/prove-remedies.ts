/**
 * Proves remedies before they are offered as patches: applied in memory, the page checked again, the finding gone, none new,
 * and the handbook's own link rules content.
 */
import {applyFixes} from '../../rules/apply-fixes.ts'
import type {Finding, Remedy, Severity} from '../../rules/finding.ts'
import {affordableChecks} from './affordable-checks.ts'
import type {NewFinding} from './charge.ts'
import {type FindingGroup, groupFindings, isAtLeast} from './finding-group.ts'
import type {ChangedText} from './git-patch.ts'
import {breaksHouseStyle} from './house-style.ts'
import type {ReviewedPage} from './reviewed-page.ts'
import {whatEnds} from './what-ends.ts'

/** A patch that was proven to end a finding. */
export interface ProvenRemedy {
  /** Of the finding's thread. */
  readonly fingerprint: string
  /** See `Remedy`. */
  readonly label: string
  readonly isFix: boolean
  /** For `git apply` on the head; every line ends in \n. */
  readonly patch: string
}

/** The source branch's own files, and what a page's check says if some of them were others. */
export interface Trial {
  /** Paths that will be read. */
  foresee(paths: readonly string[]): Promise<void>
  /** Undefined where a patch could not be sure of the file's bytes. */
  read(path: string): Promise<string | undefined>
  /** All findings of the page with these texts, by path, in the place of those at head. */
  recheck(texts: ReadonlyMap<string, string>): Promise<readonly Finding[]>
}

/** Remedies of one page that are tried; each costs a check of the page. */
const MOST_TRIALS = 20
/** Patches of one thread: the best way out, and another one. */
const MOST_OFFERED = 2

/**
 * @param findings Those of other pages are passed over.
 * @param least Least severity that makes a thread: no other finding can carry a patch.
 */
export async function proveRemedies(
  page: ReviewedPage,
  findings: readonly NewFinding[],
  trial: Trial,
  least: Severity = 'warning'
): Promise<ProvenRemedy[]> {
  const own = findings.filter(
    ({pageId, finding}) => pageId === page.pageId && isAtLeast(finding.severity, least)
  )
  const proven: ProvenRemedy[] = []
  const most = Math.min(MOST_TRIALS, affordableChecks(page))
  let trials = 0
  const paths = own.flatMap(({finding}) =>
    finding.parts.flatMap(({remedies = []}) => remedies.flatMap(({files}) => files.map(({path}) => path)))
  )
  if (paths.length > 0) await trial.foresee(paths)
  for (const group of groupFindings(own)) {
    let offered = 0
    // Equal findings share a thread, and a remedy for one of them may leave the others.
    const remedies =
      group.findings.length === 1 ? group.first.parts.flatMap(({remedies = []}) => remedies) : []
    for (const remedy of remedies) {
      if (offered >= MOST_OFFERED || trials >= most) break
      trials += 1
      const patch = await prove(page, group, remedy, trial)
      if (patch === null) continue
      const {fingerprint} = group
      proven.push({fingerprint, label: remedy.label, isFix: remedy.isFix, patch})
      offered += 1
    }
  }
  return proven
}

/** The patch; null for a remedy that does not hold what it promises. */
async function prove(
  page: ReviewedPage,
  group: FindingGroup,
  {files}: Remedy,
  trial: Trial
): Promise<string | null> {
  const changed: ChangedText[] = []
  for (const {path, edits} of files) {
    const before = await trial.read(path)
    if (before === undefined) return null
    const after = applyFixes(before, [{edits}]).text
    if (breaksHouseStyle(before, after)) return null
    changed.push({path, before, after})
  }
  const {renderPatch} = await import('./git-patch.ts')
  const patch = renderPatch(changed)
  if (patch === null) return null
  const texts = new Map(changed.map(({path, after}) => [path, after]))
  const ends = whatEnds(page.headFindings, await trial.recheck(texts))
  return ends?.(group) ? patch : null
}
