/**
 * Redirects of the site: an address that has no page to the address it leads to.
 */
import {parseMiddlemanRedirects} from './middleman-redirects.ts'
import {parseNetlifyRedirects} from './netlify-redirects.ts'
import type {PageCache} from './page-cache.ts'
import type {Snapshot} from './snapshot.ts'

/** One kind of redirects, e.g. those of one file. */
export interface Redirects {
  /**
   * @param address Root-relative and decoded, with or without trailing slash, no fragment.
   * @returns What it leads to, as written: root-relative or absolute, perhaps with a fragment; undefined for no redirect.
   */
  find(address: string): string | undefined
}

/** Files that hold redirects; a tree has one or two of them, in this order of precedence. */
const SOURCES: readonly {readonly path: string; readonly parse: (text: string) => Redirects}[] = [
  {path: 'data/redirects.yml', parse: parseMiddlemanRedirects},
  {path: 'layouts/index.redirects', parse: parseNetlifyRedirects},
  {path: 'static/_redirects', parse: parseNetlifyRedirects}
]

/** Reads the redirect files that the tree has. Files that cannot be read redirect nothing. */
export async function readRedirects(snapshot: Snapshot, cache: PageCache): Promise<Redirects> {
  const top = new Set((await snapshot.entries(''))?.map((entry) => entry.name))
  const present = SOURCES.filter(({path}) => top.has(path.slice(0, path.indexOf('/'))))
  const all = await Promise.all(
    present.map(async ({path, parse}) => {
      const file = await snapshot.read(path)
      return file?.text ? [cache.redirects.remember(file.id, () => parse(file.text ?? ''))] : []
    })
  )
  return firstOf(all.flat())
}

/** The first answer of several. */
export function firstOf(all: readonly Redirects[]): Redirects {
  return {
    find(address) {
      for (const redirects of all) {
        const target = redirects.find(address)
        if (target !== undefined) return target
      }
      return undefined
    }
  }
}

/** The two forms of an address are one. */
export function withoutSlash(address: string): string {
  return address.length > 1 && address.endsWith('/') ? address.slice(0, -1) : address
}
