/**
 * Turns what a command threw into what the person reads and the exit status.
 */
import {CommanderError} from 'commander'
import {LadderlintError} from '../config/ladderlint-error.ts'

/** @returns `text` for standard error, empty when commander has written its own. */
export function failure(
  error: unknown,
  {debug}: {readonly debug: boolean}
): {readonly text: string; readonly exitCode: number} {
  // commander prints its own message; --help and --version arrive here too, with exit code 0.
  if (error instanceof CommanderError) return {text: '', exitCode: error.exitCode === 0 ? 0 : 2}
  const stack = debug && error instanceof Error ? `${error.stack ?? ''}\n` : ''
  if (error instanceof LadderlintError) {
    const hint = error.hint ? `  ${error.hint}\n` : ''
    return {text: `ladderlint: ${error.message}\n${hint}${stack}`, exitCode: error.exitCode}
  }
  const refusal = refusedBySystem(error)
  if (refusal) {
    const hint = '  Check that its folder exists, and who may read and write there\n'
    return {text: `ladderlint: ${refusal}\n${hint}${stack}`, exitCode: 2}
  }
  const reason = error instanceof Error ? error.message : String(error)
  const hint = debug
    ? ''
    : '  This is a defect of ladderlint. Run it again with --debug and report what it prints.\n'
  return {text: `ladderlint: unexpected: ${reason}\n${hint}${stack}`, exitCode: 2}
}

/** What the system did not let a file be used for, in words; undefined for any other error. Source: Node docs, class SystemError. */
function refusedBySystem(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error && 'path' in error)) return undefined
  const [, reason = error.message] = /^\w+: (.+?), \w+/.exec(error.message) ?? []
  return `cannot ${error.syscall} "${error.path}": ${reason}`
}
