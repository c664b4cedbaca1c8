/**
 * Holds what src/page read of a page's grades against the mentions that `gradeMentions` finds in its text.
 */
import type {GradeStatement, JobFamily, Level} from '../../src/page/job-family.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import type {GradeMention} from './grade-mentions.ts'

export type Verdict =
  /** Read as a grade of the level that the heading, or the table's row, names. */
  | 'right by heading'
  /** The heading names no level of its own or another one, the sentence this one. */
  | 'right by sentence'
  /** Read as a grade of a level that neither heading nor sentence names. */
  | 'doubtful level'
  /** Read as a grade of nobody. */
  | 'of no level'
  /** Not read, and the text says why. */
  | 'mention'
  /** Not read, though it reads like a statement. */
  | 'missed'
  /** Read, though it reads like a mention. */
  | 'mention read'
  /** Read where the text says no grade at all. */
  | 'invented'

export interface ComparedGrade {
  readonly verdict: Verdict
  readonly line: number
  readonly excerpt: string
  /** Name of the level it was given to; null for none. */
  readonly level: string | null
  /** What the text calls its owner, or the reason of a mention. */
  readonly text: string
}

interface ReadGrade {
  readonly statement: GradeStatement
  readonly level: Level | null
}

export function compareGrades(family: JobFamily, mentions: readonly GradeMention[]): ComparedGrade[] {
  const read: ReadGrade[] = [
    ...family.levels.flatMap((level) => level.grades.map((statement) => ({statement, level}))),
    ...family.grades.map((statement) => ({statement, level: null}))
  ]
  const known = new Set(mentions.map(({start}) => start))
  const invented = read.filter(({statement}) => !known.has(numberStart(statement)))
  return [
    ...mentions.map((mention) => compare(mention, read)),
    ...invented.map(
      ({statement, level}): ComparedGrade => ({
        verdict: 'invented',
        line: statement.place.start.line,
        excerpt: `grade ${statement.grade}`,
        level: level?.name ?? null,
        text: ''
      })
    )
  ]
}

function compare(mention: GradeMention, read: readonly ReadGrade[]): ComparedGrade {
  const {line, excerpt, start, grade, reading} = mention
  const found =
    read.find(({statement}) => numberStart(statement) === start) ??
    read.find(({statement}) => statement.alternatives.includes(grade) && covers(statement, start))
  const base = {line, excerpt, level: found?.level?.name ?? null}
  if (reading.kind === 'mention')
    return {...base, verdict: found ? 'mention read' : 'mention', text: reading.reason}
  const text = [mention.row ?? mention.headings.slice(0, 2).join(' < '), reading.subject]
    .filter(Boolean)
    .join(' | ')
  if (!found) return {...base, verdict: 'missed', text}
  if (!found.level) return {...base, verdict: 'of no level', text}
  return {...base, verdict: ownership(mention, reading.subject, found.level.name), text}
}

function ownership({row, headings}: GradeMention, subject: string | null, level: string): Verdict {
  if (row !== null) return isSame(row, level) ? 'right by heading' : 'doubtful level'
  // The heading above the section counts where its own heading is only a level word, or a section's.
  if (headings.slice(0, 1).some((name) => isSame(name, level))) return 'right by heading'
  return subject !== null && isSame(subject, level) ? 'right by sentence' : 'doubtful level'
}

/** Two names mean one level when they are the same words, or one is only the level word of the other. */
function isSame(a: string, b: string): boolean {
  const [one, other] = [wordsOf(writtenOut(a, b)), wordsOf(writtenOut(b, a))]
  const [small, large] = one.size <= other.size ? [one, other] : [other, one]
  return small.size > 0 && rungOf(one) === rungOf(other) && [...small].every((word) => large.has(word))
}

/** "Senior CSM" beside "Senior Customer Success Manager": an abbreviation is what its letters begin in the other name. */
function writtenOut(name: string, other: string): string {
  const words = other.split(/[^\p{L}]+/u).filter((word) => word !== '' && !/^(?:and|of)$/i.test(word))
  return name.replace(/\b\p{Lu}[\p{Lu}&]{1,5}\b/gu, (short) => {
    const letters = short.replaceAll('&', '')
    const at = words.findIndex((_, index) =>
      Array.from(letters).every((letter, offset) => words[index + offset]?.startsWith(letter))
    )
    return at === -1 ? short : words.slice(at, at + letters.length).join(' ')
  })
}

const RUNG =
  /^(?:intern|junior|associate|senior|staff|principal|distinguished|fellow|manager|director|vp|lead|chief)$/

function rungOf(words: ReadonlySet<string>): string {
  return [...words]
    .filter((word) => RUNG.test(word))
    .sort()
    .join(' ')
}

function wordsOf(name: string): ReadonlySet<string> {
  const words = name
    .toLowerCase()
    .replace(/\bgrade \d+\b/g, ' ')
    .replace(/\bsr\b/g, 'senior')
    .replace(/\bjr\b/g, 'junior')
    .replace(/\bvice president\b/g, 'vp')
    .replace(/\b(?:of|the|and|for|to|an?|at|intermediate|role|position)\b/g, ' ')
    .match(/[\p{L}\p{N}]+/gu)
  return new Set((words ?? []).map((word) => word.replace(/(?<=\p{L}{3})s$/u, '')))
}

function numberStart({place}: GradeStatement): number {
  return startOf(place)
}

function covers({statement, place}: GradeStatement, offset: number): boolean {
  return (offset >= startOf(statement) && offset < endOf(statement)) || offset === startOf(place)
}
