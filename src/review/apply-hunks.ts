/**
 * The new text of a file from its old one and its diff, so that what a diff says need not be read again.
 */
import {parseHunks} from './diff.ts'

/**
 * @param oldText Exactly what the diff was made from.
 * @param diff As GitLab's `diff` field has it.
 * @returns Undefined when the diff does not fit the text in every line, or is cut.
 */
export function applyHunks(oldText: string, diff: string): string | undefined {
  const old = linesOf(oldText)
  const result: string[] = []
  let next = 0
  for (const {oldStart, lines, isWhole} of parseHunks(diff)) {
    const takesNone = lines.every(({kind}) => kind === 'added')
    // A hunk that takes no old line carries the number of the line above it.
    const start = takesNone ? oldStart : oldStart - 1
    if (!isWhole || start < next || start > old.length) return undefined
    // One by one: a call takes no hundred thousand arguments.
    for (; next < start; next++) result.push(old[next] ?? '')
    for (const {kind, text, unterminated} of lines) {
      const line = unterminated ? text : `${text}\n`
      if (kind !== 'added' && old[next] !== line) return undefined
      if (kind !== 'added') next += 1
      if (kind !== 'removed') result.push(line)
    }
  }
  for (; next < old.length; next++) result.push(old[next] ?? '')
  const isBroken = result.slice(0, -1).some((line) => !line.endsWith('\n'))
  return isBroken ? undefined : result.join('')
}

/** With their ends; an unfinished last line counts. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/).filter((line) => line !== '')
}
