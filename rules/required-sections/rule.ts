/**
 * required-sections: the sections that every job family has, with something in them, and Responsibilities and Requirements for
 * each new level.
 * Policy: hiring/job-families.md, "hard requirements". Why and examples: ./README.md
 */
import type {Level, SectionKind} from '../../src/page/job-family.ts'
import {hasSection, sectionsOf} from '../../src/page/levels.ts'
import type {Page} from '../../src/page/page.ts'
import {buildsOn} from '../builds-on.ts'
import {defineRule} from '../define-rule.ts'
import {sharingPages} from '../family-folder.ts'
import type {Part} from '../finding.ts'
import {inWords} from '../in-words.ts'
import {isInternPage} from '../intern-page.ts'
import {newLevels} from '../new-levels.ts'
import {topOf} from '../top-of-page.ts'
import {isUndefinedYet, textOfLevel} from '../undefined-level.ts'
import {emptySections} from './empty-sections.ts'
import {hasOwnList, mayHoldInOtherWords} from './other-words.ts'

/** A page without a grade is grade-stated's subject: one defect, one finding. */
const OF_THE_PAGE: ReadonlyMap<SectionKind, string> = new Map([
  ['responsibilities', 'Responsibilities'],
  ['requirements', 'Requirements'],
  ['performance-indicators', 'Performance Indicators'],
  ['hiring-process', 'Hiring Process']
])
const OF_A_LEVEL = ['responsibilities', 'requirements'] as const
type OfLevel = (typeof OF_A_LEVEL)[number]
const PAGE_KEYS: ReadonlySet<string> = new Set(OF_THE_PAGE.values())
/** In front of an empty section's heading. */
const EMPTY = 'empty: '

export default defineRule({
  name: 'required-sections',
  severity: 'error',
  fixes: false,
  summary: 'a section missing or empty that every job family has, or that a new level needs',
  describe(parts) {
    const empty = parts.filter(({key}) => key.startsWith(EMPTY))
    const page = parts.filter(isOfPage)
    const levels = parts.filter((part) => !isOfPage(part) && !empty.includes(part))
    const sentences = []
    if (page.length > 0) {
      sentences.push(
        `The page has no ${either(page)} section; every job family has ${page.length > 1 ? 'them' : 'one'}`
      )
    }
    if (levels.length > 0) {
      sentences.push(
        `There is no section with ${inWords(levels.map((part) => part.label))}; add it, or say which level it extends`
      )
    }
    if (empty.length > 0) {
      const names = inWords(empty.map((part) => part.label))
      sentences.push(
        `Nothing stands under ${names}; write what belongs there, or take the heading${empty.length > 1 ? 's' : ''} out`
      )
    }
    return sentences.join('. ')
  },
  async run({page, family, base, handbook, report}) {
    if (isInternPage(family)) return
    const missing = [...OF_THE_PAGE].filter(
      ([kind]) => !hasSection(family, kind) && !(isOfLevel(kind) && mayHoldInOtherWords(kind, page))
    )
    const sharing = missing.length > 0 ? await sharingPages(page, handbook) : []
    for (const [kind, name] of missing) {
      if (!sharing.some((other) => hasSection(other.family, kind))) report({place: topOf(page), key: name})
    }
    for (const {heading} of emptySections(page)) {
      report({place: heading.place, key: `${EMPTY}${heading.text}`, label: `"${heading.text}"`})
    }
    for (const level of newLevels(family, base) ?? []) {
      const missing = OF_A_LEVEL.filter((kind) => lacks(level, kind, page))
      if (missing.length === 0 || !level.heading || explainsItself(level, page)) continue
      const names = inWords(missing.map((kind) => OF_THE_PAGE.get(kind) ?? kind))
      report({
        place: level.heading.place,
        key: `${level.name}: ${names}`,
        label: `the ${names} of the ${level.name}`,
        // A level that only a sentence names may mean the sections around it.
        severity: level.stated === 'heading' ? 'error' : 'info'
      })
    }
  }
})

function isOfLevel(kind: SectionKind): kind is OfLevel {
  return kind === 'responsibilities' || kind === 'requirements'
}

/** Whether a level has no such section, where the page has some, but none for all levels. */
function lacks(level: Level, kind: OfLevel, page: Page): boolean {
  const {family} = page
  // What nobody on the page has is said once, for the page.
  if (!hasSection(family, kind) || family.included.includes(kind)) return false
  const own = family.levels.indexOf(level)
  if (sectionsOf(family, kind).some((section) => section.level === own || section.level === null))
    return false
  if (level.stated !== 'heading') return true
  return !hasOwnList(level, page) && !mayHoldInOtherWords(kind, page, level.place)
}

/** A level that says what it builds on, or that it is still to come, lacks nothing. */
function explainsItself(level: Level, page: Page): boolean {
  return buildsOn(textOfLevel(level, page)) || isUndefinedYet(level, page)
}

function isOfPage(part: Part): boolean {
  return PAGE_KEYS.has(part.key)
}

function either(parts: readonly Part[]): string {
  const names = parts.map((part) => part.label)
  return names.length > 1 ? `${names.slice(0, -1).join(', no ')} and no ${names.at(-1)}` : (names[0] ?? '')
}
