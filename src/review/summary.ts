/**
 * The text of the one summary note: verdict, thanks, the change in words and as a picture, and lists.
 */
import {describeChange} from './change.ts'
import type {Charges, FixedFinding, NewFinding} from './charge.ts'
import {type FailOn, type FindingGroup, groupFindings, isAtLeast} from './finding-group.ts'
import {type Ignores, NO_IGNORES} from './ignores.ts'
import {drawLadders} from './mermaid.ts'
import {code, prose} from './quote.ts'
import type {ReviewedPage} from './reviewed-page.ts'
import {endedIgnores, ignoredList} from './summary-ignores.ts'
import {
  bullets,
  collapsed,
  fixedItem,
  folded,
  type ListContext,
  linesBefore,
  listContext,
  newItem,
  preExistingItems,
  saidAlike,
  times
} from './summary-lists.ts'
import {silencesInWords} from './summary-silences.ts'
import {type WordBalance, wordingInWords} from './summary-wording.ts'
import {tallyOf} from './tally.ts'
import type {ThreadPlan} from './threads.ts'
import {verdict} from './verdict.ts'
import {counted, lineList, listed, shortened} from './words.ts'

export interface SummaryInput {
  readonly pages: readonly ReviewedPage[]
  readonly charges: Charges
  /** New findings of rules on probation; not among the charges. None when left out. */
  readonly probation?: readonly NewFinding[]
  readonly plan: ThreadPlan
  /** Fingerprints whose thread a person resolved although the finding stands. */
  readonly decided: ReadonlySet<string>
  /** Least severity that fails the status. */
  readonly failing: FailOn
  readonly refs: ListContext['refs']
  /** Address of the project, for links to lines at base; null for none. */
  readonly projectUrl: string | null
  /** What the whole review could not look at, one sentence each ("GitLab cut the list of files"). */
  readonly limits: readonly string[]
  /** What else there is to say of the whole change, one sentence each. */
  readonly remarks?: readonly string[]
  /** The balance of coded words, and the address of what says why; none when left out. */
  readonly wording?: {readonly balances: readonly WordBalance[]; readonly url: string} | undefined
  /** Who must approve, as Markdown; null to say nothing. */
  readonly approvers: string | null
  /** Rules that people set aside. */
  readonly ignores?: Ignores
  /** Findings of those; not among the charges. */
  readonly ignored?: readonly FindingGroup[]
  /** Whether threads are held back because the merge request is a draft. */
  readonly quiet?: boolean
  /** Whether somebody answers commands in comments. */
  readonly answersCommands?: boolean
}

/** Pages whose change is told in words; a mass change is told by its counts. */
const MOST_PAGES = 10

const HOW_TO_ASK = 'Questions? A comment that begins with `@ladderlint help` lists what I answer to.'

const WHILE_DRAFT = 'Each gets its own thread when this draft is marked as ready'

