/**
 * Redirects of the site: an address that has no page to the address it leads to.
 */
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

type Parse = (text: string) => Redirects

// Imported where a tree has such a file, which most have not.
const middleman = async (): Promise<Parse> =>
  (await import('./middleman-redirects.ts')).parseMiddlemanRedirects
const netlify = async (): Promise<Parse> => (await import('./netlify-redirects.ts')).parseNetlifyRedirects

/** Files that hold redirects; a tree has one or two of them, in this order of precedence. */
const SOURCES: readonly {readonly path: string; readonly parser: () => Promise<Parse>}[] = [
  {path: 'data/redirects.yml', parser: middleman},
  {path: 'layouts/index.redirects', parser: netlify},
  {path: 'static/_redirects', parser: netlify}
]

/** Paths of the files that hold redirects. */
export const REDIRECT_FILES: readonly string[] = SOURCES.map(({path}) => path)

/** Reads the redirect files that the tree has. Files that cannot be read redirect nothing. */
export async function readRedirects(snapshot: Snapshot, cache: PageCache): Promise<Redirects> {
  const top = new Set((await snapshot.entries(''))?.map((entry) => entry.name))
  const present = SOURCES.filter(({path}) => top.has(path.slice(0, path.indexOf('/'))))
  const all = await Promise.all(
    present.map(async ({path, parser}) => {
      const {id, text} = (await snapshot.read(path)) ?? {}
      if (!id || !text) return []
      const parse = await parser()
      return [cache.redirects.remember(id, () => parse(text))]
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
