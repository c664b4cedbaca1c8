/**
 * duplicate-heading: no two headings side by side have the same words.
 * Why and examples: ./README.md
 */
import type {Heading} from '../../src/page/job-family.ts'
import {defineRule, EVERY_KIND} from '../define-rule.ts'
import {inWords} from '../in-words.ts'
import {outerHeadings} from '../outer-headings.ts'
import {runsMarkdownlint} from '../runs-markdownlint.ts'
import {shorten} from '../shorten.ts'

/** Headings named in the reason. */
const SHOWN = 3

export default defineRule({
  name: 'duplicate-heading',
  severity: 'info',
  fixes: false,
  summary: 'the same heading again in the same section (off where the handbook runs markdownlint)',
  kinds: EVERY_KIND,
  describe(parts) {
    const names = inWords([...new Set(parts.map(({label}) => label))], SHOWN)
    return `Headings side by side have the same words: ${names}. Say in one of them what sets it apart, a level's name for example, so that a link can tell which is meant`
  },
  async run({page, handbook, report}) {
    const repeated = findRepeated(outerHeadings(page))
    if (repeated.length === 0 || (await runsMarkdownlint(handbook))) return
    for (const {text, place} of repeated) report({place, key: text, label: `"${shorten(text, 60)}"`})
  }
})

/** Headings whose words an earlier one of the same depth, below the same heading, has. */
function findRepeated(headings: readonly Heading[]): Heading[] {
  const repeated: Heading[] = []
  /** Words seen side by side, by depth; those of a depth are forgotten when a heading above it opens another section. */
  const seen = new Map<number, Set<string>>()
  for (const heading of headings) {
    for (const depth of seen.keys()) if (depth > heading.depth) seen.delete(depth)
    const words = seen.get(heading.depth) ?? new Set()
    seen.set(heading.depth, words)
    const own = heading.text.toLowerCase()
    if (own === '') continue
    if (words.has(own)) repeated.push(heading)
    words.add(own)
  }
  return repeated
}
