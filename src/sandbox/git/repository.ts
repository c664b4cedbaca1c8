/**
 * A bare git repository in a folder of its own: commits from files, branches, trees, blobs, diffs.
 */
import {writeFile} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {type CommitRequest, renderCommitStream} from './commit-stream.ts'
import {type FileChange, parseGitDiff} from './file-change.ts'
import {type ObjectReader, openObjectReader} from './object-reader.ts'
import {GitError, runGit} from './run-git.ts'

export interface TreeItem {
  readonly mode: string
  readonly type: 'blob' | 'tree' | 'commit'
  readonly id: string
  /** From the repository's root. */
  readonly path: string
}

export interface Commit {
  readonly id: string
  readonly parents: readonly string[]
  readonly author: {readonly name: string; readonly email: string; readonly date: string}
  readonly committer: {readonly name: string; readonly email: string; readonly date: string}
  readonly message: string
}

const FULL_ID = /^[0-9a-f]{40}$/
/** One record of `git log`; the record separator ends it, since messages hold line breaks. */
const COMMIT_FORMAT = '%H%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B%x1e'

export class Repository {
  readonly folder: string
  /** What a commit, tree or blob holds never changes: asked once, kept. */
  readonly #known = new Map<string, Promise<unknown>>()
  readonly #objects: ObjectReader

  private constructor(folder: string) {
    this.folder = folder
    this.#objects = openObjectReader(folder)
  }

  /** Ends what runs for it; questions before that are still answered. */
  close(): void {
    this.#objects.close()
  }

  /** Makes an empty repository in `folder`, which must exist. */
  static async create(folder: string, defaultBranch: string): Promise<Repository> {
    await runGit(folder, ['init', '--quiet', '--bare', `--initial-branch=${defaultBranch}`, folder])
    return new Repository(folder)
  }

  /** Commits files to a branch, which then points there whatever it pointed to before. Returns the commit's id. */
  async commit(request: CommitRequest): Promise<string> {
    const stream = renderCommitStream(request)
    const output = await runGit(this.folder, ['fast-import', '--quiet', '--force', '--done'], stream)
    return output.toString().trim()
  }

  /** The commit that a branch, a full or short id, or a full ref name stands for; undefined when there is none. */
  async resolve(name: string): Promise<string | undefined> {
    if (/[\s\0]|\.\.|@\{/.test(name) || name === '') return undefined
    if (FULL_ID.test(name)) return (await this.#isCommit(name)) ? name : undefined
    for (const candidate of [`refs/heads/${name}`, name]) {
      const found = await this.#objects.find(`${candidate}^{commit}`)
      if (found) return found
    }
    return undefined
  }

  /** The head of a branch; undefined when there is no such branch. */
  branch(name: string): Promise<string | undefined> {
    return this.resolve(`refs/heads/${name}`)
  }

  async branches(): Promise<{readonly name: string; readonly commit: string}[]> {
    const output = await runGit(this.folder, [
      'for-each-ref',
      '--format=%(refname) %(objectname)',
      'refs/heads/'
    ])
    return lines(output).map((line) => {
      const [ref = '', commit = ''] = line.split(' ')
      return {name: ref.slice('refs/heads/'.length), commit}
    })
  }

  /** Points a full ref name at a commit, or deletes it. */
  async setRef(ref: string, commit: string | null): Promise<void> {
    await runGit(this.folder, commit ? ['update-ref', ref, commit] : ['update-ref', '-d', ref])
  }

  /** Copies a branch of another repository to `ref`. */
  async fetch(from: Repository, branch: string, ref: string): Promise<void> {
    await runGit(this.folder, ['fetch', '--quiet', '--no-tags', from.folder, `+refs/heads/${branch}:${ref}`])
  }

  /** Reads the objects of another repository as if they were its own, without a copy (gitrepository-layout(5), alternates). */
  async borrow(repository: string): Promise<void> {
    const objects = await runGit(repository, ['rev-parse', '--git-path', 'objects'])
    const folder = resolve(repository, objects.toString().trim())
    await writeFile(join(this.folder, 'objects/info/alternates'), `${folder}\n`)
  }

  mergeBase(one: string, other: string): Promise<string | undefined> {
    return this.#once(`merge-base ${one} ${other}`, async () => {
      const output = await this.#unlessRefused(['merge-base', one, other])
      return output?.toString().trim()
    })
  }

