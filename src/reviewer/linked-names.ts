/**
 * The names by which texts link to pages: the last segments of addresses, however they are written (root-relative, relative,
 * absolute, as a shortcode, as a path of the repository). Two pages may share one, so equal names prove no link; different
 * ones prove that there is none.
 */
import {toSegments, urlOfPath} from '../handbook/page-url.ts'

/** In lower case. */
export type LinkedNames = ReadonlySet<string>

/** What may be an address, with the sign in front of it. */
const WORD = /(^|[\s()"'<>,[\]{}])([^\s()"'<>,[\]{}]+)/g

/** All names that a text may link to, and perhaps some more. */
export function namesLinkedIn(text: string): LinkedNames {
  const names = new Set<string>()
  for (const [, sign = '', word = ''] of text.matchAll(WORD)) {
    // A single name is an address where it stands as one: "(lead.md)", "ref "lead"".
    if (word.includes('/') || /[("']/.test(sign)) names.add(nameIn(word.replace(/[#?].*$/s, '')))
  }
  names.delete('')
  return names
}

/** The name of the page at a path; none when the path makes no page, or the first page of all. */
export function namesOfPage(path: string): readonly string[] {
  const name = nameIn(urlOfPath(path) ?? '')
  return name === '' ? [] : [name]
}

function nameIn(address: string): string {
  const [name = ''] = toSegments(address.replace(/(?:\/_?index)?\.md$/, '')).slice(-1)
  return name.toLowerCase()
}
