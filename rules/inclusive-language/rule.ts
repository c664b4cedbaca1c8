/**
 * inclusive-language: pronouns and words that speak to everybody.
 * Policy: hiring/job-families.md, "Inclusive Language Check". Why and examples: ./README.md
 */
import type {JobFamily} from '../../src/page/job-family.ts'
import {createPlaces} from '../../src/page/places.ts'
import {proseOf} from '../../src/page/prose.ts'
import {isWithin} from '../../src/page/sections.ts'
import {defineRule, EVERY_KIND} from '../define-rule.ts'
import {findMisusedWords} from './misused-words.ts'
import {findPronouns} from './pronouns.ts'

export default defineRule({
  name: 'inclusive-language',
  severity: 'warning',
  fixes: true,
  summary: 'pronouns for one or two genders, gendered nouns, misused words',
  kinds: EVERY_KIND,
  async run({page, family, report}) {
    const placeOf = createPlaces(page.text)
    const known = wordsOf(family)
    const blocks = proseOf(page)
    const misused = await findMisusedWords(blocks.map(({text}) => text))
    for (const [index, {kind, text, start, section}] of blocks.entries()) {
      // Words about the company often quote somebody.
      const isOfSomebody = () => isWithin(family.sections, section, 'about') || namesSomebody(text, known)
      for (const slight of [...findPronouns(text, isOfSomebody), ...(misused[index] ?? [])]) {
        const from = start + slight.index
        // Another word in a heading is another id: links to it would break.
        const edits = kind === 'heading' ? null : slight.edits
        report({
          reason: `"${slight.text}" may leave people out; write "${slight.instead}"${edits ? '' : ', or find other words'}`,
          place: placeOf(from, from + slight.text.length),
          key: slight.text,
          fix: edits && {
            edits: edits.map((edit) => ({...edit, start: start + edit.start, end: start + edit.end}))
          }
        })
      }
    }
  }
})

/** Two words with capitals in a row, neither of which the page's title or headings have: a person's name. */
function namesSomebody(prose: string, known: ReadonlySet<string>): boolean {
  return prose
    .matchAll(/(?=\b(\p{Lu}\p{Ll}+) (\p{Lu}\p{Ll}+)\b)/gu)
    .some(([, first = '', last = '']) => !known.has(first.toLowerCase()) && !known.has(last.toLowerCase()))
}

function wordsOf({title, headings}: JobFamily): ReadonlySet<string> {
  const texts = [title ?? '', ...headings.map(({text}) => text)]
  return new Set(texts.flatMap((text) => text.toLowerCase().match(/\p{L}+/gu) ?? []))
}
