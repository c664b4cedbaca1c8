/**
 * ladder-subject: the sentence that names the next job family speaks of the page's own family.
 * Policy: hiring/job-families.md, "Template 1 Additional Details". Why and examples: ./README.md
 */
import {defineRule} from '../define-rule.ts'
import {createVocabulary, wordsOf} from './vocabulary.ts'

export default defineRule({
  name: 'ladder-subject',
  severity: 'warning',
  fixes: false,
  summary: 'a career ladder that speaks of another family',
  run({page, family, report}) {
    const {title} = family
    if (title === null) return
    const vocabulary = createVocabulary(page)
    for (const {subject} of family.ladders) {
      if (!subject) continue
      const words = wordsOf(subject.text)
      if (words.every((_word, index) => vocabulary.knows(words, index))) continue
      report({
        reason: `The career ladder tells the next step for "${subject.text}", but this page is about "${title}"; name this family or one of its levels`,
        place: subject.place,
        key: subject.text
      })
    }
  }
})
