/**
 * What the corpus's merge requests change, read from git's objects, in the form that the sandbox takes a push in.
 */
import {isJobFamilyPath} from '../../src/handbook/paths.ts'
import type {Files} from '../../src/sandbox/git/commit-stream.ts'
import type {Corpus, CorpusMergeRequest} from '../corpus/open-corpus.ts'

export interface Change {
  readonly mergeRequest: CorpusMergeRequest
  /** New blob ids by path; null for a deleted file. Links and sub-modules are left out. */
  readonly files: ReadonlyMap<string, string | null>
  /** The job-family pages among them. */
  readonly pages: readonly string[]
}

const NO_BLOB = /^0+$/

export function changesOf(corpus: Corpus): Change[] {
  return corpus.mergeRequests.map((mergeRequest) => {
    const {base, head} = mergeRequest
    const files = new Map<string, string | null>()
    const fields = corpus.git('diff-tree', '-r', '-z', '--no-renames', '--abbrev=40', base, head).split('\0')
    for (let at = 0; at + 1 < fields.length; at += 2) {
      const [oldMode = '', newMode = '', , id = ''] = (fields[at] ?? '').slice(1).split(' ')
      const isFile = [oldMode, newMode].every((mode) => mode.startsWith('100') || mode === '000000')
      if (isFile) files.set(fields[at + 1] ?? '', NO_BLOB.test(id) ? null : id)
    }
    return {mergeRequest, files, pages: [...files.keys()].filter(isJobFamilyPath)}
  })
}

export function contentsOf(corpus: Corpus, files: Change['files']): Files {
  const ids = [...new Set([...files.values()].filter((id) => id !== null))]
  const blobs = new Map(corpus.read(ids).map((bytes, index) => [ids[index], bytes]))
  return Object.fromEntries(
    [...files].map(([path, id]) => [path, id === null ? null : (blobs.get(id) ?? null)])
  )
}

/**
 * What the next merge request does to the same pages: a later push as people really made it.
 * @returns Null when none of the pages was changed again.
 */
export function nextPush(changes: readonly Change[], change: Change): Change['files'] | null {
  const later = changes.slice(changes.indexOf(change) + 1)
  const kept = new Set(change.pages.filter((path) => change.files.get(path) != null))
  const next = later.find(({files}) => [...kept].some((path) => files.get(path) != null))
  if (!next) return null
  return new Map([...next.files].filter(([path, id]) => kept.has(path) && id !== null))
}
