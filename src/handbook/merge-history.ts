/**
 * The merges of a checkout's branch: its first-parent history, where each commit is one merge request (or one push), with
 * the job-family pages that each changed. Read through git's objects only.
 */
import {runGit} from './git-command.ts'
import {commitId} from './git-snapshot.ts'
import {type ChangedPath, parseNameStatus} from './name-status.ts'
import {isJobFamilyPath} from './paths.ts'

export interface Merge {
  /** 40 hex digits, as `base`, its first parent. */
  readonly commit: string
  readonly base: string
  /** "2022-09-14", the committer's. */
  readonly date: string
  /** First line of its message. */
  readonly subject: string
  /** The job-family pages it changed, also those it moved in or out. Never empty. */
  readonly pages: readonly ChangedPath[]
}

/** Commits asked of git at a time. */
const BATCH = 200

/** The folders that hold job families in one generation or another. */
const FOLDERS = ['content/job-families', 'source/job-families', 'source/jobs', 'sites']

/** Which pages a history is about. */
export interface PagesOfHistory {
  readonly isPage: (path: string) => boolean
  /** All that hold such pages: git passes over commits that touch none of them. Empty looks everywhere. */
  readonly folders?: readonly string[]
}

/** The subject stands last: it may hold anything but a line break. */
const FORMAT = '%H%x09%P%x09%cs%x09%s'

/**
 * Merges that changed job-family pages, the newest first. A commit without a parent is no merge: it brought everything.
 * @param where How far back: all merges since a commit, or the last so many of them.
 * @throws LadderlintError when the folder is no repository, or the commit is unknown.
 */
export async function* mergeHistory(
  repository: string,
  where: {readonly since: string} | {readonly last: number},
  {isPage, folders = FOLDERS}: PagesOfHistory = {isPage: isJobFamilyPath}
): AsyncGenerator<Merge> {
  const head = await commitId(repository, 'HEAD')
  const range = 'since' in where ? [head, `^${await commitId(repository, where.since)}`] : [head]
  let left = 'last' in where ? where.last : Number.POSITIVE_INFINITY
  for (let skip = 0; left > 0; skip += BATCH) {
    const commits = await commitsOf(repository, [...range, '--', ...folders], skip)
    for (const {commit, base, date, subject} of commits) {
      const pages = base === '' ? [] : await changedPages(repository, base, commit, isPage)
      if (pages.length === 0) continue
      yield {commit, base, date, subject, pages}
      left -= 1
      if (left === 0) return
    }
    if (commits.length < BATCH) return
  }
}

/** Whether the clone was cut off at some depth, so that its history is not all there was. */
export async function isShallow(repository: string): Promise<boolean> {
  return (await runGit(repository, ['rev-parse', '--is-shallow-repository']))?.trim() === 'true'
}

type Commit = Omit<Merge, 'pages'>

async function commitsOf(repository: string, range: readonly string[], skip: number): Promise<Commit[]> {
  const count = [`--skip=${skip}`, `--max-count=${BATCH}`]
  const printed = await runGit(repository, [
    'log',
    '--first-parent',
    `--format=${FORMAT}`,
    ...count,
    ...range
  ])
  const lines = (printed ?? '').split('\n').filter((line) => line !== '')
  return lines.map((line) => {
    const [commit = '', parents = '', date = '', ...subject] = line.split('\t')
    return {commit, base: parents.split(' ')[0] ?? '', date, subject: subject.join('\t')}
  })
}

async function changedPages(
  repository: string,
  base: string,
  commit: string,
  isPage: PagesOfHistory['isPage']
): Promise<ChangedPath[]> {
  const printed = await runGit(repository, [
    'diff-tree',
    '-r',
    '-M',
    '--name-status',
    '-z',
    base,
    commit,
    '--'
  ])
  return parseNameStatus(printed ?? '').flatMap(({base: before, head: after}): ChangedPath[] => {
    const isNow = after !== null && isPage(after)
    const wasBefore = before !== null && isPage(before)
    return isNow || wasBefore ? [{base: before, head: isNow ? after : null}] : []
  })
}