  async isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    return (await this.mergeBase(ancestor, descendant)) === ancestor
  }

  /** The tree that merging `theirs` into `ours` gives; undefined on a conflict. */
  async mergedTree(ours: string, theirs: string): Promise<string | undefined> {
    const output = await this.#unlessRefused(['merge-tree', '--write-tree', ours, theirs])
    return output?.toString().trim()
  }

  /** Commits a tree that exists already, as merging does. */
  async commitTree(tree: string, parents: readonly string[], message: string): Promise<string> {
    const parentFlags = parents.flatMap((parent) => ['-p', parent])
    const output = await runGit(this.folder, ['commit-tree', tree, ...parentFlags, '-F', '-'], message)
    return output.toString().trim()
  }

  /** Children of a folder ('' is the root), or all below it; undefined when there is no such folder. */
  tree(commit: string, path: string, recursive = false): Promise<TreeItem[] | undefined> {
    return this.#once(`ls-tree ${commit} ${recursive} ${path}`, async () => {
      const flags = recursive ? ['-r', '-t'] : []
      const output = await this.#unlessRefused(['ls-tree', '-z', ...flags, `${commit}:${path}`])
      return output
        ?.toString()
        .split('\0')
        .filter(Boolean)
        .map((record) => toTreeItem(record, path))
    })
  }

  /** The entry at a path, or undefined. */
  async entry(commit: string, path: string): Promise<TreeItem | undefined> {
    const slash = path.lastIndexOf('/')
    const siblings = await this.tree(commit, path.slice(0, Math.max(slash, 0)))
    return siblings?.find((item) => item.path === path)
  }

  /** The bytes of a blob; undefined when there is none of that id. */
  blob(id: string): Promise<Buffer | undefined> {
    if (!FULL_ID.test(id)) return Promise.resolve(undefined)
    return this.#once(`blob ${id}`, () => this.#objects.read(id))
  }

  /** The bytes of the file at a path, or undefined. */
  async file(commit: string, path: string): Promise<Buffer | undefined> {
    const entry = await this.entry(commit, path)
    return entry?.type === 'blob' ? this.blob(entry.id) : undefined
  }

  /** What changed from one commit to another, optionally looking at some paths only. */
  diff(from: string, to: string, paths: readonly string[] = []): Promise<FileChange[]> {
    return this.#once(`diff ${from} ${to} ${paths.join('\0')}`, async () => {
      // The flags with which GitLab's own git service asks (Gitaly, CommitDiff): renames from 30 % on.
      const flags = ['--patch', '--raw', '-z', '--abbrev=40', '--full-index', '--find-renames=30%']
      const plain = ['--no-color', '--no-ext-diff', '--no-textconv', '--src-prefix=a/', '--dst-prefix=b/']
      const literal = paths.map((path) => `:(top,literal)${path}`)
      const output = await runGit(this.folder, ['diff', ...flags, ...plain, from, to, '--', ...literal])
      return parseGitDiff(output)
    })
  }

  /** Commits reachable from `to`, newest first, leaving out what `from` reaches; `path` keeps those that touch it. */
  log(to: string, options: {from?: string; path?: string; limit?: number} = {}): Promise<Commit[]> {
    const {from, path, limit} = options
    return this.#once(`log ${to} ${from} ${limit} ${path}`, async () => {
      const range = from ? [to, `^${from}`] : [to]
      const count = limit === undefined ? [] : [`--max-count=${limit}`]
      const only = path === undefined ? [] : [`:(top,literal)${path}`]
      const output = await runGit(this.folder, [
        'log',
        `--format=${COMMIT_FORMAT}`,
        ...count,
        ...range,
        '--',
        ...only
      ])
      return output
        .toString()
        .split('\x1e')
        .map((record) => record.trimStart())
        .filter(Boolean)
        .map(toCommit)
    })
  }

  /** Whether the repository has a commit of this full id. */
  #isCommit(id: string): Promise<boolean> {
    return this.#once(`commit ${id}`, async () => (await this.#objects.find(`${id}^{commit}`)) !== undefined)
  }

  /** Undefined where git says no (status 1 or 128): a conflict, no common ancestor, no such object. */
  async #unlessRefused(command: readonly string[]): Promise<Buffer | undefined> {
    try {
      return await runGit(this.folder, command)
    } catch (error) {
      if (error instanceof GitError && error.status !== null) return undefined
      throw error
    }
  }

  #once<Value>(key: string, ask: () => Promise<Value>): Promise<Value> {
    const known = this.#known.get(key)
    if (known) return known as Promise<Value> // each key names the question that the value answers
    const answer = ask()
    this.#known.set(key, answer)
    answer.catch(() => this.#known.delete(key))
    return answer
  }
}

function lines(output: Buffer): string[] {
  return output.toString().split('\n').filter(Boolean)
}

function toTreeItem(record: string, folder: string): TreeItem {
  const [info = '', name = ''] = record.split('\t')
  const [mode = '', type = '', id = ''] = info.split(' ')
  return {
    mode,
    type: type === 'tree' || type === 'commit' ? type : 'blob',
    id,
    path: folder === '' ? name : `${folder}/${name}`
  }
}

function toCommit(record: string): Commit {
  const [
    id = '',
    parents = '',
    name = '',
    email = '',
    date = '',
    byName = '',
    byEmail = '',
    byDate = '',
    message = ''
  ] = record.split('\0')
  return {
    id,
    parents: parents.split(' ').filter(Boolean),
    author: {name, email, date},
    committer: {name: byName, email: byEmail, date: byDate},
    message
  }
}
