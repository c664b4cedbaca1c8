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

/** A stretch of characters that stand in the page as they are read: `index` in the text, `offset` in the page. */
interface Run {
  readonly index: number
  readonly offset: number
}

/** Reads a block whose children are text and marks. `source` is the text the tree was made from. */
export function readBlock(block: {readonly children: readonly PhrasingContent[]}, source: string): Reading {
  const links: ReadingLink[] = []
  const runs: Run[] = []
  let text = ''

  const add = (value: string, start: number, end: number) => {
    if (source.startsWith(value, start)) runs.push({index: text.length, offset: start})
    else align(value, text.length, source, start, end, runs)
    text += value
  }
  const read = (node: Nodes) => {
    const start = node.position?.start.offset ?? 0
    const end = node.position?.end.offset ?? start
    if (node.type === 'text' || node.type === 'inlineCode') add(node.value, start, end)
    else if (isLineBreak(node)) add('\n', start, end)
    else if (node.type === 'link' || node.type === 'linkReference') {
      const from = text.length
      for (const child of node.children) read(child)
      links.push({start: from, end: text.length, at: start})
    } else if ('children' in node) for (const child of node.children) read(child)
  }
  for (const child of block.children) read(child)

  const offsetAt = (index: number) => {
    const run = runs[runBefore(runs, index)]
    return run ? run.offset + index - run.index : 0
  }
  return {text, links, offsetAt, endAt: (index) => (index === 0 ? offsetAt(0) : offsetAt(index - 1) + 1)}
}

function isLineBreak(node: Nodes): boolean {
  return node.type === 'break' || (node.type === 'html' && /^<br\s*\/?>$/i.test(node.value))
}

/** Finds the source of each character: markers, escapes and the indent of continued lines are passed over. */
function align(value: string, index: number, source: string, start: number, end: number, runs: Run[]): void {
  let at = start
  let expected = -1
  for (let i = 0; i < value.length; i++) {
    const from = at
    while (at < end && source[at] !== value[i] && !(value[i] === '\n' && source[at] === '\r')) at++
    // An entity has no character in common with what it stands for: all of it begins where the search began.
    if (at >= end) at = Math.max(start, Math.min(from, end - 1))
    if (at !== expected) runs.push({index: index + i, offset: at})
    expected = ++at
  }
}

/** The last run that begins at an index or before it. */
function runBefore(runs: readonly Run[], index: number): number {
  let low = 0
  let high = runs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((runs[middle]?.index ?? 0) <= index) low = middle
    else high = middle - 1
  }
  return low
}
