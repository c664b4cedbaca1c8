/**
 * Wordings of a grade that the templates do not have, each with the edits that make it "grade 7".
 */
import {leadsToGrades} from '../../src/page/grade-statements.ts'
import type {GradeStatement, Link} from '../../src/page/job-family.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import type {Edit} from '../finding.ts'

export interface Phrase {
  /** "level 7"; a link in brackets: "[7]". */
  readonly written: string
  readonly better: string
  /** Sorted. */
  readonly edits: readonly Edit[]
}

/** A link text without the word: "7", "#7", "level 7". */
const NO_GRADE = /^(?:(level)[ \t]+)?#?(\d{1,2})$/i
/** The word stands in front of the link, where it belongs into its text. */
const WORD_BEFORE = /\b((?:job\s{1,9})?grade)\s{1,9}$/i
const ARTICLE_BEFORE = /\ban(?=\s{1,9}$)/i
const LEVEL_BEFORE = /\b((?:job[ \t]+)?grade[ \t]+)?(level)([ \t]+#?)$/i
const DEPENDING =
  /^[ \t]*,?\s{0,9}\(?\b(?:depending|dependent|based)\s{1,9}(?:up)?on\s{1,9}(?:(?:the|their)\s{1,9})?(?:level\s{1,9}of\s{1,9})?(?:seniority|experience)(?:\s{1,9}(?:and|or)\s{1,9}(?:seniority|experience))?\b\)?(?=[.\s]*$)/i

/** The link to the grade tables that a statement stands in. */
export function linkAround({place}: GradeStatement, links: readonly Link[]): Link | undefined {
  return links.find(
    (link) =>
      leadsToGrades(link.url) && startOf(link.place) <= startOf(place) && endOf(link.place) >= endOf(place)
  )
}

/** "[7](…)", "[level 7](…)", also behind the word: "job grade [7](…)". A cell of a Grade column may hold the number alone. */
export function wordlessLink(
  {source, statement}: GradeStatement,
  link: Link,
  text: string
): Phrase | undefined {
  const [, level, digits] = NO_GRADE.exec(link.text) ?? []
  if (digits === undefined || !link.textPlace || (source === 'table' && level === undefined)) return undefined
  const written = text.slice(startOf(link.textPlace), endOf(link.textPlace))
  const number = written.lastIndexOf(digits)
  if (number === -1) return undefined
  const start = startOf(link.place)
  const before = text.slice(startOf(statement), start)
  const word = WORD_BEFORE.exec(before)
  const article = ARTICLE_BEFORE.exec(before)
  const said = word?.[1]?.replace(/\s+/g, ' ')
  const better = `${said ?? wordLike(level)} ${digits}`
  const edits: Edit[] = [
    {start: startOf(link.textPlace), end: startOf(link.textPlace) + number + digits.length, text: better}
  ]
  if (word) edits.unshift({start: start - word[0].length, end: start, text: ''})
  else if (article) {
    const at = startOf(statement) + article.index
    edits.unshift({start: at, end: at + 'an'.length, text: article[0].slice(0, 1)})
  }
  return {written: `${said ? `${said} ` : ''}[${link.text}]`, better: `[${better}]`, edits}
}

/** "Level 7" in a table, "grade level 7" without a link. */
export function levelForGrade({grade, place, statement}: GradeStatement, text: string): Phrase | undefined {
  const found = LEVEL_BEFORE.exec(text.slice(startOf(statement), startOf(place)))
  if (!found) return undefined
  const [written, word = '', level = '', gap = ''] = found
  const start = startOf(statement) + found.index + word.length
  const better = word === '' ? wordLike(level) : ''
  const end = start + level.length + (word === '' ? 0 : gap.length)
  return {
    written: `${written}${grade}`,
    better: `${word.trim() || better} ${grade}`,
    edits: [{start, end, text: better}]
  }
}

/**
 * "grade 7 depending on seniority": a level has one grade, whoever holds it.
 * @param behind Offset behind the number, or the link it stands in.
 */
export function dependingOnSeniority(
  {grade, statement, alternatives}: GradeStatement,
  behind: number,
  text: string
): Phrase | undefined {
  if (alternatives.length > 0) return undefined
  const found = DEPENDING.exec(text.slice(behind, endOf(statement)))
  if (!found) return undefined
  const addition = found[0].replaceAll(/\s+/g, ' ')
  return {
    written: `grade ${grade}${addition}`,
    better: `grade ${grade}`,
    edits: [{start: behind, end: behind + found[0].length, text: ''}]
  }
}

function wordLike(level: string | undefined): string {
  return level?.startsWith('L') ? 'Grade' : 'grade'
}
