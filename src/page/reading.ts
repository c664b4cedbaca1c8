/**
 * The text of a paragraph, heading or table cell as a reader sees it, each character with its offset in the page.
 */
import type {Nodes, PhrasingContent} from 'mdast'

export interface Reading {
  /** No Markdown; escapes and entities resolved; a line break in the source is one "\n". */
  readonly text: string
  /** Links in it: `start` and `end` in `text`, `node` in the page's links by the offset where the link begins. */
  readonly links: readonly ReadingLink[]
  /** Offset in the page of the character at an index; `end` gives the offset behind the character before an index. */
  offsetAt(index: number): number
  endAt(index: number): number
}

export interface ReadingLink {
  readonly start: number
  readonly end: number
  /** Offset in the page where the link's Markdown begins. */
  readonly at: number
}

/** Reads a block whose children are text and marks. `source` is the text the tree was made from. */
export function readBlock(block: {readonly children: readonly PhrasingContent[]}, source: string): Reading {
  const parts: string[] = []
  const offsets: number[] = []
  const links: ReadingLink[] = []

  const add = (value: string, start: number, end: number) => {
    parts.push(value)
    align(value, source, start, end, offsets)
  }
  const visit = (node: Nodes) => {
    const start = node.position?.start.offset ?? 0
    const end = node.position?.end.offset ?? start
    if (node.type === 'text' || node.type === 'inlineCode') add(node.value, start, end)
    else if (node.type === 'break' || (node.type === 'html' && /^<br\s*\/?>$/i.test(node.value)))
      add('\n', start, end)
    else if (node.type === 'link' || node.type === 'linkReference') {
      const from = offsets.length
      for (const child of node.children) visit(child)
      links.push({start: from, end: offsets.length, at: start})
    } else if ('children' in node) for (const child of node.children) visit(child)
  }
  for (const child of block.children) visit(child)

  return {
    text: parts.join(''),
    links,
    offsetAt: (index) => offsets[index] ?? (offsets.at(-1) ?? -1) + 1,
    endAt: (index) => (index === 0 ? (offsets[0] ?? 0) : (offsets[index - 1] ?? 0) + 1)
  }
}

/** Finds the source of each character: markers, escapes and the indent of continued lines are passed over. */
function align(value: string, source: string, start: number, end: number, offsets: number[]): void {
  let at = start
  for (let index = 0; index < value.length; index++) {
    const from = at
    while (at < end && source[at] !== value[index] && !(value[index] === '\n' && source[at] === '\r')) at++
    // An entity has no character in common with what it stands for: all of it begins where the search began.
    if (at >= end) at = Math.min(from, end - 1)
    offsets.push(at)
    at++
  }
}
