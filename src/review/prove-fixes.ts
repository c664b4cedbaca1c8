/**
 * Proves fixes before they are offered: applied in memory, re-read and re-checked, the findings gone, none new, and the
 * handbook's own link rules content.
 */
import {applyFixes} from '../../rules/apply-fixes.ts'
import type {Edit, Finding, Severity} from '../../rules/finding.ts'
import {affordableChecks} from './affordable-checks.ts'
import type {NewFinding} from './charge.ts'
import {parseHunks} from './diff.ts'
import {editsOf, type FindingGroup, groupFindings, isAtLeast, worstFirst} from './finding-group.ts'
import {gitLines, linesOf, textOf} from './git-lines.ts'
import {breaksHouseStyle} from './house-style.ts'
import {shownLine} from './position.ts'
import type {ReviewedPage} from './reviewed-page.ts'
import {applyBlocks, blockFor, losesLineEnds, overlap, type SuggestionBlock} from './suggestion.ts'
import {whatEnds} from './what-ends.ts'

/** A block that was proven to end these findings. Blocks of a page do not overlap. */
export interface ProvenFix {
  readonly pageId: string
  readonly block: SuggestionBlock
  /** Fingerprints of the threads it ends, by line; any one of them can carry it. */
  readonly fingerprints: readonly string[]
}

/** Checks a page's text as if it stood at head; all its findings, as in `ReviewedPage.headFindings`. */
export type Recheck = (text: string) => Promise<readonly Finding[]>

/** More than a review has threads for; each block costs a check of the page. */
const MOST_CANDIDATES = 60

interface Candidate {
  readonly group: FindingGroup
  readonly edits: readonly Edit[]
  /** Line of the head page that the group's thread sits on. */
  readonly anchor: number
  readonly block: SuggestionBlock
}

type Candidates = readonly [Candidate, ...Candidate[]]

/**
 * Only findings on lines that the diff shows get a block: GitLab takes suggestions nowhere else.
 * @param findings Those of other pages are passed over.
 * @param least Least severity that makes a thread: no other finding can carry a suggestion.
 */
export async function proveFixes(
  page: ReviewedPage,
  findings: readonly NewFinding[],
  recheck: Recheck,
  least: Severity = 'warning'
): Promise<ProvenFix[]> {
  const text = page.head?.text
  if (text === undefined) return []
  const proven: ProvenFix[] = []
  const threaded = findings.filter(({finding}) => isAtLeast(finding.severity, least))
  const candidates = candidatesOf(page, text, threaded)
  for (const near of neighbours(candidates)) {
    const together = await prove(page, text, near, recheck)
    if (together) proven.push(together)
    if (together || near.length === 1) continue
    // One bad fix must not cost its neighbours theirs.
    for (const candidate of near) {
      if (proven.some(({block}) => overlap(block, candidate.block))) continue
      const alone = await prove(page, text, [candidate], recheck)
      if (alone) proven.push(alone)
    }
  }
  return holdTogether(page, text, proven, candidates, recheck)
}

async function prove(
  page: ReviewedPage,
  text: string,
  candidates: Candidates,
  recheck: Recheck
): Promise<ProvenFix | undefined> {
  const [owner] = candidates
  const block = blockFor(text, joinedEdits(candidates), owner.anchor)
  if (!block || losesLineEnds(text, block)) return undefined
  if (breaksHouseStyle(textOf(gitLines(text), block), block.replacement)) return undefined
  const ended = await endedBy(page, applyBlocks(text, [block]), candidates, recheck)
  if (!ended?.includes(owner)) return undefined
  return {pageId: page.pageId, block, fingerprints: ended.map(({group}) => group.fingerprint)}
}

/** Drops blocks from the end until "apply all" ends their findings as surely as each block does alone. */
async function holdTogether(
  page: ReviewedPage,
  text: string,
  proven: readonly ProvenFix[],
  candidates: readonly Candidate[],
  recheck: Recheck
): Promise<ProvenFix[]> {
  const kept = [...proven]
  while (kept.length > 1) {
    const names = new Set(kept.flatMap(({fingerprints}) => fingerprints))
    const covered = candidates.filter(({group}) => names.has(group.fingerprint))
    const applied = applyBlocks(
      text,
      kept.map(({block}) => block)
    )
    const ended = await endedBy(page, applied, covered, recheck)
    if (ended?.length === covered.length) break
    kept.pop()
  }
  return kept
}

/** Which candidates' findings are gone from the new text; undefined when it has a finding that head has not. */
async function endedBy(
  page: ReviewedPage,
  text: string,
  candidates: readonly Candidate[],
  recheck: Recheck
): Promise<Candidate[] | undefined> {
  const ends = whatEnds(page.headFindings, await recheck(text))
  return ends && candidates.filter(({group}) => ends(group))
}

function candidatesOf(page: ReviewedPage, text: string, findings: readonly NewFinding[]): Candidate[] {
  const {file, pageId} = page
  if (!file) return []
  const hunks = parseHunks(file.diff ?? '')
  const lines = gitLines(text)
  const groups = groupFindings(findings.filter((charged) => charged.pageId === pageId))
  const candidates = worstFirst(groups)
    .slice(0, Math.min(MOST_CANDIDATES, affordableChecks(page)))
    .flatMap((group): Candidate[] => {
      const edits = editsOf(group)
      const anchor = shownLine(hunks, linesOf(lines, group.first.place))
      if (!edits || anchor === undefined) return []
      const block = blockFor(text, edits, anchor)
      return block ? [{group, edits, anchor, block}] : []
    })
  return candidates.sort((a, b) => a.block.first - b.block.first)
}

/** Candidates whose blocks overlap or touch, directly or through others, as one. */
function neighbours(candidates: readonly Candidate[]): Candidates[] {
  const groups: [Candidate, ...Candidate[]][] = []
  let last = 0
  for (const candidate of candidates) {
    const near = groups.at(-1)
    const isNear = near !== undefined && candidate.block.first <= last + 1
    if (isNear) near.push(candidate)
    else groups.push([candidate])
    last = isNear ? Math.max(last, candidate.block.last) : candidate.block.last
  }
  return groups
}

/** Edits of all candidates; where two collide the first one wins, and the check tells whether it ends both findings. */
function joinedEdits(candidates: Candidates): readonly Edit[] {
  const fixes = candidates.map(({edits}) => ({edits}))
  return applyFixes('', fixes).applied.flatMap((fix) => fix.edits)
}
