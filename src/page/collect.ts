/**
 * The nodes of a page's tree that the model is read from, collected in one walk: walking it once for each reader takes longer
 * than all of them together.
 */
import type {Definition, Heading, Html, Link, LinkReference, Nodes, Paragraph, Root, Table} from 'mdast'

/** All in page order. */
export interface Collected {
  readonly headings: readonly Heading[]
  readonly paragraphs: readonly Paragraph[]
  readonly tables: readonly Table[]
  readonly links: readonly (Link | LinkReference)[]
  readonly definitions: readonly Definition[]
  readonly html: readonly Html[]
}

export function collect(tree: Root): Collected {
  const headings: Heading[] = []
  const paragraphs: Paragraph[] = []
  const tables: Table[] = []
  const links: (Link | LinkReference)[] = []
  const definitions: Definition[] = []
  const html: Html[] = []

  const add = (node: Nodes) => {
    if (node.type === 'heading') headings.push(node)
    else if (node.type === 'paragraph') paragraphs.push(node)
    else if (node.type === 'table') tables.push(node)
    else if (node.type === 'link' || node.type === 'linkReference') links.push(node)
    else if (node.type === 'definition') definitions.push(node)
    else if (node.type === 'html') html.push(node)
  }
  // By a stack of our own: emphasis in emphasis may be nested deeper than calls can be.
  const open: Nodes[] = [tree]
  for (let node = open.pop(); node; node = open.pop()) {
    add(node)
    if ('children' in node)
      for (let index = node.children.length - 1; index >= 0; index--) push(open, node.children[index])
  }
  return {headings, paragraphs, tables, links, definitions, html}
}

function push(open: Nodes[], node: Nodes | undefined): void {
  if (node) open.push(node)
}
