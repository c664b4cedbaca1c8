/**
 * Mistakes in a configuration file, each with its place, told all at once.
 */
import {SEE_CONFIGURATION} from './docs-url.ts'
import {LadderlintError} from './ladderlint-error.ts'

export interface ConfigMistake {
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
  /** What is wrong, without an end: "no rule is called …". */
  readonly text: string
  /** What to do, as a sentence. */
  readonly hint?: string | undefined
}

/** Nobody reads more. */
const MOST_TOLD = 20

/** The error that tells them; the file's path is named as the reader knows it. */
export function configError(path: string, mistakes: readonly ConfigMistake[]): LadderlintError {
  const [only, ...more] = mistakes
  const told = mistakes.slice(0, MOST_TOLD).map((mistake) => `  ${mistakeLine(path, mistake)}`)
  if (only && more.length === 0) {
    const {line, column, text, hint = SEE_CONFIGURATION} = only
    return new LadderlintError(`${path}:${line}:${column} ${text}`, {hint})
  }
  const rest = mistakes.length - told.length
  const lines = rest > 0 ? [...told, `  and ${rest} more`] : told
  return new LadderlintError(`${mistakes.length} mistakes in ${path}:\n${lines.join('\n')}`, {
    hint: SEE_CONFIGURATION
  })
}

/** One mistake with what to do about it: `.ladderlint.yml:7:3 no rule is called "level-ordr". Did you mean "level-order"?` */
export function mistakeLine(path: string, {line, column, text, hint}: ConfigMistake): string {
  return `${path}:${line}:${column} ${text}${hint ? `. ${hint}` : ''}`
}
