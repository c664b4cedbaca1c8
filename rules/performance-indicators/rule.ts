/**
 * performance-indicators: three to five of them, as a list.
 * Policy: hiring/job-families.md, "Why Job Families Have Performance Indicators". Why and examples: ./README.md
 */
import type {JobFamily, Place, Section} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {createPlaces, endOf, startOf} from '../../src/page/places.ts'
import {buildsOn} from '../builds-on.ts'
import {defineRule} from '../define-rule.ts'
import {inWords} from '../in-words.ts'
import {isToCome} from '../undefined-level.ts'
import {findIndicators, listingsOf, sum} from './indicators.ts'

const FEWEST = 3
const MOST = 5
/** An include may bring the list. */
const INCLUDE = /<%|\{\{[<%]/

export default defineRule({
  name: 'performance-indicators',
  severity: 'info',
  fixes: false,
  summary: 'fewer than three or more than five performance indicators; no list of them (warning)',
  describe(parts) {
    const sections = inWords(parts.map(({label}) => label))
    return `Three to five performance indicators are wanted, as a list: ${sections}. Name those that tell best whether the job is done well`
  },
  run({page, family, report, notChecked}) {
    const sections = family.sections.filter((section) => isJudged(section, family))
    const listings = listingsOf(page.tree)
    const ofThePage = sections.filter(({level}) => level === null)
    const shared = sum(ofThePage.map((section) => findIndicators(listings, section.body)?.most ?? 0))
    for (const section of sections) {
      const {heading, body, level} = section
      const text = page.text.slice(startOf(body), endOf(body))
      if (INCLUDE.test(text)) {
        notChecked(`"${heading.text}"`, 'an include may bring the indicators')
        continue
      }
      if (buildsOn(text) || isToCome(text)) continue
      const owner = ownerOf(section, family)
      const key = `${owner}: ${heading.text}`
      const indicators = findIndicators(listings, body)
      if (!indicators) {
        const place = text.trim() === '' ? heading.place : firstLine(section, page)
        const label = `${owner} has ${text.trim() === '' ? 'none' : 'no list'}`
        report({place, key, label, severity: 'warning'})
        continue
      }
      const {least, most, place} = indicators
      // Where levels have some of their own, few for all of them may be right; and a level has those of the page as well.
      const isFew =
        level === null ? most < FEWEST && ofThePage.length === sections.length : most + shared < FEWEST
      if (isFew) report({place, key, label: `${owner} has ${most}`})
      else if (least > MOST) report({place, key, label: `${owner} has ${least}`})
    }
  }
})

/** Groups of indicators under headings of their own are somebody's intention. */
function isJudged(section: Section, {sections, levels, included}: JobFamily): boolean {
  if (section.kind !== 'performance-indicators' || included.includes('performance-indicators')) return false
  const index = sections.indexOf(section)
  const groups = sections.filter(({parent, kind}) => parent === index && kind === null)
  return groups.every(({heading}) => levels.some((level) => level.heading === heading))
}

function ownerOf({level, named}: Section, {levels}: JobFamily): string {
  const name = levels[level ?? -1]?.name ?? named
  return name === null ? 'the page' : `the ${name}`
}

/** The first line of a section's text. */
function firstLine({body}: Section, {text}: Page): Place {
  const start = startOf(body) + text.slice(startOf(body), endOf(body)).search(/\S/)
  const line = text.slice(start, start + text.slice(start).search(/[\r\n]|$/))
  return createPlaces(text)(start, start + line.trimEnd().length)
}
