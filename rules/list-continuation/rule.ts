/**
 * list-continuation: each item of a list begins a line of its own, with a marker, and swallows no line below it.
 * Why and examples: ./README.md
 */
import type {ListItem} from 'mdast'
import {createPlaces, startOf} from '../../src/page/places.ts'
import {defineRule, EVERY_KIND} from '../define-rule.ts'
import type {Fix} from '../finding.ts'
import {shorten} from '../shorten.ts'
import {joinedItems} from './joined-items.ts'
import {type LazyLine, lazyLines} from './lazy-lines.ts'
import {isBullet, isClosing, isWrapped, signOf} from './wording.ts'

/** A line keeps its name when its end is written anew. */
const KEY = 40

export default defineRule({
  name: 'list-continuation',
  severity: 'info',
  fixes: true,
  summary: 'a closing sentence swallowed by the list above it; a bullet without marker, blank or line',
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
      const sign = text.startsWith(signOf(line.text), start) ? signOf(line.text) : ''
      if (sign !== '') {
        const reason = `${quote} runs on from the list item above it; write a space behind the "${sign}"`
        report({reason, place, key: shorten(line.text, KEY), fix: addMarker(line, text, sign.length)})
      } else if (line.isLast && isClosing(line.text)) {
        const reason = `${quote} is swallowed by the list item above it; put a blank line between them`
        const fix = {edits: [{start, end: start, text: lineEndBefore(text, start)}]}
        report({reason, place, key: shorten(line.text, KEY), fix})
      } else if (!wrapped.has(list) && isBullet(line.text, line.above)) {
        const reason = `${quote} runs on from the list item above it; begin the line with a marker, as the other items do`
        report({reason, place, key: shorten(line.text, KEY), fix: addMarker(line, text)})
      }
    }
    for (const {from, start, end, marker} of joinedItems(page)) {
      const said = text.slice(start, end)
      const edits = marker === undefined ? null : [{start: from, end: start, text: lineEndOf(text) + marker}]
      report({
        reason: `"${shorten(said, 60)}" stands in the line of the list item in front of it; begin a new line with it`,
        place: placeOf(from, end),
        key: shorten(said, KEY),
        fix: edits && {edits}
      })
    }
  }
})

/**
 * The line gets what its item begins with; null for numbers that count, since all that follow would change.
 * @param instead How many characters of the line the marker takes the place of.
 */
function addMarker({start, list, item}: LazyLine, text: string, instead = 0): Fix | null {
  const marker = markerOf(item, text)
  const index = list.children.indexOf(item)
  const neighbours = [list.children[index - 1], list.children[index + 1]]
  const isSure = !list.ordered || neighbours.some((other) => other && markerOf(other, text) === marker)
  return marker !== undefined && isSure ? {edits: [{start, end: start + instead, text: marker}]} : null
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

/** As the page ends its lines. */
function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
}
