/**
 * grade-subject: the sentences with a level's grade and manager, and the headings of its sections, name the level they stand
 * under.
 * Policy: hiring/job-families.md, the templates. Why and examples: ./README.md
 */
import type {Heading, Level, Place} from '../../src/page/job-family.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import {misspellingIn} from '../../src/page/section-kinds.ts'
import {defineRule} from '../define-rule.ts'
import type {Fix} from '../finding.ts'
import {levelKey} from '../level-key.ts'
import {likeWritten} from '../like-written.ts'
import {headingRenamer, type Rewording} from '../rename-headings.ts'
import {compareNames, MOST_LEVELS} from '../same-level.ts'
import {strangersUnder} from './strangers.ts'

export default defineRule({
  name: 'grade-subject',
  severity: 'warning',
  fixes: true,
  summary: 'a sentence on grade or manager, or a section heading, that names another level than its own',
  async run({page, family, handbook, report}) {
    if (family.levels.length > MOST_LEVELS) return
    const names = compareNames()
    const rename = headingRenamer(page, handbook)
    for (const level of family.levels) {
      if (level.stated !== 'heading') continue
      for (const stranger of strangersUnder(level, family, names)) {
        const {said, where, isCopied} = stranger
        if ('grade' in where) {
          report({
            reason: `The grade sentence under "${level.heading?.text}" speaks of the ${said}; write "The ${level.name} is a grade ${where.grade}"`,
            place: where.statement,
            key: `${levelKey(level)}: ${said}`,
            fix: isCopied ? replaceOnce(said, level.name, where.statement, page.text) : null
          })
        } else if ('subject' in where) {
          const place = where.subject?.place ?? where.place
          report({
            reason: `The sentence under "${level.heading?.text}" that names the manager speaks of the ${said}; write "The ${level.name} reports to …"`,
            place,
            key: `${levelKey(level)}: ${said} reports`,
            fix: isCopied ? replaceOnce(said, level.name, place, page.text) : null
          })
        } else {
          const rewording = reword(where.heading, said, level.name)
          const [fix = null] = isCopied ? (await rename([rewording])).fixes : []
          report({
            reason: `${describeHeading(rewording, level)}, or move it to the level that it names`,
            place: where.heading.place,
            key: `${levelKey(level)}: ${said} ${where.kind}`,
            fix
          })
        }
      }
    }
  }
})

/** Names the level, and spells the section's own name right on the way: what is told to be written has no mistake in it. */
function reword(heading: Heading, said: string, name: string): Rewording {
  const at = heading.text.indexOf(said)
  const slip = misspellingIn(heading.text)
  const slipAt = slip ? heading.text.indexOf(slip.written, at + said.length) : -1
  if (!slip || at === -1 || slipAt === -1) return {heading, written: said, better: name}
  const written = heading.text.slice(at, slipAt + slip.written.length)
  const between = heading.text.slice(at + said.length, slipAt)
  return {heading, written, better: name + between + likeWritten(slip.name, slip.written)}
}

function describeHeading({heading, written, better}: Rewording, level: Level): string {
  const whole = heading.text.replace(written, () => better)
  return `"${heading.text}" stands under "${level.heading?.text}"; write "${whole}"`
}

/** Null when the name does not stand there exactly once as it is read. */
function replaceOnce(said: string, name: string, place: Place, text: string): Fix | null {
  const within = text.slice(startOf(place), endOf(place))
  const at = within.indexOf(said)
  if (at === -1 || within.includes(said, at + 1)) return null
  const start = startOf(place) + at
  return {edits: [{start, end: start + said.length, text: name}]}
}
