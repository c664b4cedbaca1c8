/**
 * gitlab-casing: the company and its product are written "GitLab".
 * Policy: handbook/communication, "Writing style guidelines". Why and examples: ./README.md
 */
import {createPlaces} from '../../src/page/places.ts'
import {proseOf} from '../../src/page/prose.ts'
import {defineRule, EVERY_KIND} from '../define-rule.ts'

const NAME = 'GitLab'
const SPELLINGS = /git[ -]?lab/gi
/** In front of or behind a part of a path, a channel, a variable or a longer word; ".com" may follow the name itself. */
const PART_BEFORE = /[\w./#@:$\\-]$/
const PART_BEHIND = /^(?:[\w/#@]|::|\.(?!com\b)\w)/

export default defineRule({
  name: 'gitlab-casing',
  severity: 'info',
  fixes: true,
  summary: '"Gitlab" or "Git Lab" for "GitLab", outside addresses and code',
  kinds: EVERY_KIND,
  run({page, report}) {
    const placeOf = createPlaces(page.text)
    for (const {kind, text, start} of proseOf(page)) {
      for (const {index, 0: written} of text.matchAll(SPELLINGS)) {
        if (!isMisspelt(written, text, index)) continue
        const [from, to] = [start + index, start + index + written.length]
        // A heading's id has no capitals, but it tells one word from two: links to it would break.
        const isSafe = kind !== 'heading' || written.length === NAME.length
        report({
          reason: `Write "${NAME}" for "${written}"`,
          place: placeOf(from, to),
          key: written,
          fix: isSafe ? {edits: [{start: from, end: to, text: NAME}]} : null
        })
      }
    }
  }
})

function isMisspelt(written: string, prose: string, index: number): boolean {
  if (written === NAME) return false
  const end = index + written.length
  const behind = prose.slice(end, end + 5)
  if (PART_BEFORE.test(prose.slice(Math.max(0, index - 1), index)) || PART_BEHIND.test(behind)) return false
  // In small letters two words may be somebody's lab, and one a part of a name ("gitlab-org", "gitlab.com").
  if (written.length > NAME.length) return written.startsWith('G')
  return written !== 'gitlab' || !/^[-.]\w/.test(behind)
}
