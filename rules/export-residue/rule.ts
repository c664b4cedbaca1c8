/**
 * export-residue: nothing is left of what Google Docs writes when it exports Markdown.
 * Why and examples: ./README.md
 */
import type {Page} from '../../src/page/page.ts'
import {createPlaces} from '../../src/page/places.ts'
import {type ProseBlock, proseOf} from '../../src/page/prose.ts'
import {defineRule, EVERY_KIND} from '../define-rule.ts'
import {inWords} from '../in-words.ts'
import {needlessEscapes} from './escapes.ts'

const BLANKS = 'blanks'
/** Fewer are a slip of the thumb. */
const FEWEST_BLANKS = 2

export default defineRule({
  name: 'export-residue',
  severity: 'info',
  fixes: true,
  summary: 'backslashes and blanks at line ends that a Google Docs export leaves',
  kinds: EVERY_KIND,
  describe(parts) {
    const [escapes, blanks] = [
      parts.filter(({key}) => key !== BLANKS),
      parts.filter(({key}) => key === BLANKS)
    ]
    const signs = [...new Set(escapes.map(({label}) => `"${label}"`))].join(', ')
    const marks = [
      escapes.length > 0
        ? `${count(escapes.length, 'backslash', 'es')} that nothing calls for (${signs})`
        : '',
      blanks.length > 0 ? `blanks at the end of ${count(blanks.length, 'line', 's')}` : ''
    ]
    return `Left over from an export: ${inWords(marks.filter((mark) => mark !== ''))}. Take them out`
  },
  run({page, base, report}) {
    const escapes = escapesOf(page)
    // Blanks alone are anybody's, and those of an old page are nothing that a later export left.
    if (escapes.length === 0) return
    const placeOf = createPlaces(page.text)
    for (const start of escapes) {
      const fix = {edits: [{start, end: start + 1, text: ''}]}
      const label = page.text.slice(start, start + 2)
      report({place: placeOf(start, start + 2), key: label, label, fix})
    }
    if (base && escapesOf(base).length === 0) return
    for (const block of proseOf(page)) {
      const [start, end] = blanksBehind(block, page.text)
      if (end - start < FEWEST_BLANKS) continue
      report({place: placeOf(start, end), key: BLANKS, fix: {edits: [{start, end, text: ''}]}})
    }
  }
})

function count(number: number, word: string, plural: string): string {
  return number === 1 ? `a ${word}` : `${number} ${word}${plural}`
}

function escapesOf(page: Page): number[] {
  return proseOf(page).flatMap((block) =>
    block.kind === 'front-matter' ? [] : needlessEscapes(block, page.text)
  )
}

/** The blanks at the end of a paragraph or heading; within one they break the line, which somebody may want. */
function blanksBehind({kind, start, text: {length}}: ProseBlock, text: string): [start: number, end: number] {
  const end = start + length
  if (kind === 'front-matter' || kind === 'cell') return [end, end]
  let last = end
  while (last > start && (text[last - 1] === ' ' || text[last - 1] === '\t')) last--
  return [last, end]
}
