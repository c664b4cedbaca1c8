/**
 * Reads files and folders of a project together, in one GraphQL query instead of a request each, before they are asked for.
 * All it does is fill the cache: a file is kept only where its bytes are known for certain, which its id proves; what
 * GitLab does not hand out this way is asked for one by one.
 */
import {z} from 'zod'
import type {Foreseen} from '../handbook/snapshot.ts'
import {toSourceFile} from '../handbook/source-file.ts'
import type {Client} from './client.ts'
import {GitLabError} from './errors.ts'
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

/**
 * Points that a query may cost, of GitLab's 250, and what its parts cost (docs, api/graphql, "Limits"; base_field.rb,
 * blobs_resolver.rb): a path one, a list of paths and a folder what their fields and pages come to.
 */
const MOST_POINTS = 220
const LIST_POINTS = 14
const FOLDER_POINTS = 16
/** Nodes of a page; with so many there may be more. */
const PAGE = 100
/** Queries for what is wanted at one time; the rest is asked for as it comes. */
const MOST_QUERIES = 4

interface Wanted extends Foreseen {
  readonly commit: string
}

export function openForesight(client: Client, {project, path, cache}: ForesightOptions): Foresight {
  let waiting: Wanted[] = []
  let sending: Promise<void> | undefined

  return {
    read(commit, wanted) {
      if (path() === undefined || cache.unforeseen.get(String(project))) return Promise.resolve()
      waiting.push({...wanted, commit})
      // Not at once: what a worker wants at the same time comes in several messages.
      sending ??= new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
        const all = waiting
        waiting = []
        sending = undefined
        for (const some of queriesFor(all).slice(0, MOST_QUERIES)) if (!(await send(some))) break
      })
      return sending
    }
  }

  /** @returns Whether it is worth asking more. */
  async function send(wanted: readonly Wanted[]): Promise<boolean> {
    try {
      const {query, variables} = toQuery(wanted)
      const data = await queryGraphQl(client, answerSchema, query, {...variables, project: path()})
      const repository = data?.project?.repository
      if (!repository) cache.unforeseen.set(String(project), true)
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
      if (!error.retryable) cache.unforeseen.set(String(project), true)
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

const fileSchema = z.object({
  path: z.string(),
  oid: z.string(),
  mode: z.string().nullish(),
  rawTextBlob: z.string().nullish()
})
const folderSchema = z.object({
  trees: z.object({nodes: z.array(z.object({name: z.string()}))}),
  blobs: z.object({nodes: z.array(z.object({name: z.string(), mode: z.string()}))})
})
const answer = z.union([z.object({nodes: z.array(fileSchema)}), folderSchema])
type Answer = z.infer<typeof answer>
const answerSchema = z.object({
  project: z.object({repository: z.record(z.string(), answer.nullable()).nullish()}).nullish()
})

interface Wish {
  readonly commit: string
  readonly kind: keyof Foreseen
  readonly path: string
}

/** Divides what is wanted into queries within the limits, in the order of the wishes. */
function queriesFor(all: readonly Wanted[]): Wanted[][] {
  const queries: Wish[][] = []
  let points = MOST_POINTS
  /** Paths of each list of the last query: a list as long as a page might be cut. */
  let lists = new Map<string, number>()
  for (const wish of all.flatMap(wishesOf)) {
    const list = `${wish.commit} ${wish.kind}`
    const cost = () => (wish.kind === 'folders' ? FOLDER_POINTS : lists.has(list) ? 1 : LIST_POINTS)
    if (points + cost() > MOST_POINTS || (lists.get(list) ?? 0) >= PAGE - 1) {
      queries.push([])
      points = 0
      lists = new Map()
    }
    points += cost()
    lists.set(list, (lists.get(list) ?? 0) + 1)
    queries.at(-1)?.push(wish)
  }
  return queries.map(byCommit)
}

function wishesOf({commit, ...wanted}: Wanted): Wish[] {
  const texts = new Set(wanted.texts)
  const files = new Set(wanted.files).difference(texts)
  const wishes = (kind: keyof Foreseen, paths: Iterable<string>) =>
    Array.from(new Set(paths), (path): Wish => ({commit, kind, path}))
  return [...wishes('texts', texts), ...wishes('files', files), ...wishes('folders', wanted.folders)]
}

function byCommit(wishes: readonly Wish[]): Wanted[] {
  return Array.from(
    Map.groupBy(wishes, ({commit}) => commit),
    ([commit, own]) => {
      const pathsOf = (kind: keyof Foreseen) => own.filter((wish) => wish.kind === kind).map(({path}) => path)
      return {commit, texts: pathsOf('texts'), files: pathsOf('files'), folders: pathsOf('folders')}
    }
  )
}

function toQuery(wanted: readonly Wanted[]): {query: string; variables: Record<string, unknown>} {
  const declared: string[] = ['$project: ID!']
  const fields: string[] = []
  const variables: Record<string, unknown> = {}
  const declare = (name: string, type: string, value: unknown) => {
    declared.push(`$${name}: ${type}`)
    variables[name] = value
    return `$${name}`
  }
  for (const [index, {commit, texts, files, folders}] of wanted.entries()) {
    const ref = declare(`c${index}`, 'String!', commit)
    const blobs = (kind: string, paths: readonly string[], more: string) => {
      if (paths.length === 0) return
      const list = declare(`c${index}_${kind}`, '[String!]!', paths)
      fields.push(
        `c${index}_${kind}: blobs(paths: ${list}, ref: ${ref}, first: ${PAGE}) { nodes { path oid mode ${more} } }`
      )
    }
    blobs('texts', texts, 'rawTextBlob')
    blobs('files', files, '')
    for (const [number, folder] of folders.entries()) {
      const path = declare(`c${index}_f${number}`, 'String!', folder)
      fields.push(
        `c${index}_f${number}: tree(path: ${path}, ref: ${ref}) { trees(first: ${PAGE}) { nodes { name } } blobs(first: ${PAGE}) { nodes { name mode } } }`
      )
    }
  }
  const query = `query(${declared.join(', ')}) { project(fullPath: $project) { repository { ${fields.join(' ')} } } }`
  return {query, variables}
}
