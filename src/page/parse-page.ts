/**
 * Text to page. Always returns: what cannot be read in full is told in `unread`.
 */
import {generationOf} from './generation.ts'
import {tooMany, tooMuch} from './limits.ts'
import {maskText} from './mask.ts'
import type {Page} from './page.ts'
import {parseFrontMatter} from './parse-front-matter.ts'
import {createPlaces} from './places.ts'
import {readJobFamily} from './read-job-family.ts'
import {parseTree} from './tree.ts'
import {NOTHING_READ} from './unread-page.ts'

/**
 * Parses a page.
 * @param path Path in the repository; decides, with the layout, the generation.
 * @param source The file's text; a byte order mark is taken off.
 */
export function parsePage(path: string, source: string): Page {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source
  const reason = tooMuch(text)
  // Only the beginning of a page that is too much is looked at: its front matter may still tell the title.
  const placeAt = createPlaces(reason === null ? text : text.slice(0, 100_000))
  const {frontMatter, hide} = parseFrontMatter(text, placeAt)
  const generation = generationOf(path, frontMatter.data.layout, text)
  const title = titleOf(frontMatter.data.title)
  const titlePlace = frontMatter.keys.find(({name}) => name === 'title')?.place ?? placeAt(0, 0)
  const refuse = (why: string): Page => ({
    path,
    text,
    generation,
    frontMatter,
    tree: {type: 'root', children: []},
    family: {...NOTHING_READ, title},
    unread: {reason: why, place: placeAt(0, 0)}
  })
  if (reason !== null) return refuse(reason)
  const masked = maskText(text, hide)
  const tree = parseTree(masked.text)
  const family = readJobFamily({path, text, masked, tree, generation, title, titlePlace, placeAt})
  const excess = tooMany(family)
  return excess === null ? {path, text, generation, frontMatter, tree, family, unread: null} : refuse(excess)
}

function titleOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  const title = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : ''
  return title === '' ? null : title
}
