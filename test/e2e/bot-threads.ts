/**
 * The bot's threads as an end-to-end test looks at them.
 */
import type {Note} from '../../src/sandbox/review/discussion.ts'

export interface Thread {
  readonly path: string
  /** Line of the new file; null for a thread on the whole file. */
  readonly line: number | null
  readonly rule: string
  readonly resolved: boolean
  readonly body: string
}

/** @param notes All that the bot wrote. @returns Those that stand on a page, in the order written. */
export function threadsAmong(notes: readonly Note[]): Thread[] {
  return notes.flatMap(({position, body, resolvedAt}) => {
    if (!position) return []
    const rule = /Why: \[`([a-z-]+)`\]/.exec(body)?.[1] ?? ''
    return [
      {path: position.new_path ?? '', line: position.new_line, rule, resolved: resolvedAt !== null, body}
    ]
  })
}
