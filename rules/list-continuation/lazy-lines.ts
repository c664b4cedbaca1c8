/**
 * Lines that begin at the margin though the list item above them goes on with them: CommonMark's "lazy" lines.
 */
import type {List, ListItem, Nodes, Paragraph} from 'mdast'
import type {Page} from '../../src/page/page.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import {proseOf} from '../../src/page/prose.ts'

export interface LazyLine {
  /** Offset where it begins in the page's text. */
  readonly start: number
  /** As prose, without blanks around it. */
  readonly text: string
  /** The line above it, as prose. */
  readonly above: string
  /** The outermost list, and the item of it, that swallow the line. */
  readonly list: List
  readonly item: ListItem
  /** Whether nothing of the list follows. */
  readonly isLast: boolean
}

/** Lazy lines without any indentation, in page order. */
export function lazyLines(page: Page): LazyLine[] {
  const prose = new Map(proseOf(page).map((block) => [block.start, block.text]))
  return itemParagraphs(page).flatMap(({paragraph, list, item}) => {
    const [start, end] = [offsetOf(paragraph), endOffsetOf(paragraph)]
    const text = prose.get(start) ?? ''
    const lines = linesOf(page.text.slice(start, end)).map(({from, to, indent}) => ({
      start: start + from,
      indent,
      text: text.slice(from, to).replaceAll(/ +/g, ' ').trim()
    }))
    return lines.flatMap((line, index): LazyLine[] => {
      const above = lines[index - 1]
      if (!above || line.indent > 0 || line.text === '') return []
      const isLast = end === endOffsetOf(list) && index === lines.length - 1
      return [{start: line.start, text: line.text, above: above.text, list, item, isLast}]
    })
  })
}

interface ItemParagraph {
  readonly paragraph: Paragraph
  readonly list: List
  readonly item: ListItem
}

/**
 * Paragraphs of list items that have several lines, with the outermost list around them; lists inside quotes have margins of
 * their own.
 */
function itemParagraphs({tree, text}: Page): ItemParagraph[] {
  const lists = tree.children.filter((node) => node.type === 'list')
  return lists.flatMap((list) =>
    list.children.flatMap((item) =>
      paragraphsOf(item)
        .filter((paragraph) => /[\r\n]/.test(text.slice(offsetOf(paragraph), endOffsetOf(paragraph))))
        .map((paragraph) => ({paragraph, list, item}))
    )
  )
}

function paragraphsOf(item: ListItem): Paragraph[] {
  return item.children.flatMap((child) => {
    if (child.type === 'paragraph') return [child]
    return child.type === 'list' ? child.children.flatMap(paragraphsOf) : []
  })
}

function offsetOf({position}: Nodes): number {
  return position ? startOf(position) : 0
}

function endOffsetOf({position}: Nodes): number {
  return position ? endOf(position) : 0
}

/** Lines of a text with the number of blanks each begins with. */
function linesOf(text: string): {readonly from: number; readonly to: number; readonly indent: number}[] {
  return Array.from(text.matchAll(/[^\r\n]+/g), ({index, 0: line}) => ({
    from: index,
    to: index + line.length,
    indent: line.length - line.trimStart().length
  }))
}
