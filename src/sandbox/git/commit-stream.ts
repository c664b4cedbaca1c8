/**
 * A commit as the stream that `git fast-import` reads (git-fast-import(1)): blobs, tree and branch in one go, no work tree.
 */

/** Contents by path; null deletes the file. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>

export interface Signature {
  readonly name: string
  readonly email: string
}

export interface CommitRequest {
  readonly branch: string
  /** Commits to build on; empty for the first commit of a repository. */
  readonly parents: readonly string[]
  readonly files: Files
  readonly message: string
  readonly author: Signature
  /** Defaults to the author. */
  readonly committer?: Signature
  readonly date: Date
}

/** The stream for one commit; git answers with the commit's id on its standard output. */
export function renderCommitStream(commit: CommitRequest): Uint8Array {
  const seconds = Math.floor(commit.date.getTime() / 1000)
  const [first, ...others] = commit.parents
  const parts: (string | Uint8Array)[] = [
    `commit refs/heads/${commit.branch}\nmark :1\n`,
    `author ${signature(commit.author)} ${seconds} +0000\n`,
    `committer ${signature(commit.committer ?? commit.author)} ${seconds} +0000\n`,
    ...data(Buffer.from(commit.message)),
    ...(first ? [`from ${first}\n`] : []),
    ...others.map((parent) => `merge ${parent}\n`)
  ]
  for (const [path, content] of Object.entries(commit.files)) {
    if (content === null) parts.push(`D ${quoted(path)}\n`)
    else parts.push(`M 100644 inline ${quoted(path)}\n`, ...data(Buffer.from(content)))
  }
  parts.push('\nget-mark :1\ndone\n')
  return Buffer.concat(parts.map((part) => Buffer.from(part)))
}

function data(bytes: Uint8Array): (string | Uint8Array)[] {
  return [`data ${bytes.length}\n`, bytes, '\n']
}

function signature({name, email}: Signature): string {
  return `${name.replace(/[<>\n]/g, '')} <${email.replace(/[<>\n]/g, '')}>`
}

function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`
}
