/**
 * unfilled-template: nothing of the template is left that was to be filled in.
 * Policy: hiring/job-families.md, "Templates for New Job Family". Why and examples: ./README.md
 */
import type {Link, Place} from '../../src/page/job-family.ts'
import {createPlaces, endOf, startOf} from '../../src/page/places.ts'
import {proseOf} from '../../src/page/prose.ts'
import {defineRule, EVERY_KIND} from '../define-rule.ts'
import {inWords} from '../in-words.ts'
import {ladderLinks} from '../ladder-target/ladder-links.ts'
import {isEmpty} from '../link-targets.ts'
import {shorten} from '../shorten.ts'
import {leftOvers} from './left-overs.ts'

/** Left-overs named in the reason. */
const SHOWN = 3

export default defineRule({
  name: 'unfilled-template',
  severity: 'error',
  fixes: false,
  summary: 'words of the template left in: "{add …}", "grade #" without a number, TODO',
  kinds: EVERY_KIND,
  describe(parts) {
    const names = inWords([...new Set(parts.map(({label}) => label))], SHOWN)
    return parts.length === 1
      ? `${names} was left in; write what belongs there, or take the line out`
      : `Words of a template were left in, in ${parts.length} places: ${names}. Write what belongs there, or take the lines out`
  },
  run({page, family, report}) {
    const placeOf = createPlaces(page.text)
    const deadLinks = ladderLinks(family).filter(({url}) => isEmpty(url))
    for (const block of proseOf(page)) {
      for (const {index, text} of leftOvers(block.text)) {
        const start = block.start + index
        const place = placeOf(start, start + text.length)
        if (isLadderTarget(place, deadLinks)) continue
        report({place, key: text, label: `"${shorten(text, 60)}"`})
      }
    }
  }
})

/** A link in the career ladder that leads nowhere ("[TODO]()") is ladder-target's subject. */
function isLadderTarget(place: Place, links: readonly Link[]): boolean {
  return links.some((link) => startOf(link.place) <= startOf(place) && endOf(place) <= endOf(link.place))
}
