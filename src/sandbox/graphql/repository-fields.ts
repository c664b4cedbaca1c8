/**
 * `blobs` and `tree` of a repository in GraphQL (doc/api/graphql/reference: Repository, Tree).
 */
import {isUtf8} from 'node:buffer'
import type {Repository, TreeItem} from '../git/repository.ts'
import {MOST_BYTES} from './complexity.ts'
import {objectOf, type Resolvers} from './object-of.ts'
import type {Field} from './parse-query.ts'

/** Most nodes of a page, whatever is asked for. */
const PAGE = 100

/** Files at paths; those that are not there are left out. */
export async function blobsOf(
  repository: Repository,
  commit: string | undefined,
  field: Field
): Promise<Record<string, unknown>> {
  const paths = field.parameters.get('paths')
  if (!Array.isArray(paths)) throw new Error("Field 'blobs' is missing required arguments: paths")
  const items: {readonly item: TreeItem; readonly content: Buffer}[] = []
  for (const path of new Set(paths.map(String))) {
    const item = commit === undefined ? undefined : await repository.entry(commit, path)
    const content = item?.type === 'blob' ? await repository.blob(item.id) : undefined
    if (item && content) items.push({item, content})
  }
  const size = items.reduce((sum, {content}) => sum + content.length, 0)
  if (asksForText(field) && size > MOST_BYTES) throw new Error('Max blobs size limit exceeded')
  return connection(field, 'RepositoryBlobConnection', items, ({item, content}) => ({
    path: () => item.path,
    oid: () => item.id,
    mode: () => item.mode,
    size: () => content.length,
    rawTextBlob: () => (isText(content) ? content.toString('utf8') : null)
  }))
}

/** Children of a folder; none for one that is not there. */
export async function treeOf(
  repository: Repository,
  commit: string | undefined,
  {parameters, fields}: Field
): Promise<Record<string, unknown> | null> {
  if (commit === undefined) return null
  const path = parameters.get('path')
  const items = (await repository.tree(commit, typeof path === 'string' ? path : '')) ?? []
  const ofType = (type: TreeItem['type']) => (field: Field) =>
    connection(
      field,
      'TreeEntryConnection',
      items.filter((item) => item.type === type),
      (item) => ({
        name: () => item.path.split('/').at(-1),
        path: () => item.path,
        mode: () => (type === 'blob' ? item.mode : undefined)
      })
    )
  return objectOf(fields, 'Tree', {
    trees: ofType('tree'),
    blobs: ofType('blob'),
    submodules: ofType('commit')
  })
}

function asksForText({fields}: Field): boolean {
  return fields.some(
    ({name, fields: inner}) => name === 'nodes' && inner.some((one) => one.name === 'rawTextBlob')
  )
}

/** As git tells text from other files, and GitLab with it: no NUL; text in another encoding is handed out transcoded. */
function isText(content: Buffer): boolean {
  return !content.includes(0) && isUtf8(content)
}

function connection<Item>(
  {fields, parameters}: Field,
  type: string,
  items: readonly Item[],
  resolversOf: (item: Item) => Resolvers
): Promise<Record<string, unknown>> {
  const first = parameters.get('first')
  const page = items.slice(0, Math.min(typeof first === 'number' ? first : PAGE, PAGE))
  return objectOf(fields, type, {
    nodes: ({fields: inner}) => Promise.all(page.map((item) => objectOf(inner, 'Node', resolversOf(item)))),
    pageInfo: ({fields: inner}) =>
      objectOf(inner, 'PageInfo', {hasNextPage: () => page.length < items.length})
  })
}
