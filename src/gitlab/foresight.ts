/**
 * Reads files and folders of a project together, in one GraphQL query instead of a request each, before they are asked for.
 * All it does is fill the cache: a file is kept only where its bytes are known for certain, which its id proves; what
 * GitLab does not hand out this way is asked for one by one.
 */
import type {z} from 'zod'
import type {Foreseen} from '../handbook/snapshot.ts'
import {toSourceFile} from '../handbook/source-file.ts'
import type {Client} from './client.ts'
import {GitLabError} from './errors.ts'
import {
  type Answer,
  answerSchema,
  type fileSchema,
  MOST_POINTS,
  PAGE,
  queriesFor,
  toQuery,
  type Wanted
} from './foresight-query.ts'
import type {ForgeCache} from './forge-cache.ts'
import {queryGraphQl} from './graphql.ts'

export interface Foresight {
  /** What is wanted at the same time, of whichever commits, goes in one query. Never rejects. */
  read(commit: string, wanted: Foreseen): Promise<void>
}

interface ForesightOptions {
  /** Numeric id. */
  readonly project: number
  /** `group/name`; undefined while nobody has told it. */
  readonly path: () => string | undefined
  readonly cache: ForgeCache
}

/** Queries for what is wanted at one time; the rest is asked for as it comes. */
const MOST_QUERIES = 4

/** Below that, a query is hardly worth it. */
const LEAST_POINTS = 50

export function openForesight(client: Client, {project, path, cache}: ForesightOptions): Foresight {
  let waiting: Wanted[] = []
  let sending: Promise<void> | undefined

  return {
    read(commit, wanted) {
      if (path() === undefined || points() < LEAST_POINTS) return Promise.resolve()
      waiting.push({...wanted, commit})
      // Not at once: what a worker wants at the same time comes in several messages.
      sending ??= new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
        const all = waiting
        waiting = []
        sending = undefined
        const queries = queriesFor(all, points()).slice(0, MOST_QUERIES)
        for (const query of queries) if (!(await send(query))) break
      })
      return sending
    }
  }

  /** What a query may cost in this project; GitLab does not say what it thinks of one but by refusing it. */
  function points(): number {
    return cache.queryPoints.get(String(project)) ?? MOST_POINTS
  }

  /** @returns Whether it is worth asking more. */
  async function send(wanted: readonly Wanted[]): Promise<boolean> {
    try {
      const {query, variables} = toQuery(wanted)
      const data = await queryGraphQl(client, answerSchema, query, {...variables, project: path()})
      const repository = data?.project?.repository
      if (!repository) cache.queryPoints.set(String(project), points() / 2)
      for (const [index, {commit, ...asked}] of wanted.entries()) {
        const own = (alias: string) => repository?.[`c${index}_${alias}`] ?? undefined
        keepFiles(commit, asked.texts, own('texts'))
        keepFiles(commit, asked.files, own('files'))
        for (const [number, folder] of asked.folders.entries()) keepFolder(commit, folder, own(`f${number}`))
      }
      return repository !== undefined
    } catch (error) {
      if (!(error instanceof GitLabError)) throw error
      // Refused for good, as a token of another kind is: whoever asks one by one is told why.
      if (!error.retryable) cache.queryPoints.set(String(project), 0)
      return false
    }
  }

  function keepFiles(commit: string, paths: readonly string[], answer: Answer | undefined): void {
    if (!answer || !('nodes' in answer)) return
    for (const node of answer.nodes) keepFile(commit, node)
    if (answer.nodes.length === 0 || answer.nodes.length >= PAGE) return
    // Some are there, so the commit is, and what is missing is not in it.
    cache.seen.set(`${project}:${commit}`, true)
    const found = new Set(answer.nodes.map((node) => node.path))
    for (const missing of new Set(paths).difference(found)) {
      cache.absences.set(`${project}:${commit}:${missing}`, true)
    }
  }

  function keepFile(commit: string, {path: at, oid, mode, rawTextBlob}: z.infer<typeof fileSchema>): void {
    if (mode !== '100644' && mode !== '100755') return
    const {path: _, ...blob} = toSourceFile(at, Buffer.from(rawTextBlob ?? ''))
    // Text that GitLab changed on its way (another encoding, a cut) has another id.
    if (rawTextBlob != null && blob.id === oid) cache.blobs.set(oid, blob)
    cache.blobIds.set(`${project}:${commit}:${at}`, oid)
  }

  function keepFolder(commit: string, folder: string, answer: Answer | undefined): void {
    if (!answer || !('trees' in answer)) return
    const {trees, blobs} = answer
    const place = `${project}:${commit}:${folder}`
    if ([trees, blobs].some(({nodes}) => nodes.length >= PAGE)) return
    if (trees.nodes.length + blobs.nodes.length === 0) {
      // No folder is empty: it is not there, unless the commit is not.
      if (cache.seen.get(`${project}:${commit}`)) cache.absences.set(`${place}/`, true)
      return
    }
    cache.listings.set(place, [
      ...trees.nodes.map(({name}) => ({name, kind: 'folder' as const, id: null})),
      ...blobs.nodes.map(({name, mode}) => {
        const kind = mode === '120000' ? ('link' as const) : ('file' as const)
        return {name, kind, id: null}
      })
    ])
  }
}
