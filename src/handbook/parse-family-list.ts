/**
 * The text of the handbook's list of job families to its entries.
 */
import {z} from 'zod'
import type {ListedFamily} from './family-list.ts'
import {readYaml} from './read-yaml.ts'

const entrySchema = z.object({
  title: z.string().catch(''),
  description: z.union([z.string().transform((url) => [url]), z.array(z.string())])
})

/** Always returns; entries that cannot be read are left out. */
export function parseFamilyList(text: string): ListedFamily[] {
  const items = readYaml(text)
  return (Array.isArray(items) ? items : []).flatMap((item) => {
    const entry = entrySchema.safeParse(item)
    if (!entry.success) return []
    const urls = entry.data.description.filter((url) => url.startsWith('/'))
    return urls.length === 0 ? [] : [{title: entry.data.title, urls}]
  })
}
