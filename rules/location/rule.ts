/**
 * location: a family is not tied to a region or a country.
 * Policy: hiring/job-families.md, "Things to Keep in Mind". Why and examples: ./README.md
 */
import type {SectionKind} from '../../src/page/job-family.ts'
import {createPlaces} from '../../src/page/places.ts'
import {proseOf} from '../../src/page/prose.ts'
import {isWithin} from '../../src/page/sections.ts'
import {defineRule} from '../define-rule.ts'
import {newLevels} from '../new-levels.ts'
import {shorten} from '../shorten.ts'
import {topOf} from '../top-of-page.ts'
import {placeIn, tieIn} from './places.ts'

/** What stands there may be bound to a place, or speaks about hiring. */
const BOUND: readonly SectionKind[] = ['specialties', 'segment', 'hiring-process', 'compensation', 'about']
const ADVICE = 'these can change over time, and families are meant to last'

export default defineRule({
  name: 'location',
  severity: 'info',
  isOff: true,
  fixes: false,
  summary: 'a region or a country in the title or in a new level',
  run({page, family, base, report}) {
    const {title, sections} = family
    const inTitle = placeIn(title ?? '')
    if (inTitle) {
      const reason = `The title names a place (${inTitle}); leave it out: ${ADVICE}`
      report({reason, place: topOf(page), key: `title: ${inTitle}`})
    }
    const levels = new Set(newLevels(family, base))
    for (const level of levels) {
      const place = placeIn(level.name)
      if (!place || !level.heading || isWithin(sections, level.parent, ...BOUND)) continue
      const reason = `The new level ${level.name} is named after a place (${place}); leave it out: ${ADVICE}`
      report({reason, place: level.heading.place, key: `${level.name}: ${place}`})
    }
    const placeOf = createPlaces(page.text)
    for (const {kind, text, start, section} of proseOf(page)) {
      if (kind === 'heading' || isWithin(sections, section, ...BOUND)) continue
      const level = family.levels[sections[section ?? -1]?.level ?? -1]
      const isNew = level ? levels.has(level) : base === null
      const tie = isNew ? tieIn(text) : undefined
      if (!tie) continue
      const subject = level ? `The new level ${level.name}` : 'The new page'
      const from = start + tie.index
      const reason = `${subject} is tied to a place ("${shorten(tie.text)}"); leave it out: ${ADVICE}`
      const key = `${level?.name ?? 'page'}: ${tie.text}`
      report({reason, place: placeOf(from, from + tie.text.length), key})
    }
  }
})
