/**
 * The corpus of real pages: the folder in LADDERLINT_CORPUS, with `handbook-2022.bundle` (a git bundle whose tags
 * mr-001-base, mr-001-head … frame real merge requests) and `hugo/` (a part of a later handbook). Read through git's
 * objects: no tree is ever checked out.
 */
import {execFileSync} from 'node:child_process'
import {existsSync, globSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {isJobFamilyPath} from '../../src/handbook/paths.ts'

export interface CorpusPage {
  /** Where it was first seen: a tag of the bundle, or "hugo". */
  readonly tree: string
  readonly path: string
  readonly text: string
}

export interface CorpusMergeRequest {
  readonly number: number
  readonly title: string
  /** Commits. */
  readonly base: string
  readonly head: string
}

export interface Corpus {
  /** A bare clone of the bundle. */
  readonly repository: string
  readonly mergeRequests: readonly CorpusMergeRequest[]
  /** Every version of every job-family page of both generations, each content once. */
  pages(): CorpusPage[]
  /** The contents of blobs. */
  read(ids: readonly string[]): Buffer[]
  /** What git prints. */
  git(...parameters: readonly string[]): string
  /** Deletes the clone. */
  close(): void
}

const MOST_BYTES = 1_000_000_000

/** @throws Error when the folder is not set or holds no corpus. */
export function openCorpus(folder: string | undefined): Corpus {
  const bundle = join(folder ?? '', 'handbook-2022.bundle')
  if (folder === undefined || !existsSync(bundle)) {
    throw new Error('set LADDERLINT_CORPUS to a folder that holds handbook-2022.bundle and hugo/')
  }
  const repository = mkdtempSync(join(tmpdir(), 'ladderlint-corpus-'))
  const run = (parameters: readonly string[], input?: string): Buffer =>
    execFileSync('git', ['-C', repository, ...parameters], {input: input ?? '', maxBuffer: MOST_BYTES})
  execFileSync('git', ['clone', '--quiet', '--bare', bundle, repository])

  const git = (...parameters: readonly string[]) => run(parameters).toString()
  const read = (ids: readonly string[]) => cutBlobs(run(['cat-file', '--batch'], `${ids.join('\n')}\n`))
  return {
    repository,
    mergeRequests: mergeRequestsOf(git),
    pages: () => [...bundlePages(git, read), ...folderPages(join(folder, 'hugo'))],
    read,
    git,
    close: () => rmSync(repository, {recursive: true, force: true})
  }
}

type Git = Corpus['git']

function mergeRequestsOf(git: Git): CorpusMergeRequest[] {
  const format = '%(refname:short)%09%(objectname)%09%(contents:subject)'
  const tags = git('for-each-ref', `--format=${format}`, 'refs/tags/mr-*').trim().split('\n')
  const rows = tags.map((line) => line.split('\t'))
  const commits = new Map(rows.map(([tag = '', commit = '']) => [tag, commit]))
  return rows.flatMap(([tag = '', head = '', subject = '']) => {
    const base = commits.get(tag.replace(/-head$/, '-base'))
    if (!tag.endsWith('-head') || base === undefined) return []
    return [{number: Number(tag.slice(3, 6)), title: subject.replace(/^Merge request \d+: /, ''), base, head}]
  })
}

function bundlePages(git: Git, read: Corpus['read']): CorpusPage[] {
  const tags = git('tag', '--list', 'mr-*').trim().split('\n')
  const seen = new Map<string, {tree: string; path: string}>()
  for (const tree of tags) {
    for (const record of git('ls-tree', '-r', '-z', tree).split('\0')) {
      const [info = '', path = ''] = record.split('\t')
      const [, type, id = ''] = info.split(' ')
      if (type === 'blob' && isJobFamilyPath(path) && !seen.has(id)) seen.set(id, {tree, path})
    }
  }
  const texts = read([...seen.keys()])
  return [...seen.values()].map((page, index) => ({...page, text: String(texts[index])}))
}

function folderPages(folder: string): CorpusPage[] {
  return globSync('**/*.md', {cwd: folder})
    .filter(isJobFamilyPath)
    .sort()
    .map((path) => ({tree: 'hugo', path, text: readFileSync(join(folder, path), 'utf8')}))
}

/** Cuts "<id> <type> <size>\n<contents>\n" into contents; a missing object is an error. */
function cutBlobs(output: Buffer): Buffer[] {
  const blobs: Buffer[] = []
  for (let at = 0; at < output.byteLength; ) {
    const line = output.indexOf(0x0a, at)
    const header = output.toString('latin1', at, line)
    const size = /^\S+ blob (\d+)$/.exec(header)?.[1]
    if (size === undefined) throw new Error(`the corpus lacks a blob: ${header}`)
    const end = line + 1 + Number(size)
    blobs.push(output.subarray(line + 1, end))
    at = end + 1
  }
  return blobs
}
