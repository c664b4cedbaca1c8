/**
 * Hugo's aliases: a page's front matter lists the addresses that it had before.
 */
import {findFrontMatter} from '../page/front-matter-block.ts'
import {toSegments, toUrl, urlOfPath} from './page-url.ts'
import {readYaml} from './read-yaml.ts'
import {type Redirects, withoutSlash} from './redirects.ts'
import type {Snapshot} from './snapshot.ts'

/** Pages that are read for aliases; a Hugo handbook has 22 with any. */
const MOST_PAGES = 500
/** Pages that are read because they hold an address somewhere. */
const MOST_CLAIMS = 10

/** Aliases of all pages of content; none where searching for them costs. */
export async function readAliases(snapshot: Snapshot): Promise<Redirects> {
  const targets = new Map<string, string>()
  const paths = (snapshot.local && (await snapshot.filesContaining?.('aliases:', 'content'))) || []
  for (const path of paths.filter((candidate) => candidate.endsWith('.md')).slice(0, MOST_PAGES)) {
    const text = (await snapshot.read(path))?.text
    const url = urlOfPath(path)
    if (!text || !url) continue
    for (const alias of aliasesOf(text, url)) targets.set(alias, url)
  }
  return {find: (address) => targets.get(withoutSlash(address))}
}

/**
 * The URL of the page that claims an address, by searching for it: for snapshots whose aliases are not all read. Undefined
 * also where nobody can search.
 * @param address Without trailing slash.
 */
export async function findAlias(snapshot: Snapshot, address: string): Promise<string | undefined> {
  const found = await snapshot.filesContaining?.(address, 'content')
  const paths = (found ?? []).slice(0, MOST_CLAIMS)
  await snapshot.foresee?.({texts: paths, files: [], folders: []})
  for (const path of paths) {
    const url = urlOfPath(path)
    const text = url && (await snapshot.read(path))?.text
    if (text && aliasesOf(text, url).includes(address)) return url
  }
  return undefined
}

/**
 * The addresses that a page's front matter claims, without trailing slash.
 * @param url The page's own; an alias without a leading slash stands beside it.
 */
export function aliasesOf(text: string, url: string): string[] {
  const block = findFrontMatter(text)?.yaml
  const lines = block ? text.slice(block.start, block.end).split(/\r\n|\n|\r/) : []
  const first = lines.findIndex((line) => /^aliases:/.test(line))
  if (first === -1) return []
  const rest = lines.slice(first + 1)
  const length = rest.findIndex((line) => /^[^\s#\]-]/.test(line))
  const data = readYaml([lines[first], ...rest.slice(0, length === -1 ? rest.length : length)].join('\n'))
  const aliases = typeof data === 'object' && data !== null && 'aliases' in data ? [data.aliases].flat() : []
  const parent = toUrl(toSegments(url).slice(0, -1))
  return aliases.flatMap((alias) => {
    if (typeof alias !== 'string' || alias === '') return []
    return [withoutSlash(toUrl(toSegments(alias.startsWith('/') ? alias : parent + alias)))]
  })
}
