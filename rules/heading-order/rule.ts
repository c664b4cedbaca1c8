/**
 * heading-order: the depth of headings grows by one at a time, beginning below the page's title.
 * Why and examples: ./README.md
 */
import type {Heading} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import {defineRule, EVERY_KIND} from '../define-rule.ts'
import {inWords} from '../in-words.ts'
import {outerHeadings} from '../outer-headings.ts'
import {runsMarkdownlint} from '../runs-markdownlint.ts'
import {shorten} from '../shorten.ts'

/** Headings named in the reason. */
const SHOWN = 3
/** Depth of the page's title, which the renderer makes of the front matter. */
const TITLE = 1
/** What may bring a heading that the tree does not show. */
const HIDDEN_HEADING = /<%|\{\{[<%]|<h[1-6]\b/i

export default defineRule({
  name: 'heading-order',
  severity: 'info',
  fixes: false,
  summary: 'headings that skip a depth (off where the handbook runs markdownlint)',
  kinds: EVERY_KIND,
  describe(parts) {
    const labels = inWords(
      parts.map(({label}) => label),
      SHOWN
    )
    return parts.length === 1
      ? `A heading skips a depth: ${labels}. Write one # more than the heading above it has`
      : `${parts.length} headings skip a depth: ${labels}. Write one # more than the headings above them have`
  },
  async run({page, handbook, report}) {
    const skips = findSkips(page)
    if (skips.length === 0 || (await runsMarkdownlint(handbook))) return
    for (const {heading, above} of skips) {
      const {text, depth, place} = heading
      const label = `"${shorten(text, 60)}" (${marks(depth)} below ${marks(above)})`
      report({place, key: text, label})
    }
  }
})

interface Skip {
  readonly heading: Heading
  /** Depth of the heading above. */
  readonly above: number
}

function findSkips(page: Page): Skip[] {
  const skips: Skip[] = []
  let above = TITLE
  let end = 0
  for (const heading of outerHeadings(page)) {
    const between = page.text.slice(end, startOf(heading.place))
    if (heading.depth > above + 1 && !HIDDEN_HEADING.test(between)) skips.push({heading, above})
    above = heading.depth
    end = endOf(heading.place)
  }
  return skips
}

function marks(depth: number): string {
  return depth === TITLE ? 'the title' : '#'.repeat(depth)
}
