/**
 * mojibake: no text that was written as UTF-8 and read as Windows-1252.
 * No policy needed: garbled text is nobody's wording. Why and examples: ./README.md
 */
import {createPlaces} from '../../src/page/places.ts'
import {applyFixes} from '../apply-fixes.ts'
import {defineRule, EVERY_KIND} from '../define-rule.ts'
import type {Edit} from '../finding.ts'
import {findGarbled, type Garbled} from './decode.ts'

/** Words named in the reason. */
const SHOWN = 3
/** Characters of a word beside the garbled stretch; a page without blanks must not fill a note. */
const REACH = 20

/** Hugo's handbook writes these in ASCII: its Vale rules refuse typographic quotes. */
const ASCII: ReadonlyMap<string, string> = new Map([
  ['‘', "'"],
  ['’', "'"],
  ['“', '"'],
  ['”', '"']
])

/** A word with its garbled stretches, in order. */
interface Word {
  start: number
  end: number
  readonly stretches: Garbled[]
}

export default defineRule({
  name: 'mojibake',
  severity: 'warning',
  fixes: true,
  summary: 'text garbled by a wrong encoding ("theyâ€™ll" for "they\'ll")',
  kinds: EVERY_KIND,
  describe(parts) {
    const shown = parts.slice(0, SHOWN).map((part) => part.label)
    const rest = parts.length - shown.length
    const where = parts.length === 1 ? '' : ` in ${parts.length} places`
    return `Text garbled by a wrong encoding${where}: write ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
  },
  run({page: {text, frontMatter, generation}, report}) {
    const placeOf = createPlaces(text)
    const body = frontMatter.place?.end.offset ?? 0
    const isHugo = generation === 'hugo' || generation === 'hugo-export'
    for (const {start, end, stretches} of groupByWord(text, findGarbled(text))) {
      const edits = stretches.flatMap(({start, end, original}): Edit[] => {
        // In front matter an ASCII quote could end a quoted value.
        return original === null ? [] : [{start, end, text: typed(original, isHugo && start >= body)}]
      })
      const garbled = text.slice(start, end)
      const part = {key: garbled, place: placeOf(start, end)}
      if (edits.length < stretches.length) {
        report({...part, label: `"${garbled}" anew (a character of it is lost)`})
      } else {
        report({...part, label: `"${apply(garbled, start, edits)}" for "${garbled}"`, fix: {edits}})
      }
    }
  }
})

function groupByWord(text: string, garbled: readonly Garbled[]): Word[] {
  const words: Word[] = []
  for (const stretch of garbled) {
    const before = /\S*$/.exec(text.slice(Math.max(0, stretch.start - REACH), stretch.start))?.[0] ?? ''
    const after = /^\S*/.exec(text.slice(stretch.end, stretch.end + REACH))?.[0] ?? ''
    const [start, end] = [stretch.start - before.length, stretch.end + after.length]
    const last = words.at(-1)
    if (last && start < last.end) {
      last.stretches.push(stretch)
      last.end = end
    } else {
      words.push({start, end, stretches: [stretch]})
    }
  }
  return words
}

function typed(original: string, isAscii: boolean): string {
  const visible = original.replaceAll('\u00A0', ' ').replaceAll('\uFEFF', '')
  return isAscii ? visible.replaceAll(/[‘’“”]/g, (quote) => ASCII.get(quote) ?? quote) : visible
}

function apply(word: string, start: number, edits: readonly Edit[]): string {
  const moved = edits.map((edit) => ({...edit, start: edit.start - start, end: edit.end - start}))
  return applyFixes(word, [{edits: moved}]).text
}
