/**
 * Levels that a person should look at: not wrong for certain, but written in no way in which pages name their levels.
 */
import type {Heading, JobFamily, Level} from '../../src/page/job-family.ts'
import {startOf} from '../../src/page/places.ts'

export interface DoubtfulLevel {
  readonly level: Level
  readonly reason: string
}

/** What sections are called; a level of that name would be one of them misread. */
const SECTION =
  /^(?:(?:key |additional |base )?(?:respon\w*|requi\w*|qualifications|expectations)|levels?|(?:job )?grades?|(?:key )?performance \w+|career (?:ladder|paths?|progression)|hiring(?: process)?|interview\w*|special\w*|segments?|nice.*|overview|about.*|compensation|intro\w*|the role|role)$/i

export function doubtfulLevels(family: JobFamily, text: string): DoubtfulLevel[] {
  const names = new Map<string, number>()
  for (const {name} of family.levels) names.set(name, (names.get(name) ?? 0) + 1)
  return family.levels.flatMap((level) => {
    const reasons = reasonsOf(level, family, text)
    if ((names.get(level.name) ?? 0) > 1) reasons.push('its name twice on the page')
    return reasons.map((reason) => ({level, reason}))
  })
}

function reasonsOf(level: Level, family: JobFamily, text: string): string[] {
  const {name, stated, grades, heading} = level
  const reasons: string[] = []
  if (name.trim() === '') reasons.push('no name')
  if (SECTION.test(name)) reasons.push('named like a section')
  if (name.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length > 6) reasons.push('more than six words')
  if (stated === 'heading' && !text.includes(name) && !isCompleted(name, heading?.text ?? ''))
    reasons.push('a name that stands nowhere')
  const values = new Set(grades.map(({grade}) => grade))
  if (values.size > 1) reasons.push('several grades')
  if (stated === 'heading' && grades.length === 0 && namesOthers(level, family))
    reasons.push('no grade, but its sentences name other levels with grades')
  return reasons
}

/** "Senior" under a family's title is completed: the heading's own words are part of the name. */
function isCompleted(name: string, heading: string): boolean {
  return heading !== '' && name.toLowerCase().includes(heading.toLowerCase())
}

/** Levels that only sentences below this heading state. */
function namesOthers(level: Level, {levels}: JobFamily): boolean {
  const end = level.place.end.offset ?? 0
  return levels.some(
    ({stated, place}) =>
      stated === 'sentence' && startOf(place) > startOf(level.place) && startOf(place) < end
  )
}

const RUNG =
  /^(?:intern\b|(?:junior|jr|associate|intermediate|senior|sr|lead|staff|principal|distinguished|manager|group manager|director|vp|vice president)\b(?! ?(?:interview|leadership|skills|team)))|\((?:associate|junior|intermediate|senior|staff|principal)\)/i

/** Headings that begin like a level's name and were not read as one, nor as a section of one. */
export function overlookedHeadings({sections, levels}: JobFamily): Heading[] {
  const read = new Set(levels.map(({heading}) => heading))
  const names = new Set(levels.map(({name}) => name))
  return sections.flatMap(({heading, kind}) => {
    const isKnown = read.has(heading) || names.has(heading.text)
    return kind === null && !isKnown && RUNG.test(heading.text) ? [heading] : []
  })
}
