/**
 * Every link of a page with the exact places of its text and destination, as written in the page.
 */
import type {Definition, Html, Link as LinkNode, LinkReference} from 'mdast'
import {toString as plainText} from 'mdast-util-to-string'
import type {Collected} from './collect.ts'
import type {Link} from './job-family.ts'
import {endOf, type PlaceAt, startOf} from './places.ts'

interface Sources {
  /** The page as written. */
  readonly original: string
  /** What the tree was made from; the same length. */
  readonly masked: string
  readonly placeAt: PlaceAt
  readonly sectionAt: (offset: number) => number | null
}

export function readLinks({links: nodes, definitions: defined, html}: Collected, sources: Sources): Link[] {
  const definitions = new Map<string, Definition>()
  // Of two definitions with one name the first counts.
  for (const definition of defined) {
    if (!definitions.has(definition.identifier)) definitions.set(definition.identifier, definition)
  }
  const links = [
    ...nodes.map((node) =>
      node.type === 'link' ? linkOf(node, sources) : referenceOf(node, definitions, sources)
    ),
    ...html.flatMap((node) => htmlLinks(node, sources))
  ]
  return links.filter((link) => link !== null).sort((a, b) => startOf(a.place) - startOf(b.place))
}

function linkOf(node: LinkNode, sources: Sources): Link | null {
  if (!node.position) return null
  const {masked} = sources
  const start = startOf(node.position)
  const end = endOf(node.position)
  if (masked[start] === '<') {
    return build(sources, {
      text: plainText(node),
      kind: 'autolink',
      start,
      end,
      url: [start + 1, end - 1],
      label: null
    })
  }
  const last = node.children.at(-1)?.position
  const closing = masked.indexOf('](', last ? endOf(last) : start + 1)
  if (closing === -1 || closing >= end) return null
  const url = destination(masked, closing + 2, end - 1)
  return build(sources, {text: plainText(node), kind: 'inline', start, end, url, label: [start + 1, closing]})
}

function referenceOf(
  node: LinkReference,
  definitions: ReadonlyMap<string, Definition>,
  sources: Sources
): Link | null {
  const definition = definitions.get(node.identifier)
  if (!node.position || !definition?.position) return null
  const {masked} = sources
  const start = startOf(node.position)
  const last = node.children.at(-1)?.position
  const closing = masked.indexOf(']', last ? endOf(last) : start + 1)
  const colon = masked.indexOf(']:', startOf(definition.position))
  const url = destination(masked, colon + 2, endOf(definition.position))
  return build(sources, {
    text: plainText(node),
    kind: 'reference',
    start,
    end: endOf(node.position),
    url,
    label: [start + 1, closing]
  })
}

/** A destination between two offsets, without blanks, angle brackets and title. */
function destination(text: string, from: number, to: number): [number, number] {
  let start = from
  while (start < to && /\s/.test(text[start] ?? '')) start++
  if (text[start] === '<') {
    const close = text.indexOf('>', start)
    return [start + 1, close === -1 || close > to ? to : close]
  }
  let end = start
  while (end < to && !/\s/.test(text[end] ?? '')) end++
  return [start, end]
}

interface Found {
  readonly text: string
  readonly kind: Link['kind']
  readonly start: number
  readonly end: number
  readonly url: readonly [number, number]
  readonly label: readonly [number, number] | null
}

function build({original, placeAt, sectionAt}: Sources, {text, kind, start, end, url, label}: Found): Link {
  const written = original.slice(...url)
  const shown = text.replace(/\s+/g, ' ').trim()
  return {
    text: shown,
    url: written,
    kind: /\{\{[<%]|<%/.test(written) ? 'shortcode' : kind,
    place: placeAt(start, end),
    urlPlace: placeAt(...url),
    textPlace: label ? placeAt(...label) : null,
    section: sectionAt(start)
  }
}

/** `<a href="…">text</a>`, read from the page's HTML; the end tag is looked for in the next thousand characters. */
const HTML_LINK = /<a\s[^<>]{0,1000}?\bhref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')[^<>]{0,1000}>/gi
const LONGEST_HTML_LINK = 1000

function htmlLinks({position}: Html, sources: Sources): Link[] {
  if (!position) return []
  const start = startOf(position)
  return Array.from(sources.masked.slice(start, endOf(position)).matchAll(HTML_LINK), (match) => {
    const at = start + match.index
    const behind = at + match[0].length
    const url = match[1] ?? match[2] ?? ''
    const urlStart = at + match[0].indexOf(url, match[0].toLowerCase().indexOf('href'))
    const close = sources.masked.slice(behind, behind + LONGEST_HTML_LINK).search(/<\/a\s*>/i)
    const label: [number, number] | null = close === -1 ? null : [behind, behind + close]
    const text = label ? sources.masked.slice(...label).replace(/<[^<>]*>/g, '') : ''
    const whole = label ? label[1] + '</a>'.length : behind
    return build(sources, {
      text,
      kind: 'html',
      start: at,
      end: whole,
      url: [urlStart, urlStart + url.length],
      label
    })
  })
}
