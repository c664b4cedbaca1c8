/**
 * vacancy-language: a job family does not read like a vacancy, outside the sections about hiring.
 * Policy: hiring/job-families.md, "Things to Keep in Mind". Why and examples: ./README.md
 */
import {createPlaces} from '../../src/page/places.ts'
import {proseOf} from '../../src/page/prose.ts'
import {isWithin} from '../../src/page/sections.ts'
import {defineRule} from '../define-rule.ts'
import {inWords} from '../in-words.ts'
import {vacancyPhrases} from './phrases.ts'

/** Phrases named in the reason. */
const SHOWN = 3

export default defineRule({
  name: 'vacancy-language',
  severity: 'warning',
  fixes: false,
  summary: 'a family that reads like a vacancy ("you will", "we are looking for")',
  kinds: ['family', 'executive'],
  describe(parts) {
    const phrases = inWords([...new Set(parts.map(({label}) => `"${label.toLowerCase()}"`))], SHOWN)
    const where = parts.length === 1 ? '' : ` in ${parts.length} places`
    return `A job family is no vacancy, but this reads like one${where}: ${phrases}. Write what the role does ("leads the team") for those who have it`
  },
  run({page, family, report}) {
    const placeOf = createPlaces(page.text)
    for (const {kind, text, start, section} of proseOf(page)) {
      if (
        kind === 'front-matter' ||
        isWithin(family.sections, section, 'hiring-process', 'compensation', 'about')
      )
        continue
      for (const {index, text: phrase} of vacancyPhrases(text)) {
        report({place: placeOf(start + index, start + index + phrase.length), key: phrase})
      }
    }
  }
})
