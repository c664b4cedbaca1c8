/**
 * What `ladderlint doctor` looked at, one line each, and below it what to do.
 */
import {createColors} from 'picocolors'

/** As the service's checks tell it. */
interface ShownCheck {
  readonly about: string
  readonly verdict: 'ok' | 'warning' | 'failed' | 'unknown'
  readonly says: string
  readonly hint?: string | undefined
}

export function renderCheck(
  {about, verdict, says, hint}: ShownCheck,
  {colour}: {readonly colour: boolean}
): string {
  const {bold, dim, green, red, yellow} = createColors(colour)
  const marks = {ok: green('✓'), warning: yellow('!'), failed: red('✗'), unknown: yellow('!')}
  const advice = hint === undefined || verdict === 'ok' ? '' : `  ${dim(`→ ${hint}`)}\n`
  return `${marks[verdict]} ${bold(`${about}:`)} ${says}\n${advice}`
}

/** One sentence about all of them. */
export function renderVerdict(checks: readonly ShownCheck[]): string {
  const count = (wanted: ShownCheck['verdict']) => checks.filter(({verdict}) => verdict === wanted).length
  const parts = [
    [count('failed'), 'failed'],
    [count('warning'), 'to look at'],
    [count('unknown'), 'not known']
  ] as const
  const told = parts.flatMap(([number, what]) => (number > 0 ? [`${number} ${what}`] : []))
  return told.length === 0 ? '\nAll is well.\n' : `\n${told.join(', ')}.\n`
}
