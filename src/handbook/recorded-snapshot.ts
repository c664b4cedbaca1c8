/**
 * What was asked of a snapshot and what it answered, so that a later run can tell whether all of it is still so: then
 * whatever was concluded from the answers holds, too.
 */
import {createHash} from 'node:crypto'
import type {Snapshot, SourceFile, TreeEntry} from './snapshot.ts'

/** One question with a digest of its answer; `subject` is a path, a folder, or a searched text and its folder. */
export interface Answered {
  readonly kind: 'entries' | 'read' | 'search'
  readonly subject: readonly string[]
  readonly answer: string
}

/** Asks each question once in its life, whoever asks. Texts are kept: for the files that one run looks at. */
export function rememberAnswers(snapshot: Snapshot): Snapshot {
  const entries = remember((folder: string) => snapshot.entries(folder))
  const read = remember((path: string) => snapshot.read(path))
  const search = remember((key: string) => {
    const [text = '', folder = ''] = key.split('\0')
    return Promise.resolve(snapshot.filesContaining?.(text, folder))
  })
  return {
    ...snapshot,
    entries,
    read,
    ...(snapshot.filesContaining && {
      filesContaining: (text: string, folder: string) => search(`${text}\0${folder}`)
    })
  }
}

function remember<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return (key) => {
    const answer = known.get(key) ?? ask(key)
    known.set(key, answer)
    return answer
  }
}

export interface Recording {
  /** The same snapshot, watched. */
  readonly snapshot: Snapshot
  /** What was asked so far, each question once. */
  answered(): readonly Answered[]
}

export function recordAnswers(snapshot: Snapshot): Recording {
  const answers = new Map<string, Answered>()
  const note = (answered: Answered) =>
    answers.set(JSON.stringify([answered.kind, answered.subject]), answered)
  const {filesContaining} = snapshot
  return {
    answered: () => [...answers.values()],
    snapshot: {
      ...snapshot,
      async entries(folder) {
        const entries = await snapshot.entries(folder)
        note({kind: 'entries', subject: [folder], answer: digestOfEntries(entries)})
        return entries
      },
      async read(path) {
        const file = await snapshot.read(path)
        note({kind: 'read', subject: [path], answer: digestOfFile(file)})
        return file
      },
      ...(filesContaining && {
        async filesContaining(text: string, folder: string) {
          const paths = await filesContaining.call(snapshot, text, folder)
          note({kind: 'search', subject: [text, folder], answer: digestOfPaths(paths)})
          return paths
        }
      })
    }
  }
}

/** Whether a snapshot gives the same answers. */
export async function givesSameAnswers(snapshot: Snapshot, answered: readonly Answered[]): Promise<boolean> {
  for (const {kind, subject, answer} of answered) {
    if ((await digestOf(snapshot, kind, subject)) !== answer) return false
  }
  return true
}

async function digestOf(
  snapshot: Snapshot,
  kind: Answered['kind'],
  [first = '', second = '']: readonly string[]
): Promise<string> {
  switch (kind) {
    case 'entries':
      return digestOfEntries(await snapshot.entries(first))
    case 'read':
      return digestOfFile(await snapshot.read(first))
    case 'search':
      return digestOfPaths(await snapshot.filesContaining?.(first, second))
  }
}

/** Ids are left out: a folder on disk has none, and who needs a file's content reads it. */
function digestOfEntries(entries: readonly TreeEntry[] | undefined): string {
  return entries ? digest(entries.map(({name, kind}) => `${kind} ${name}`)) : 'none'
}

function digestOfFile(file: SourceFile | undefined): string {
  return file?.id ?? 'none'
}

function digestOfPaths(paths: readonly string[] | undefined): string {
  return paths ? digest(paths) : 'none'
}

function digest(lines: readonly string[]): string {
  return createHash('sha1').update(lines.join('\n')).digest('base64url')
}
