/**
 * What changed from one commit to another. Source: GitLab docs, api/repositories, "Compare branches, tags or commits";
 * lib/api/entities/compare.rb.
 */
import {z} from 'zod'
import type {FileDiff} from '../review/diff.ts'
import {checked} from './answers.ts'
import type {Client} from './client.ts'
import {toFileDiff} from './diffs.ts'
import {diffSchema} from './schemas.ts'

const comparisonSchema = z.object({
  /** The newest; null where there is none in between. */
  commit: z.object({id: z.string()}).nullish(),
  diffs: z.array(diffSchema),
  /** Whether the diff's limits were hit, too. */
  compare_timeout: z.boolean().nullish()
})

export interface Comparison {
  /** The commit that `to` is; null where there is none in between. */
  readonly head: string | null
  readonly files: readonly FileDiff[]
  /** Whether GitLab left files out. */
  readonly overflow: boolean
}

interface Compared {
  /** A commit, or the name of a branch. */
  readonly from: string
  readonly to: string
  /** Whether `from` itself is compared, and not the merge base of both. */
  readonly straight?: boolean
}

/** @throws GitLabError */
export async function readComparison(
  client: Client,
  project: number,
  {from, to, straight = false}: Compared
): Promise<Comparison> {
  const path = `projects/${project}/repository/compare`
  const {body} = await client.requester.get(path, {
    searchParams: {from, to, ...(straight ? {straight} : {})}
  })
  const {commit, diffs, compare_timeout} = checked(comparisonSchema, body, {method: 'GET', path})
  return {head: commit?.id ?? null, files: diffs.map(toFileDiff), overflow: compare_timeout === true}
}
