/**
 * level-extends: the level that another one extends stands below it on the page's ladder.
 * Policy: hiring/job-families.md, "Template 1 Additional Details". Why and examples: ./README.md
 */
import type {JobFamily, Level} from '../../src/page/job-family.ts'
import {spelled} from '../../src/page/level-draft.ts'
import {levelName} from '../../src/page/level-name.ts'
import {createPlaces} from '../../src/page/places.ts'
import {proseOf} from '../../src/page/prose.ts'
import {isWithin} from '../../src/page/sections.ts'
import {defineRule} from '../define-rule.ts'
import {levelKey} from '../level-key.ts'
import {compareNames, MOST_LEVELS, type NameComparison} from '../same-level.ts'
import {extendedIn} from './extended.ts'

export default defineRule({
  name: 'level-extends',
  severity: 'info',
  fixes: false,
  summary: 'a level that extends one which the page does not have below it',
  run({page, family, report}) {
    if (family.levels.length > MOST_LEVELS) return
    const placeAt = createPlaces(page.text)
    const names = compareNames()
    for (const {text, start, section, kind} of proseOf(page)) {
      const level = section === null ? undefined : levelAt(section, family)
      if (!level || kind === 'heading') continue
      for (const {name, start: from, end} of extendedIn(text)) {
        const reason = judge(name, level, family, names)
        if (reason === undefined) continue
        report({reason, place: placeAt(start + from, start + end), key: `${levelKey(level)}: ${name}`})
      }
    }
  }
})

/** What a section adds for a specialty may extend the very level it is a specialty of. */
function levelAt(section: number, {sections, levels}: JobFamily): Level | undefined {
  const index = sections[section]?.level ?? null
  const level = index === null ? undefined : levels[index]
  const isAside = isWithin(sections, section, 'specialties', 'segment', 'hiring-process', 'career-ladder')
  return level?.stated === 'heading' && !isAside ? level : undefined
}

/** Undefined where all is well, and where the name may be that of a level on another page. */
function judge(
  name: string,
  level: Level,
  {levels}: JobFamily,
  {differenceOf, isOneTitle}: NameComparison
): string | undefined {
  if (spelled(name) === spelled(level.name))
    return `${level.name} extends itself; name the level below, whose sections it builds on`
  const {word, core} = levelName(name)
  // Without a level word the family may be meant.
  if (word === null || (core !== '' && !isOneTitle(name, level.name))) return undefined
  const meant = levels.filter((mate) =>
    core === '' ? isSameRung(word, mate.word) : differenceOf(name, mate.name) === null
  )
  const others = meant.filter((mate) => mate !== level)
  if (others.some((mate) => !isHigher(mate, level))) return undefined
  const [higher] = others
  if (higher)
    return `${level.name} extends the ${higher.name}, which is the higher level; name the level below`
  // The level itself may be meant in other words; and a page with one level extends another page's.
  if (meant.length > 0 || levels.filter(({ladder}) => ladder === level.ladder).length < 2) return undefined
  return `${level.name} extends the ${name}, a level that this page does not have; name the level below it`
}

function isSameRung(said: Level['word'], word: Level['word']): boolean {
  return said === word || (said === 'intermediate' && word === null)
}

function isHigher(level: Level, other: Level): boolean {
  return level.rank !== null && other.rank !== null && level.track === other.track && level.rank > other.rank
}
