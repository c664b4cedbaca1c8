/**
 * Links that a blank between text and address takes apart: `[hiring page] (/handbook/hiring/)`.
 */
import type {Page} from '../../src/page/page.ts'
import {proseOf} from '../../src/page/prose.ts'

export interface SpacedLink {
  /** Between the brackets, as written. */
  readonly text: string
  readonly url: string
  /** Offsets of the whole and of the blanks; `end` exclusive. */
  readonly start: number
  readonly end: number
  readonly gap: {readonly start: number; readonly end: number}
}

/** A number or a letter in brackets is a note, or a box to tick. */
const SPACED = /\[([^[\]]{2,150})\]( {1,3})\((?=\S)/g
const DESTINATION = /^\((\/(?!\/)[^\s()]{0,300}|#[^\s()]{1,200}|https?:\/\/[^\s()]{4,300})\)/

/** In page order. */
export function spacedLinks(page: Page): SpacedLink[] {
  return proseOf(page).flatMap(({kind, text, start: from}) => {
    if (kind === 'front-matter' || !text.includes('] ')) return []
    return Array.from(text.matchAll(SPACED)).flatMap(({index, 0: opening, 1: label = '', 2: blanks = ''}) => {
      const open = from + index + opening.length - 1
      const [whole, url] = DESTINATION.exec(page.text.slice(open, open + 310)) ?? []
      // What is blank in prose may be code or a link of its own in the page.
      const isPlain = page.text.slice(from + index, open + 1) === opening
      if (whole === undefined || url === undefined || !isPlain || /^\d+$/.test(label)) return []
      const gap = {start: open - blanks.length, end: open}
      return [{text: label, url, start: from + index, end: open + whole.length, gap}]
    })
  })
}
