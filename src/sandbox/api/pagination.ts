/**
 * Offset pagination with its headers, and the keyset kind of the repository tree (doc/api/rest/_index.md).
 */
import {z} from 'zod'
import {type Call, integer, parametersOf} from './call.ts'

const DEFAULT_SIZE = 20
const LARGEST_PAGE = 100
/** Above so many records GitLab no longer counts them. */
const LARGEST_COUNT = 10_000

const schema = z.object({page: integer.optional(), per_page: integer.optional()})

/** The page of `items` that was asked for; sets the headers. `cap` is an endpoint's own limit below 100. */
export function paginate<Item>(call: Call, items: readonly Item[], cap = LARGEST_PAGE): readonly Item[] {
  const {page: asked = 1, per_page: wanted = DEFAULT_SIZE} = parametersOf(schema, call)
  const size = Math.min(Math.max(wanted, 1), cap)
  const page = Math.max(asked, 1)
  const pages = Math.max(Math.ceil(items.length / size), 1)
  const counted = items.length <= LARGEST_COUNT
  const {response} = call
  response.set({
    'X-Page': String(page),
    'X-Per-Page': String(size),
    'X-Next-Page': page < pages ? String(page + 1) : '',
    'X-Prev-Page': page > 1 ? String(page - 1) : '',
    ...(counted ? {'X-Total': String(items.length), 'X-Total-Pages': String(pages)} : {}),
    Link: [
      ...(page > 1 ? [link(call, {page: page - 1, per_page: size}, 'prev')] : []),
      ...(page < pages ? [link(call, {page: page + 1, per_page: size}, 'next')] : []),
      link(call, {page: 1, per_page: size}, 'first'),
      ...(counted ? [link(call, {page: pages, per_page: size}, 'last')] : [])
    ].join(', ')
  })
  return items.slice((page - 1) * size, page * size)
}

const keysetSchema = z.object({
  per_page: integer.optional(),
  page_token: z.string().optional(),
  id_after: z.string().optional()
})

/** The stretch after the key that `parameter` gives; a `Link` to the next one while there is more, no counts ever. */
export function paginateByKey<Item>(
  call: Call,
  items: readonly Item[],
  keyOf: (item: Item) => string,
  parameter: 'page_token' | 'id_after' = 'page_token'
): readonly Item[] {
  const {per_page: wanted = DEFAULT_SIZE, [parameter]: after} = parametersOf(keysetSchema, call)
  const size = Math.min(Math.max(wanted, 1), LARGEST_PAGE)
  const start = after === undefined ? 0 : items.findIndex((item) => keyOf(item) === after) + 1
  const part = items.slice(start, start + size)
  const last = part.at(-1)
  if (last !== undefined && start + size < items.length) {
    call.response.set('Link', link(call, {per_page: size, [parameter]: keyOf(last)}, 'next'))
  }
  return part
}

function link(
  {state, request}: Call,
  change: Readonly<Record<string, string | number>>,
  relation: string
): string {
  const url = new URL(request.originalUrl, state.url)
  for (const [key, value] of Object.entries(change)) url.searchParams.set(key, String(value))
  return `<${url}>; rel="${relation}"`
}
