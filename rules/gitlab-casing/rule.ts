/**
 * gitlab-casing: the company and its product are written "GitLab".
 * Policy: handbook/communication, "Writing style guidelines". Why and examples: ./README.md
 */
import {createPlaces} from '../../src/page/places.ts'
import {proseOf} from '../../src/page/prose.ts'
import {defineRule, EVERY_KIND} from '../define-rule.ts'

const NAME = 'GitLab'
/** Part of a path, a channel, a variable or a longer name in small letters ("gitlab-org", "docs.gitlab.com") is none. */
const ONE_WORD =
  /(?<![\w./#@:$\\-])(?:gitlab(?![-.])|(?!GitLab|gitlab)[Gg][Ii][Tt][Ll][Aa][Bb])(?!\.(?!com\b)\w|[\w/#@])/g
/** In small letters it may be somebody's lab. */
const TWO_WORDS = /(?<![\w./#@:$\\-])G[Ii][Tt][ -][Ll][Aa][Bb](?![\w/#@])/g

export default defineRule({
  name: 'gitlab-casing',
  severity: 'info',
  fixes: true,
  summary: '"Gitlab" or "Git Lab" for "GitLab", outside addresses and code',
  kinds: EVERY_KIND,
  run({page, report}) {
    const placeOf = createPlaces(page.text)
    for (const {kind, text, start} of proseOf(page)) {
      for (const {index, 0: written} of [...text.matchAll(ONE_WORD), ...text.matchAll(TWO_WORDS)]) {
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
