/**
 * The Snapshot port: the files of a handbook at one moment (a folder, a git commit, a commit on GitLab).
 * Reads are lazy; nothing is listed or read that was not asked for. Paths use `/` and have no leading one.
 */

export interface TreeEntry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link'
  /** git's object id of the content; null where the snapshot does not know it without reading (a folder on disk). */
  readonly id: string | null
}

export interface SourceFile {
  readonly path: string
  /** git blob id (sha1 of "blob <size>\0<bytes>"): the key that caches go by. */
  readonly id: string
  /** Text decoded from UTF-8 without byte order mark; null for a binary file or one over `MAX_FILE_BYTES`. */
  readonly text: string | null
  /** Bytes. */
  readonly size: number
  /** Why the text is kept back although it could be read, in words for a person; left out where it is not. */
  readonly withheld?: string
}

/** Larger files are not read into memory as text: `text` is null and `size` tells why. */
export const MAX_FILE_BYTES = 2_000_000

export interface Snapshot {
  /** 40 hex digits; null for a working folder. */
  readonly commit: string | null
  /**
   * Whether a path's absence proves that the handbook does not have it. False for a folder or a partial clone,
   * where only the folders present can be trusted.
   */
  readonly complete: boolean
  /** True where a listing costs next to nothing (a disk), so that a search may list many folders. */
  readonly local?: boolean
  /** Direct children of a folder ('' is the root), or undefined when there is no such folder. */
  entries(folder: string): Promise<readonly TreeEntry[] | undefined>
  /** A file, or undefined when there is none at that path (or it is a link or a folder). */
  read(path: string): Promise<SourceFile | undefined>
  /**
   * Paths of the files below a folder ('' is the root) that hold `text` literally, upper and lower case told apart;
   * sorted. Undefined, or the method absent, when this snapshot cannot search. Links and binary files are left out.
   * Without `local` each search counts against a limit and knows the first hundred places only: for what nothing else tells.
   */
  filesContaining?(text: string, folder: string): Promise<readonly string[] | undefined>
  /**
   * Reads together what will be asked for soon; absent where a read costs next to nothing. Never rejects: what it did not
   * get is read when it is asked for.
   */
  foresee?(wanted: Foreseen): Promise<void>
  /** Whether a file is known to stand at a path without asking; absent where asking costs next to nothing. */
  knows?(path: string): boolean
}

/** Paths that may turn out not to exist. */
export interface Foreseen {
  /** Files whose text is wanted. */
  readonly texts: readonly string[]
  /** Files of which only whether they are there is wanted. */
  readonly files: readonly string[]
  readonly folders: readonly string[]
}
