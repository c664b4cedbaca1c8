/**
 * Checked answers: one object, or all items of a list. A list is asked for through gitbeaker's requester, because its
 * own paging follows the Link header alone (some proxies drop it) and has no bound where GitLab caps the page size.
 */
import type {z} from 'zod'
import type {Client} from './client.ts'
import {type Call, GitLabError, nonsenseOf} from './errors.ts'

/** Most items a page; endpoints with a lower cap of their own send fewer. */
const PER_PAGE = 100

/** GitLab allows 5,000 comments a merge request and 3,000 files a diff, 20 a page at the least. */
const MAX_PAGES = 300

type Query = Readonly<Record<string, string | number | boolean>>

/**
 * @throws GitLabError when the answer lacks what the schema asks for.
 */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  answer: unknown,
  call: Call
): z.infer<Schema> {
  const result = schema.safeParse(answer)
  if (result.success) return result.data
  const where = result.error.issues[0]?.path.join('.')
  throw nonsenseOf(call, where ? `"${where}" is missing or of the wrong kind` : 'it is of the wrong kind')
}

/**
 * All items of a list, in GitLab's order. Pages are followed by their headers, never counted: `/diffs` has 30 a page
 * whatever is asked for, and totals are missing above 10,000 items.
 * @throws GitLabError
 */
export async function all<Item extends z.ZodType>(
  client: Client,
  path: string,
  item: Item,
  query: Query = {}
): Promise<z.infer<Item>[]> {
  const items: z.infer<Item>[] = []
  for await (const page of pages(client, path, item, query)) items.push(...page)
  return items
}

/**
 * What is asked for; undefined where GitLab has no such thing, or hides it: it does not tell which.
 * @throws GitLabError
 */
export async function unlessMissing<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof GitLabError && error.status === 404) return undefined
    throw error
  }
}

/**
 * The first items of a list; asks for no more pages than they take.
 * @throws GitLabError
 */
export async function first<Item extends z.ZodType>(
  limit: number,
  client: Client,
  path: string,
  item: Item,
  query: Query = {}
): Promise<z.infer<Item>[]> {
  const items: z.infer<Item>[] = []
  for await (const page of pages(client, path, item, query)) {
    items.push(...page)
    if (items.length >= limit) break
  }
  return items.slice(0, limit)
}

async function* pages<Item extends z.ZodType>(
  client: Client,
  path: string,
  item: Item,
  query: Query
): AsyncGenerator<z.infer<Item>[]> {
  const call = {method: 'GET', path}
  let next: Query | undefined = {...query, per_page: PER_PAGE}
  for (let page = 1; next !== undefined; page++) {
    if (page > MAX_PAGES) throw nonsenseOf(call, `more than ${MAX_PAGES} pages`)
    const {body, headers} = await client.requester.get(path, {searchParams: next})
    yield checked(item.array(), body, call)
    next = nextPage(next, headers)
  }
}

function nextPage(current: Query, headers: Readonly<Record<string, string>>): Query | undefined {
  const link = /<([^>]*)>\s*;\s*rel="?next"?/.exec(headers.link ?? '')?.[1]
  // Only the query: behind a proxy, GitLab may not know its own address.
  if (link !== undefined) return {...current, ...Object.fromEntries(new URLSearchParams(link.split('?')[1]))}
  const page = headers['x-next-page']
  return page ? {...current, page} : undefined
}
