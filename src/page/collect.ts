/**
 * The nodes of a page's tree that the model and some rules are read from, collected in one walk: walking it once for each
 * reader takes longer than all of them together.
 */
import type {
  Definition,
  Heading,
  Html,
  Link,
  LinkReference,
  List,
  ListItem,
  Nodes,
  Paragraph,
  Root,
  Table
} from 'mdast'

/** All in page order. */
export interface Collected {
  readonly headings: readonly Heading[]
  readonly paragraphs: readonly Paragraph[]
  readonly tables: readonly Table[]
  readonly links: readonly (Link | LinkReference)[]
  readonly definitions: readonly Definition[]
  readonly html: readonly Html[]
  readonly items: readonly {readonly item: ListItem; readonly list: List}[]
}

const known = new WeakMap<Root, Collected>()

/** Walks a tree once in its life; a page's tree never changes. */
export function collect(tree: Root): Collected {
  const collected = known.get(tree) ?? walk(tree)
  known.set(tree, collected)
  return collected
}

function walk(tree: Root): Collected {
  const headings: Heading[] = []
  const paragraphs: Paragraph[] = []
  const tables: Table[] = []
  const links: (Link | LinkReference)[] = []
  const definitions: Definition[] = []
  const html: Html[] = []
  const items: {item: ListItem; list: List}[] = []
  const listOf = new Map<Nodes, List>()

  const add = (node: Nodes) => {
    if (node.type === 'heading') headings.push(node)
    else if (node.type === 'paragraph') paragraphs.push(node)
    else if (node.type === 'table') tables.push(node)
    else if (node.type === 'link' || node.type === 'linkReference') links.push(node)
    else if (node.type === 'definition') definitions.push(node)
    else if (node.type === 'html') html.push(node)
    else if (node.type === 'list') for (const item of node.children) listOf.set(item, node)
    else if (node.type === 'listItem') {
      const list = listOf.get(node)
      if (list) items.push({item: node, list})
    }
  }
  // By a stack of our own: emphasis in emphasis may be nested deeper than calls can be.
  const open: Nodes[] = [tree]
  for (let node = open.pop(); node; node = open.pop()) {
    add(node)
    if ('children' in node)
      for (let index = node.children.length - 1; index >= 0; index--) push(open, node.children[index])
  }
  return {headings, paragraphs, tables, links, definitions, html, items}
}

function push(open: Nodes[], node: Nodes | undefined): void {
  if (node) open.push(node)
}
