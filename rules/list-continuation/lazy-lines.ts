/**
 * Lines that begin at the margin though the list item above them goes on with them: CommonMark's "lazy" lines.
 */
import type {List, ListItem, Paragraph, Root} from 'mdast'
import {visit} from 'unist-util-visit'
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
  return itemParagraphs(page.tree).flatMap(({paragraph, list, item}) => {
    if (!paragraph.position || !list.position) return []
    const start = startOf(paragraph.position)
    const text = prose.get(start) ?? ''
    const isAtEnd = endOf(paragraph.position) === endOf(list.position)
    const lines = linesOf(page.text.slice(start, start + text.length)).map(({from, to, indent}) => ({
      start: start + from,
      indent,
      text: text.slice(from, to).replaceAll(/ +/g, ' ').trim()
    }))
    return lines.flatMap((line, index): LazyLine[] => {
      const above = lines[index - 1]
      if (!above || line.indent > 0 || line.text === '') return []
      const isLast = isAtEnd && index === lines.length - 1
      return [{start: line.start, text: line.text, above: above.text, list, item, isLast}]
    })
  })
}

interface ItemParagraph {
  readonly paragraph: Paragraph
  readonly list: List
  readonly item: ListItem
}

/** Paragraphs of list items with the outermost list around them; lists inside quotes have margins of their own. */
function itemParagraphs({children}: Root): ItemParagraph[] {
  const found: ItemParagraph[] = []
  for (const list of children) {
    if (list.type !== 'list') continue
    for (const item of list.children) {
      visit(item, 'paragraph', (paragraph, _index, parent) => {
        if (parent?.type === 'listItem') found.push({paragraph, list, item})
      })
    }
  }
  return found
}

/** Lines of a text with the number of blanks each begins with. */
function linesOf(text: string): {readonly from: number; readonly to: number; readonly indent: number}[] {
  return Array.from(text.matchAll(/[^\r\n]+/g), ({index, 0: line}) => ({
    from: index,
    to: index + line.length,
    indent: line.length - line.trimStart().length
  }))
}
