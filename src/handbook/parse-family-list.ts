/**
 * The text of the handbook's list of job families to its entries.
 */
import type {ListedFamily} from './family-list.ts'
import {isRecord, readYaml, texts} from './read-yaml.ts'

/** Always returns; entries that cannot be read are left out. */
export function parseFamilyList(text: string): ListedFamily[] {
  const items = readYaml(text)
  return (Array.isArray(items) ? items : []).flatMap((item) => {
    if (!isRecord(item)) return []
    const {title, description} = item
    const urls = texts(description)?.filter((url) => url.startsWith('/')) ?? []
    return urls.length === 0 ? [] : [{title: typeof title === 'string' ? title : '', urls}]
  })
}
