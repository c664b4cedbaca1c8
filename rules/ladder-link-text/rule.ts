/**
 * ladder-link-text: a link of the career ladder is called what the page behind it is called, as far as that can be known.
 * Source: the handbook's Markdown guide; names of families differ too much for more. Why and examples: ./README.md
 */
import {defineRule} from '../define-rule.ts'
import {readLadderSteps} from '../ladder-steps.ts'
import {judgeFormerName} from './former-name.ts'
import {judgeGeneric} from './generic.ts'
import {judgeSpelling} from './spelling.ts'

export default defineRule({
  name: 'ladder-link-text',
  severity: 'info',
  fixes: true,
  summary: 'a career-ladder link called "here", by the former name of its page, or by a misspelt one',
  async run({page, handbook, report}) {
    for (const {link, target} of await readLadderSteps(page, handbook)) {
      const found =
        judgeGeneric(link, target?.page, page.text) ??
        (target && judgeFormerName(link, target, page.text)) ??
        (target && judgeSpelling(link, target.page, page.text))
      if (found) report({...found, place: link.textPlace ?? link.place, key: link.text})
    }
  }
})
