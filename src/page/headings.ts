/**
 * A page's headings with the text a reader sees and the ids its renderer gives.
 */
import type {Heading as HeadingNode} from 'mdast'
import {headingIds, type Renderer} from './heading-ids.ts'
import type {Heading} from './job-family.ts'
import type {MaskedText} from './mask.ts'
import {endOf, type PlaceAt, startOf} from './places.ts'
import {type Reading, readBlock} from './reading.ts'

export interface ReadHeading {
  readonly heading: Heading
  readonly reading: Reading
}

/** Attributes at the end of a heading, `{#id}`, `{#id .class}`, `{: #id}`; "{Senior Engineer}" of a template is none. */
const ATTRIBUTES = /\{(?::\s{0,9})?([#.][^{}]{1,200})\}$/
const ID = /#([\w:.-]{1,100})/

export function readHeadings(
  nodes: readonly HeadingNode[],
  masked: MaskedText,
  renderer: Renderer,
  placeAt: PlaceAt
): ReadHeading[] {
  const lines = new Map(
    masked.masked.flatMap(({kind, start, source}) => (kind === 'attributes' ? [[start, source]] : []))
  )
  const found = nodes.map((node) => {
    const reading = readBlock(node, masked.text)
    const attributes = ATTRIBUTES.exec(reading.text)
    const below =
      renderer === 'kramdown'
        ? lines.get(lineBelow(masked.text, node.position ? endOf(node.position) : 0))
        : undefined
    const explicitId = ID.exec(attributes?.[1] ?? below ?? '')?.[1]
    // Each of two blanks is a hyphen of the id, though a reader sees one.
    const text = reading.text.slice(0, attributes?.index).trim()
    return {node, reading, text, explicitId}
  })
  const ids = headingIds(found, renderer)
  return found.flatMap(({node, reading, text}, index) => {
    if (!node.position) return []
    const place = placeAt(startOf(node.position), endOf(node.position))
    const heading = {
      text: text.replace(/\s+/g, ' '),
      depth: node.depth,
      place,
      id: ids[index] ?? '',
      bold: isBold(node)
    }
    return [{heading, reading}]
  })
}

/** Where the line below an offset begins. */
function lineBelow(text: string, offset: number): number {
  const end = /\r\n|\n|\r/.exec(text.slice(offset, offset + 200))
  return end ? offset + end.index + end[0].length : text.length
}

/** Google Docs writes `## **Title**`; a heading with one bold word in it is no export. */
function isBold(node: HeadingNode): boolean {
  const shown = node.children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
  return shown.length > 0 && shown.every((child) => child.type === 'strong')
}
