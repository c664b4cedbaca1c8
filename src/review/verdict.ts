/**
 * The summary's first line: whether anything is the author's to do.
 */
import {type FailOn, type FindingGroup, isAtLeast} from './finding-group.ts'
import {failingSeverities, newInWords, passingSeverities, type Tally} from './tally.ts'
import {counted} from './words.ts'

export interface VerdictContext {
  /** Least severity that fails the status. */
  readonly failing: FailOn
  /** How many pages were reviewed. */
  readonly pages: number
  /** Findings listed below because they have no thread. */
  readonly unplaced: readonly FindingGroup[]
  /** Findings whose thread a person resolved. */
  readonly decided: readonly FindingGroup[]
  /** Whether something could not be looked at: then what was found is not all there is. */
  readonly isIncomplete?: boolean
  /** How many findings are ignored because a command says so; the tally leaves them out. */
  readonly ignored?: number
}

export function verdict(
  tally: Tally,
  {failing, pages, unplaced, decided, isIncomplete = false, ignored = 0}: VerdictContext
): string {
  const failingOnes = (groups: readonly FindingGroup[]) =>
    groups.filter(({severity}) => isAtLeast(severity, failing)).length
  const toFix = newInWords(tally, failingSeverities(failing))
  const other = newInWords(tally, passingSeverities(failing))
  const total = failingSeverities(failing).reduce((sum, severity) => sum + tally[severity], 0)
  return [
    ...(isIncomplete ? ['**Not everything could be checked.**'] : []),
    ...(total === 0 && !isIncomplete ? nothingToFix(other, ignored) : []),
    ...(total > 0 && failingOnes(decided) < total ? [fix(toFix, total, failingOnes(unplaced))] : []),
    ...(total > 0 && failingOnes(decided) === total ? [settled(toFix)] : []),
    ...(other === '' ? [] : [`Worth a look: ${other}.`]),
    ...(ignored === 0 ? [] : [`${counted(ignored, 'finding')} ${ignored === 1 ? 'is' : 'are'} ignored.`]),
    ...older(tally.preExisting, pages)
  ].join(' ')
}

function nothingToFix(other: string, ignored: number): string[] {
  if (other !== '') return ['**Nothing must be fixed.**']
  if (ignored > 0) return ['**Nothing to do.**']
  return ['**Nothing to do.** This merge request brings in no findings.']
}

function fix(toFix: string, total: number, unplaced: number): string {
  const subject = total === 1 ? 'It' : 'Each'
  const where =
    unplaced === 0
      ? `${subject} has its own thread.`
      : unplaced === total
        ? `${total === 1 ? 'It is' : 'They are'} listed below.`
        : 'Each has its own thread or is listed below.'
  return `**Yours to do: ${toFix} to fix.** ${where}`
}

function settled(toFix: string): string {
  return `**A person resolved the threads of ${toFix}.** They are not raised again; the status stays failed while they stand.`
}

function older(count: number, pages: number): string[] {
  if (count === 0) return []
  const where = pages === 1 ? 'this page' : 'these pages'
  return [
    `${counted(count, 'older finding')} on ${where} ${count === 1 ? 'is' : 'are'} not from this merge request.`
  ]
}
