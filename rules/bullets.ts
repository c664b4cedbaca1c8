/**
 * The bullets of a page, each with the section and the role it belongs to.
 */
import type {List, ListItem, Nodes} from 'mdast'
import {toString as textOf} from 'mdast-util-to-string'
import {collect} from '../src/page/collect.ts'
import type {JobFamily} from '../src/page/job-family.ts'
import type {Page} from '../src/page/page.ts'
import {sectionAt} from '../src/page/sections.ts'

export interface Bullet {
  readonly item: ListItem
  readonly list: List
  /** Its own text as read, without lists inside it. */
  readonly text: string
  /** Index in `JobFamily.sections`; null above the first heading. */
  readonly section: number | null
}

const known = new WeakMap<Page, readonly Bullet[]>()

/** All bullets in page order. */
export function bulletsOf(page: Page): readonly Bullet[] {
  const bullets = known.get(page) ?? readBullets(page)
  known.set(page, bullets)
  return bullets
}

function readBullets({tree, family}: Page): Bullet[] {
  return collect(tree).items.map(({item, list}) => {
    const text = item.children
      .filter((child) => child.type !== 'list')
      .map((child) => textOf(child))
      .join('\n')
    return {item, list, text, section: sectionOf(item, family)}
  })
}

/** Lines of paragraphs outside lists: a bullet that lost its marker, or was never one. */
export function linesOf({tree, family}: Page): {readonly text: string; readonly section: number | null}[] {
  return collect(tree).paragraphs.flatMap((paragraph) => {
    const section = sectionOf(paragraph, family)
    return textOf(paragraph)
      .split('\n')
      .map((text) => ({text, section}))
  })
}

function sectionOf(node: Nodes, {sections}: JobFamily): number | null {
  return sectionAt(sections, node.position?.start.offset ?? 0)
}