export function renderSummary(input: SummaryInput): string {
  const {pages, charges, plan, decided, failing, limits, remarks = [], approvers} = input
  const {ignores = NO_IGNORES, ignored = [], quiet = false} = input
  const context = listContext(pages, input.refs, input.projectUrl)
  const silences = silencesInWords(pages, context)
  const probation = groupFindings(input.probation ?? [])
  const isDecided = ({fingerprint}: FindingGroup) => decided.has(fingerprint)
  const settled = [...plan.threads.map(({group}) => group), ...plan.unthreaded].filter(isDecided)
  const loose = plan.unthreaded.filter((group) => !isDecided(group))
  const isAdvice = ({severity}: FindingGroup) => severity === 'info' && !isAtLeast(severity, failing)
  const advice = loose.filter(isAdvice)
  const unplaced = loose.filter((group) => !isAdvice(group))
  const tally = tallyOf(charges)
  const notChecked = new Set(
    pages.flatMap((page) => page.notChecked.map(({what, reason}) => `${what}: ${reason}`))
  )
  const newOne = (alike: readonly FindingGroup[]) => newItem(alike, context)

  return paragraphs([
    verdict(tally, {
      failing,
      pages: pages.length,
      unplaced,
      decided: settled,
      isIncomplete: limits.length > 0,
      ignored: ignored.length
    }),
    silences.added,
    thanks(charges.fixed, context),
    remarks.map(prose).join(' '),
    limits.length === 0
      ? ''
      : `${limits.map(prose).join(' ')} Nothing here says that this is fine, so the status is no success.`,
    endedIgnores(ignores.ended, charges.new),
    unplaced.length === 0
      ? ''
      : `${quiet ? WHILE_DRAFT : 'Without a thread of their own'}:\n\n${bullets(saidAlike(unplaced), newOne)}`,
    ...pages.slice(0, MOST_PAGES).map((page) => changeOf(page)),
    approvers === null ? '' : `**Approvals**\n\n${approvers}`,
    collapsed(
      `${counted(advice.length, 'hint')}, ${advice.length === 1 ? 'not' : 'none of them'} a must`,
      saidAlike(advice),
      newOne
    ),
    collapsed(
      `${counted(settled.length, 'finding')} settled by a person who resolved the thread`,
      saidAlike(settled),
      newOne
    ),
    ignoredList(ignores.holding, ignored, newOne),
    silences.before,
    collapsed(
      `${counted(probation.length, 'finding')} of rules on probation, for information only`,
      saidAlike(probation),
      newOne
    ),
    collapsed(
      `${counted(tally.preExisting, 'finding')} from before, not from this merge request`,
      preExistingItems(charges.preExisting, context),
      (item) => item
    ),
    collapsed(`${counted(tally.fixed, 'finding')} fixed by this merge request`, charges.fixed, (one) =>
      fixedItem(one, context)
    ),
    input.wording ? wordingInWords(input.wording.balances, input.wording.url) : '',
    collapsed(`${counted(notChecked.size, 'thing')} not checked`, [...notChecked], prose),
    input.answersCommands ? HOW_TO_ASK : ''
  ])
}

/** The summary of a review that could not be done. */
export function renderFailure(reason: string, answersCommands = false): string {
  const again = answersCommands ? '`@ladderlint recheck` in a comment' : 'a new run'
  return paragraphs([
    `**This merge request could not be reviewed:** ${prose(reason)}`,
    `Nothing here says that the pages are fine. The threads stay as they were; the next push, or ${again}, reviews again.`
  ])
}

/** "Thank you for fixing 6 older findings: `link-style`, 6 times (lines 8 and 18 before)." */
function thanks(fixed: readonly FixedFinding[], context: ListContext): string {
  if (fixed.length === 0) return ''
  const byRule = Map.groupBy(fixed, ({finding}) => finding.rule)
  const rules = Array.from(byRule, ([rule, findings]) => {
    const count = findings.reduce((sum, {finding}) => sum + finding.parts.length, 0)
    if (context.namePages) return `${code(rule)}${times(count)}`
    const lines = findings.flatMap((one) => linesBefore(one, context))
    return `${code(rule)}${times(count)} (${lineList(lines)} before)`
  })
  const total = fixed.reduce((sum, {finding}) => sum + finding.parts.length, 0)
  return `Thank you for fixing ${counted(total, 'older finding')}: ${listed(shortened(rules, 6))}.`
}

function changeOf(page: ReviewedPage): string {
  const changes = describeChange(page)
  const path = page.head?.path ?? page.base?.path ?? page.pageId
  const ladders = page.head && drawLadders(page.base?.family ?? null, page.head.family)
  if (changes.length === 0 && !ladders) return ''
  const {before = null, after = ''} = ladders ?? {}
  return paragraphs([
    `**What changes** in ${code(path)}`,
    bullets(changes, ({text}) => text),
    after,
    before === null ? '' : folded('The ladder before', before)
  ])
}

function paragraphs(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n')
}
