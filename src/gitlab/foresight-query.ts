/**
 * The GraphQL queries that read files and folders together, within what GitLab lets a query cost.
 */
import {z} from 'zod'
import type {Foreseen} from '../handbook/snapshot.ts'

/** What is wanted of one commit. */
export interface Wanted extends Foreseen {
  readonly commit: string
}

/**
 * Points that a query may cost, of GitLab's 250, and what its parts cost (docs, api/graphql, "Limits"; base_field.rb,
 * blobs_resolver.rb): a path one, a list of paths and a folder what their fields and pages come to.
 */
export const MOST_POINTS = 220
const LIST_POINTS = 14
const FOLDER_POINTS = 16
/** Nodes of a page; with so many there may be more. */
export const PAGE = 100

export const fileSchema = z.object({
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
/** Of one alias: files at paths, or a folder. */
export type Answer = z.infer<typeof answer>
export const answerSchema = z.object({
  project: z.object({repository: z.record(z.string(), answer.nullable()).nullish()}).nullish()
})

interface Wish {
  readonly commit: string
  readonly kind: keyof Foreseen
  readonly path: string
}

/** Divides what is wanted into queries within the limits, in the order of the wishes. */
export function queriesFor(all: readonly Wanted[], mostPoints: number): Wanted[][] {
  const queries: Wish[][] = []
  let points = mostPoints
  /** Paths of each list of the last query: a list as long as a page might be cut. */
  let lists = new Map<string, number>()
  for (const wish of all.flatMap(wishesOf)) {
    const list = `${wish.commit} ${wish.kind}`
    const cost = () => (wish.kind === 'folders' ? FOLDER_POINTS : lists.has(list) ? 1 : LIST_POINTS)
    if (points + cost() > mostPoints || (lists.get(list) ?? 0) >= PAGE - 1) {
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

/** The answer has an alias a list and folder: `c0_texts`, `c0_files`, `c0_f0`, by the index of the commit and the folder. */
export function toQuery(wanted: readonly Wanted[]): {query: string; variables: Record<string, unknown>} {
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
