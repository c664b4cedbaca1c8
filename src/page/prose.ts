/**
 * A page's prose, block by block, for rules that look for words. What is no prose is blank, and every block is as long as
 * the stretch of the page it stands for: a match at an index lies at that offset behind the block's start.
 */
import type {Nodes, Parent} from 'mdast'
import {maskText} from './mask.ts'
import type {Page} from './page.ts'
import {endOf, startOf} from './places.ts'
import {sectionAt} from './sections.ts'

export interface ProseBlock {
  /** `front-matter` is the value of the title or the description; an `item` is a paragraph of a bullet. */
  readonly kind: 'front-matter' | 'heading' | 'paragraph' | 'item' | 'cell'
  /**
   * One line. Markup, code, HTML, addresses, shortcodes and all white space are common blanks, each as many as the
   * characters they stand for; an apostrophe is always "'".
   */
  readonly text: string
  /** Offset in the page's text (UTF-16 units). */
  readonly start: number
  /** Index in `JobFamily.sections`; null above the first heading. */
  readonly section: number | null
}

const KINDS: Partial<Record<Nodes['type'], ProseBlock['kind']>> = {
  heading: 'heading',
  paragraph: 'paragraph',
  tableCell: 'cell'
}

/** No address is looked for beyond that many characters. */
const ADDRESS = /(?:\b[a-z][a-z\d+.-]{1,20}:\/\/|\bwww\.)\S{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.\S{1,200}/gi
/** Hardly any block holds one of these, and looking for addresses takes its time. */
const ADDRESS_SIGN = /:\/\/|www\.|@/
/** The backslash of an escape, and what a reader sees as a blank and is none yet. */
const BLANKS = /\\(?=[!-/:-@[-`{-~])|[^\S ]/g

/** The front matter's own words: other keys are for machines. */
const SPOKEN = new Set(['title', 'description'])
const CLOSING_FENCE = /(?:^|[\r\n])(?:---|\.\.\.)[ \t]*[\r\n]*$/

const known = new WeakMap<Page, readonly ProseBlock[]>()

/** The blocks in page order; quotes, which are another's words, are left out. None of a page that was not read in full. */
export function proseOf(page: Page): readonly ProseBlock[] {
  const before = known.get(page)
  if (before) return before
  const blocks = page.unread ? [] : readBlocks(page)
  known.set(page, blocks)
  return blocks
}

function readBlocks(page: Page): ProseBlock[] {
  const {tree, text, family} = page
  const masked = maskText(text, 0).text
  const blocks = readFrontMatter(page)
  let section: number | null = null
  const visit = (node: Nodes, parent: Nodes | undefined) => {
    const kind = KINDS[node.type]
    if (kind && node.position) {
      const start = startOf(node.position)
      // A heading inside a quote opens no section of the page.
      if (kind === 'heading') section = sectionAt(family.sections, start)
      blocks.push({
        kind: kind === 'paragraph' && parent?.type === 'listItem' ? 'item' : kind,
        text: readProse(node, masked),
        start,
        section
      })
    } else if (isParent(node) && node.type !== 'blockquote') {
      for (const child of node.children) visit(child, node)
    }
  }
  visit(tree, undefined)
  return blocks
}

function readFrontMatter({frontMatter: {place, keys}, text}: Page): ProseBlock[] {
  if (!place) return []
  return keys.flatMap(({name, place: {end}}, index): ProseBlock[] => {
    if (!SPOKEN.has(name.toLowerCase())) return []
    const start = (end.offset ?? 0) + 1
    const next = keys[index + 1]
    const value = text.slice(start, next ? startOf(next.place) : endOf(place)).replace(CLOSING_FENCE, '')
    return [{kind: 'front-matter', text: blankOut(value), start, section: null}]
  })
}

function readProse(block: Nodes, masked: string): string {
  const pieces: string[] = []
  let done = block.position ? startOf(block.position) : 0
  const visit = (node: Nodes) => {
    if (node.type === 'text' && node.position) {
      pieces.push(
        ' '.repeat(startOf(node.position) - done),
        masked.slice(startOf(node.position), endOf(node.position))
      )
      done = endOf(node.position)
    } else if (isParent(node)) for (const child of node.children) visit(child)
  }
  visit(block)
  pieces.push(' '.repeat((block.position ? endOf(block.position) : done) - done))
  return blankOut(pieces.join(''))
}

function blankOut(text: string): string {
  const shown = ADDRESS_SIGN.test(text)
    ? text.replaceAll(ADDRESS, (address) => ' '.repeat(address.length))
    : text
  return shown.replaceAll(BLANKS, ' ').replaceAll('’', "'")
}

function isParent(node: Nodes): node is Nodes & Parent {
  return 'children' in node
}
