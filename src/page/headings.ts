/**
 * A page's headings with the text a reader sees and the ids its renderer gives.
 */
import type {Heading as HeadingNode, Root} from 'mdast'
import {visit} from 'unist-util-visit'
import {headingIds, type Renderer} from './heading-ids.ts'
import type {Heading} from './job-family.ts'
import type {Masked} from './mask.ts'
import {type createPlaces, endOf, startOf} from './places.ts'
import {type Reading, readBlock} from './reading.ts'

export interface ReadHeading {
  readonly heading: Heading
  readonly reading: Reading
}

/** An id at the end of a heading: `{#id}`, `{#id .class}`, `{: #id}`. */
const EXPLICIT_ID = /[ \t]*\{:?[^{}]{0,80}?#([\w:.-]{1,100})[^{}]{0,80}\}$/

/** `text` is what the tree was made from; `masked` are the attribute lines that may carry a kramdown heading's id. */
export function readHeadings(
  tree: Root,
  text: string,
  masked: readonly Masked[],
  renderer: Renderer,
  placeAt: ReturnType<typeof createPlaces>
): ReadHeading[] {
  const nodes: {node: HeadingNode; start: number; end: number}[] = []
  visit(tree, 'heading', (node) => {
    const {position} = node
    if (position) nodes.push({node, start: startOf(position), end: endOf(position)})
  })
  const attributes = masked.filter(({kind}) => kind === 'attributes')
  const read = nodes.map(({node, start, end}) => {
    const reading = readBlock(node, text)
    const inText = EXPLICIT_ID.exec(reading.text)
    const behind =
      renderer === 'kramdown'
        ? attributes.find((line) => line.start > end && text.slice(end, line.start).trim() === '')
        : undefined
    const explicitId = inText?.[1] ?? (behind ? EXPLICIT_ID.exec(behind.source)?.[1] : undefined)
    const shown = (inText ? reading.text.slice(0, inText.index) : reading.text).replace(/\s+/g, ' ').trim()
    return {node, start, end, reading, explicitId, text: shown}
  })
  const ids = headingIds(read, renderer)
  return read.map(({node, start, end, reading, text: shown}, index) => {
    const place = placeAt(start, end)
    const heading = {text: shown, depth: node.depth, place, id: ids[index] ?? '', bold: isBold(node)}
    return {heading, reading}
  })
}

/** Google Docs writes `## **Title**`; a heading with one bold word in it is no export. */
function isBold(node: HeadingNode): boolean {
  const shown = node.children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
  return shown.length > 0 && shown.every((child) => child.type === 'strong')
}
