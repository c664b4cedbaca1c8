/**
 * unreadable-page: a page that could not be read in full is said to be so, never shown as one without findings.
 * Limits: src/page. Why and examples: ./README.md
 */
import {defineRule, EVERY_KIND} from '../define-rule.ts'

export default defineRule({
  name: 'unreadable-page',
  severity: 'error',
  fixes: false,
  summary: 'a page too large or nested too deep to be checked',
  kinds: EVERY_KIND,
  unread: true,
  run({page, report}) {
    if (!page.unread) return
    const {reason, place} = page.unread
    report({reason: `This page was not checked: ${reason}`, place, key: 'page'})
  }
})
