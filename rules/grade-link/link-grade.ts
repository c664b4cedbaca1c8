/**
 * The edit that makes a stated grade a link to the grade tables, whatever is left of an attempt to write one.
 */
import type {GradeStatement, Link} from '../../src/page/job-family.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import type {Edit} from '../finding.ts'

/** "grade 7", "grade #7"; in a cell the number may stand alone. */
const WORD = /\b(?:job[ \t]{1,3})?grade[ \t]{0,3}#?$/i
const CELL = /(?:\b(?:job[ \t]{1,3})?(?:grade|level)[ \t]{1,3})?#?$/i
/** Brackets that lost their address: "grade [7]", "[grade 7]". */
const WORD_BEFORE_BRACKET = /\b(?:job[ \t]{1,3})?grade[ \t]{0,3}\[#?$/i
const WORD_IN_BRACKET = /\[(?:job[ \t]{1,3})?grade[ \t]{0,3}#?$/i
/** An address that does not lead anywhere as it is written: "grade 7 (/handbook/…)", "[grade 7]((/handbook/…)". */
const ADDRESS = /^[ \t]{0,3}\({1,2}(?:\/|https:\/\/about\.gitlab\.com\/)[^\s()<>]{1,300}\){1,2}/
const GRADE_ONLY = /^(?:job )?grade #?\d{1,2}(?:\.\d)?$/i

/** @returns Null where the number stands in other words than these, or in a link about something else. */
export function linkGrade(
  {place, statement, source}: GradeStatement,
  links: readonly Link[],
  text: string,
  url: string
): Edit | null {
  const [start, end] = [startOf(place), endOf(place)]
  const link = links.find((each) => startOf(each.place) <= start && endOf(each.place) >= end)
  if (link) {
    const {urlPlace} = link
    return GRADE_ONLY.test(link.text) && link.kind === 'inline'
      ? {start: startOf(urlPlace), end: endOf(urlPlace), text: url}
      : null
  }
  const before = text.slice(startOf(statement), start)
  const behind = text.slice(end, end + 400)
  const number = text.slice(start, end)
  const make = (words: string, from: number, until: number) => ({
    start: from,
    end: until,
    text: `[${words}](${url})`
  })

  const bracket = WORD_BEFORE_BRACKET.exec(before) ?? WORD_IN_BRACKET.exec(before)
  if (bracket) {
    if (!behind.startsWith(']')) return null
    const address = ADDRESS.exec(behind.slice(1))?.[0] ?? ''
    return make(
      `${bracket[0].replace('[', '')}${number}`,
      start - bracket[0].length,
      end + 1 + address.length
    )
  }
  const word = (source === 'table' ? CELL : WORD).exec(before)
  if (!word) return null
  const address = ADDRESS.exec(behind)?.[0] ?? ''
  return make(`${word[0]}${number}`, start - word[0].length, end + address.length)
}
