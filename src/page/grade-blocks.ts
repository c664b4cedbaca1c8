/**
 * Reads every paragraph, heading and list item of a page for the grades it states.
 */
import type {Paragraph} from 'mdast'
import {statedGrades} from './grade-statements.ts'
import type {ReadHeading} from './headings.ts'
import type {GradeStatement} from './job-family.ts'
import {type PlaceAt, startOf} from './places.ts'
import {type Reading, readBlock} from './reading.ts'

/** A paragraph's text with its offsets; list items and quotes hold paragraphs too. */
export interface ReadParagraph {
  readonly reading: Reading
  readonly start: number
}

export function readParagraphs(nodes: readonly Paragraph[], text: string): ReadParagraph[] {
  return nodes.flatMap((node) =>
    node.position ? [{reading: readBlock(node, text), start: startOf(node.position)}] : []
  )
}

/** @param urlOf Destination of the link that begins at an offset. */
export function gradesInParagraph(
  {reading}: ReadParagraph,
  urlOf: (at: number) => string,
  placeAt: PlaceAt
): GradeStatement[] {
  return statedGrades(reading, urlOf).map(({grade, start, end, sentence, subject, alternatives}) => ({
    grade,
    source: 'sentence',
    place: placeAt(reading.offsetAt(start), reading.endAt(end)),
    statement: placeAt(reading.offsetAt(sentence.start), reading.endAt(sentence.end)),
    subject,
    alternatives
  }))
}

const GRADE_IN_HEADING = /\((?:job )?grades? ?#?(\d{1,2}(?:\.\d)?)\)/gi

/** "Associate Engineer (Grade 5)". */
export function gradesInHeading({heading, reading}: ReadHeading, placeAt: PlaceAt): GradeStatement[] {
  return Array.from(reading.text.matchAll(GRADE_IN_HEADING), (match) => {
    const end = match.index + match[0].length - 1
    const digits = match[1] ?? ''
    const place = placeAt(reading.offsetAt(end - digits.length), reading.endAt(end))
    return {
      grade: Number(digits),
      source: 'heading',
      place,
      statement: heading.place,
      subject: null,
      alternatives: []
    }
  })
}
