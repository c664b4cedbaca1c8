/**
 * What git says changed in one file, and the lines of its patch. Written for the sandbox alone: it must not share the
 * mistakes of the reader that it tests.
 */

export interface FileChange {
  readonly oldPath: string
  readonly newPath: string
  /** Octal, '0' for a side that does not exist. */
  readonly oldMode: string
  readonly newMode: string
  readonly kind: 'added' | 'modified' | 'renamed' | 'deleted'
  /** Hunks as text, or git's one line about binary files; '' for a pure rename or a mode change. */
  readonly patch: string
}

export interface DiffLine {
  readonly kind: 'added' | 'removed' | 'unchanged'
  /** Old number; of an added line the number that the next old line would have. From 1 (0 in an added file). */
  readonly oldLine: number
  /** New number; of a removed line the number that the next new line would have. */
  readonly newLine: number
  /** Without the sign in front and without the line break; a carriage return stays. */
  readonly text: string
}

export interface Hunk {
  readonly header: string
  readonly oldStart: number
  readonly newStart: number
  /** Numbers just after the hunk's last line. */
  readonly oldEnd: number
  readonly newEnd: number
  readonly lines: readonly DiffLine[]
}

const HUNK_HEADER = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/

export function parseHunks(patch: string): Hunk[] {
  const hunks: Hunk[] = []
  let lines: DiffLine[] = []
  let header: RegExpExecArray | null = null
  let oldLine = 0
  let newLine = 0

  const finish = () => {
    if (!header) return
    hunks.push({
      header: header.input,
      oldStart: Number(header[1]),
      newStart: Number(header[3]),
      oldEnd: oldLine,
      newEnd: newLine,
      lines
    })
  }

  for (const line of patch.split('\n')) {
    const start = HUNK_HEADER.exec(line)
    if (start) {
      finish()
      header = start
      lines = []
      oldLine = Number(start[1])
      newLine = Number(start[3])
      continue
    }
    if (!header) continue
    const text = line.slice(1)
    if (line.startsWith('+')) lines.push({kind: 'added', oldLine, newLine: newLine++, text})
    else if (line.startsWith('-')) lines.push({kind: 'removed', oldLine: oldLine++, newLine, text})
    else if (line.startsWith(' '))
      lines.push({kind: 'unchanged', oldLine: oldLine++, newLine: newLine++, text})
    // "\ No newline at end of file" and what follows the last line break count for neither side.
  }
  finish()
  return hunks
}

/** Splits `git diff --raw -z --patch` into file changes; raw records and patches come in the same order. */
export function parseGitDiff(output: Buffer): FileChange[] {
  const text = new TextDecoder().decode(output)
  const records: string[][] = []
  let at = 0
  while (text[at] === ':') {
    const fields: string[] = []
    for (let wanted = 2; fields.length < wanted; ) {
      const end = text.indexOf('\0', at)
      fields.push(text.slice(at, end))
      at = end + 1
      if (/ [RC]\d*$/.test(fields[0] ?? '')) wanted = 3
    }
    records.push(fields)
  }
  // Not /^…/m: JavaScript's ^ also stands after a carriage return, which a page's line may hold.
  const patches = text.slice(text[at] === '\0' ? at + 1 : at).split(/(?<=\n)(?=diff --git )/)
  return records.map((fields) => {
    // A file that becomes a link is one record with two patches: out with the one, in with the other.
    const count = fields[0]?.endsWith(' T') ? 2 : 1
    return toFileChange(fields, patches.splice(0, count).map(bodyOf).join(''))
  })
}

function toFileChange([info = '', first = '', second = first]: readonly string[], patch: string): FileChange {
  const [oldMode = '', newMode = '', , , status = 'M'] = info.slice(1).split(' ')
  const kinds = {A: 'added', D: 'deleted', R: 'renamed'} as const
  const letter = status[0]
  return {
    oldPath: first,
    newPath: second,
    oldMode: oldMode === '000000' ? '0' : oldMode,
    newMode: newMode === '000000' ? '0' : newMode,
    kind: letter === 'A' || letter === 'D' || letter === 'R' ? kinds[letter] : 'modified',
    patch
  }
}

function bodyOf(patch: string): string {
  const start = patch.search(/(?<=\n)(?:@@ |Binary files )/)
  return start === -1 ? '' : patch.slice(start)
}
