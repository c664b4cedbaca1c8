/**
 * Who is to approve a merge request, in words: the policy's steps, and the owners of its files. Names stand in code
 * spans, so that telling them pings nobody.
 */
import type {Ownership} from './code-owners.ts'
import {code, link, prose} from './quote.ts'
import {listed, shortened} from './words.ts'

/** One step of the approval flow, in the order of the flow. */
export interface ApprovalStep {
  /** As a reader should see it: "Total Rewards". */
  readonly who: string
  /** The step is for changes to levels of these grades only, both inclusive; left out for no bound. */
  readonly fromGrade?: number | undefined
  readonly toGrade?: number | undefined
}

/** The flow of the handbook's policy: hiring/job-families.md, "Approval Flow". It is the same for all grades. */
export const policySteps: readonly ApprovalStep[] = [
  {who: 'the author’s manager'},
  {who: 'Talent Management'},
  {who: 'the department head with the People Business Partner'},
  {who: 'Total Rewards'}
]

export interface ApprovalsInput {
  readonly steps: readonly ApprovalStep[]
  /** Address of the page that the steps are from. */
  readonly policyUrl: string
  /** Grades that the change is about; empty when they are not known: then every step is told. */
  readonly grades: ReadonlySet<number>
  /** What the paths ask for; null where the handbook has no such file. */
  readonly owners: readonly Ownership[] | null
}

/** Entries of CODEOWNERS that are told; a change all over the handbook has more than anybody reads. */
const MOST_ENTRIES = 8
/** Owners that one entry names. */
const MOST_OWNERS = 10

/** As Markdown; null when there is nobody to name. */
export function renderApprovals({steps, policyUrl, grades, owners}: ApprovalsInput): string | null {
  const asked = steps.filter((step) => appliesTo(step, grades))
  const entries = joined(owners ?? [])
  const flow = asked.map((step) => prose(step.who) + gradesInWords(step))
  const lines = [
    ...(flow.length === 0
      ? []
      : [`- By the ${link('policy', policyUrl)}, one after the other: ${flow.join(' → ')}`]),
    ...shortened(entries.map(entryInWords), MOST_ENTRIES).map((entry) => `- ${entry}`)
  ]
  return lines.length === 0 ? null : lines.join('\n')
}

function appliesTo(
  {fromGrade = -Infinity, toGrade = Infinity}: ApprovalStep,
  grades: ReadonlySet<number>
): boolean {
  return grades.size === 0 || [...grades].some((grade) => grade >= fromGrade && grade <= toGrade)
}

/** " (grade 10 and above)"; '' for a step that all grades need. */
function gradesInWords({fromGrade, toGrade}: ApprovalStep): string {
  if (fromGrade === undefined && toGrade === undefined) return ''
  if (toGrade === undefined) return ` (grade ${fromGrade} and above)`
  return fromGrade === undefined ? ` (grade ${toGrade} and below)` : ` (grades ${fromGrade} to ${toGrade})`
}

interface OwnedFiles extends Ownership {
  readonly patterns: readonly string[]
}

/** Entries that ask for the same, as one. */
function joined(owners: readonly Ownership[]): OwnedFiles[] {
  const alike = Map.groupBy(owners, ({section, isOptional, approvals, owners: names}) =>
    JSON.stringify([section, isOptional, approvals, names])
  )
  return Array.from(alike.values()).flatMap((group) => {
    const [first] = group
    return first ? [{...first, patterns: group.map(({pattern}) => pattern)}] : []
  })
}

/** "Code owners, Sales (optional): 2 of `@sales` or `@ada`, for `content/`". */
function entryInWords({section, isOptional, approvals, owners, patterns}: OwnedFiles): string {
  const name = section === null ? '' : `, ${code(section)}`
  const names = shortened(owners.map(code), MOST_OWNERS)
  const count = approvals > 1 ? `${approvals} approvals of ` : ''
  const files = listed(shortened(patterns.map(code), 4))
  return `Code owners${name}${isOptional ? ' (optional)' : ''}: ${count}${names.join(' or ')}, for ${files}`
}
