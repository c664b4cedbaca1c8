/**
 * The handbook's own list of job families: title and address of each. The Compensation Calculator's project writes it for
 * the families that have a benchmark, so it is neither complete nor quite up to date.
 */
import {z} from 'zod'
import {readYaml} from './read-yaml.ts'
import type {Snapshot} from './snapshot.ts'

export const FAMILY_LIST = 'data/people_group/job_families.yml'

export interface ListedFamily {
  /** '' where the entry has none. */
  readonly title: string
  /** Root-relative, as written; some titles have several. */
  readonly urls: readonly string[]
}

const entrySchema = z.object({
  title: z.string().catch(''),
  description: z.union([z.string().transform((url) => [url]), z.array(z.string())])
})

/** Empty where the tree has no list, or none that can be read; entries that cannot be read are left out. */
export async function readFamilyList(snapshot: Snapshot): Promise<readonly ListedFamily[]> {
  const top = await snapshot.entries('')
  if (!top?.some(({name}) => name === 'data')) return []
  const text = (await snapshot.read(FAMILY_LIST))?.text
  const items = text ? readYaml(text) : undefined
  return (Array.isArray(items) ? items : []).flatMap((item) => {
    const entry = entrySchema.safeParse(item)
    if (!entry.success) return []
    const urls = entry.data.description.filter((url) => url.startsWith('/'))
    return urls.length === 0 ? [] : [{title: entry.data.title, urls}]
  })
}
