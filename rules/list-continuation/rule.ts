/**
 * list-continuation: a list item does not swallow the line below it.
 * Why and examples: ./README.md
 */
import type {ListItem} from 'mdast'
import {createPlaces, startOf} from '../../src/page/places.ts'
import {defineRule, EVERY_KIND} from '../define-rule.ts'
import type {Fix} from '../finding.ts'
import {shorten} from '../shorten.ts'
import {type LazyLine, lazyLines} from './lazy-lines.ts'
import {isBullet, isClosing, isWrapped} from './wording.ts'

/** A line keeps its name when its end is written anew. */
const KEY = 40

export default defineRule({
  name: 'list-continuation',
  severity: 'info',
  fixes: true,
  summary: 'a closing sentence swallowed by the list above it, a bullet that lost its marker',
  kinds: EVERY_KIND,
  run({page, report}) {
    const {text} = page
    const placeOf = createPlaces(text)
    const lines = lazyLines(page)
    const wrapped = new Set(lines.flatMap((line) => (isWrapped(line.text) ? [line.list] : [])))
    for (const line of lines) {
      const {start, list} = line
      const end = start + text.slice(start).search(/[\r\n]|$/)
      const place = placeOf(start, end)
      const quote = `"${shorten(line.text, 60)}"`
      if (line.isLast && isClosing(line.text)) {
        const reason = `${quote} is swallowed by the list item above it; put a blank line between them`
        const fix = {edits: [{start, end: start, text: lineEndBefore(text, start)}]}
        report({reason, place, key: shorten(line.text, KEY), fix})
      } else if (!wrapped.has(list) && isBullet(line.text, line.above)) {
        const reason = `${quote} runs on from the list item above it; begin the line with a marker, as the other items do`
        report({reason, place, key: shorten(line.text, KEY), fix: addMarker(line, text)})
      }
    }
  }
})

/** The line gets what its item begins with; null for numbers that count, since all that follow would change. */
function addMarker({start, list, item}: LazyLine, text: string): Fix | null {
  const marker = markerOf(item, text)
  const index = list.children.indexOf(item)
  const neighbours = [list.children[index - 1], list.children[index + 1]]
  const isSure = !list.ordered || neighbours.some((other) => other && markerOf(other, text) === marker)
  return marker !== undefined && isSure ? {edits: [{start, end: start, text: marker}]} : null
}

/** Indentation, sign and blanks in front of an item; undefined when the list begins behind other text. */
function markerOf({position}: ListItem, text: string): string | undefined {
  if (!position) return undefined
  const start = startOf(position)
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1
  return /^[ \t]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}(?=\S)/.exec(text.slice(lineStart, lineStart + 20))?.[0]
}

function lineEndBefore(text: string, offset: number): string {
  return /(?:\r\n|\n|\r)$/.exec(text.slice(Math.max(0, offset - 2), offset))?.[0] ?? '\n'
}
