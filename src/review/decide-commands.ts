/**
 * What commands decide about a rule's findings, and why not when they decide nothing.
 */
import type {Command} from './commands.ts'
import type {Decision} from './marker.ts'

export interface Deciding {
  /** Username of who commands. */
  readonly by: string
  /** Whether that person's word counts. */
  readonly mayDecide: boolean
  readonly isRule: (name: string) => boolean
  /** `YYYY-MM-DD` */
  readonly today: string
}

export type Refusal = 'not-allowed' | 'no-such-rule' | 'past'

/** Null for a command that is about no decision. */
export function decide(
  command: Command,
  {by, mayDecide, isRule, today}: Deciding
): {readonly decision: Decision} | {readonly refusal: Refusal} | null {
  if (command.kind !== 'ignore' && command.kind !== 'unignore') return null
  const {rule} = command
  if (!mayDecide) return {refusal: 'not-allowed'}
  if (!isRule(rule)) return {refusal: 'no-such-rule'}
  if (command.kind === 'unignore') return {decision: {kind: 'unignore', rule}}
  const {because, until} = command
  if (until !== null && until < today) return {refusal: 'past'}
  return {decision: {kind: 'ignore', rule, because, until, by}}
}

/** Decisions in the order commanded. */
export function decisionsOf(commands: readonly Command[], deciding: Deciding): Decision[] {
  return commands.flatMap((command) => {
    const outcome = decide(command, deciding)
    return outcome && 'decision' in outcome ? [outcome.decision] : []
  })
}
