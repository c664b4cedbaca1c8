/**
 * Which files of a handbook link to an address: pages, team data, redirects. Finds what a page moved or deleted would
 * break; links that do not write the address out (relative ones, a shortcode with a bare name) are not among them.
 */
import {linksToAddress} from './address-links.ts'
import {aliasesOf} from './aliases.ts'
import {FAMILY_LIST} from './family-list.ts'
import {urlOfPath} from './page-url.ts'
import {withoutSlash} from './redirects.ts'
import type {Snapshot} from './snapshot.ts'

export interface InboundFile {
  readonly path: string
  readonly text: string
  /** Fragments of its links to the address, each once; '' for a link to the page itself. */
  readonly fragments: ReadonlySet<string>
}

export interface InboundLinks {
  /** Sorted by path. */
  readonly files: readonly InboundFile[]
  /** Files that hold the address and were not read, because each is a request. */
  readonly unread: number
  /** Whether another page claims the address as an alias: then links to it lead there. */
  readonly isAlias: boolean
}

/** Files that are read for one address where reading is a request. */
const MOST_REMOTE_READS = 30
const MOST_READS = 2000
/**
 * @param url Root-relative, with trailing slash.
 * @param only 'fragments' asks for links to places on the page alone; over a network that is fewer files to read.
 * @param folder Where to look; '' is everywhere.
 * @returns Undefined when the snapshot cannot be searched.
 */
export async function findInboundLinks(
  snapshot: Snapshot,
  url: string,
  only?: 'fragments',
  folder = ''
): Promise<InboundLinks | undefined> {
  const address = withoutSlash(url)
  const wanted = only === 'fragments' && !snapshot.local ? `${url}#` : address
  const found = await snapshot.filesContaining?.(wanted, folder)
  if (!found) return undefined
  // That list is made elsewhere, from what the pages were.
  const paths = found.filter((path) => path !== FAMILY_LIST)
  const read = paths.slice(0, snapshot.local ? MOST_READS : MOST_REMOTE_READS)
  await snapshot.foresee?.({texts: read, files: [], folders: []})
  const files: InboundFile[] = []
  let isAlias = false
  for (const path of read) {
    const text = (await snapshot.read(path))?.text
    if (!text) continue
    const own = path.endsWith('.md') ? urlOfPath(path) : undefined
    if (own !== undefined && aliasesOf(text, own).includes(address)) isAlias = true
    const fragments = new Set(linksToAddress(text, address).map(({fragment}) => fragment.id))
    if (fragments.size > 0) files.push({path, text, fragments})
  }
  return {files, unread: paths.length - read.length, isAlias}
}
