/**
 * Sentences that name a manager: "reports to the Director, Support".
 */
import type {ReadParagraph} from './grade-blocks.ts'
import {sentencesIn} from './grade-statements.ts'
import type {Link, ReportsTo} from './job-family.ts'
import {levelName} from './level-name.ts'
import {type PlaceAt, startOf} from './places.ts'
import {readsLikeRole} from './roles.ts'

const REPORTS_TO =
  /\breport(?:s|ing)?\s+(?:directly\s+|directly\s+or\s+indirectly\s+)?(?:in)?to\s+(?:(?:the|an?|our|their|either|to)\s+)*/gi
/** Where the manager's name ends and the sentence goes on; "…, and Designers report to" speaks of others. */
const GOES_ON =
  /[;[\]]|\s\(|,?\s+and\s+(?:\p{Ll}|.{0,80}\breports?\b)|,\s+(?:who|which|with|while|but|or\s+\p{Ll})|\s+(?:who|which|that|while|with|but|on|as|at|for|in|unless|depending|via|when|if)\s|\s+or\s+(?:to\s+)?(?:the|an?)\s+\p{Ll}/u
const LONGEST = 150
/** A whole name between the beginning of the sentence and the verb: words with a capital, and small ones between them. */
const SUBJECT =
  /^(?:[Tt]he|[Aa]n?|[Oo]ur)\s+([\p{Lu}\d(]\S*(?:\s+(?:[\p{Lu}\d&(/–-]\S*|and|at|for|in|of|or|the|to|with)){0,14}?)(?:\s+(?:role|position|job))?(?:\s+(?:also|can|may|typically|usually|will|would)){0,2}\s*$/u
const LONGEST_SUBJECT = 160
/** Words in front of the verb; behind other small words ("monthly reports to the Board") reports are papers. */
const SPEAKS_OF_PEOPLE =
  /(?:^|[.,:;)\]]|\b(?:\p{Lu}[\p{L}\p{N}&/+-]*|role|position|job|level|member|team|and|who|which|they|will|would|can|may|also|typically|usually|always|directly|currently|either))\s*$/u

export interface ReportsSources {
  /** The link that begins at an offset. */
  readonly linkAt: (offset: number) => Link | undefined
  readonly placeAt: PlaceAt
}

/** The managers that a paragraph names, in page order, each once. */
export function readReportsTo({reading}: ReadParagraph, {linkAt, placeAt}: ReportsSources): ReportsTo[] {
  const {text} = reading
  if (!/report/i.test(text)) return []
  const sentences = sentencesIn(text)
  const found: ReportsTo[] = []
  let behind = 0
  for (const match of text.matchAll(REPORTS_TO)) {
    const from = match.index + match[0].length
    while (sentences.length > 1 && (sentences[0]?.end ?? 0) <= match.index) sentences.shift()
    const end = sentences[0]?.end ?? text.length
    if (!speaksOfPeople(text.slice(Math.max(0, match.index - 40), match.index), match[0])) continue
    // "X reports to Y, and Z report to X", also in two sentences: the second names nobody's manager on this level.
    if (match.index < behind || (found.length > 0 && /^report\s/i.test(match[0]))) continue
    behind = end
    const rest = text.slice(from, Math.min(end, from + LONGEST))
    const stop = from + (GOES_ON.exec(rest)?.index ?? rest.length)
    const subject = subjectOf(reading, sentences[0]?.start ?? 0, match.index, placeAt)
    const links = reading.links.filter(
      ({start, end: linkEnd}) => start >= from && start < stop && linkEnd <= end
    )
    if (links.length > 0) {
      for (const link of links)
        found.push(...linked(linkAt(link.at), text.slice(link.start, link.end), subject))
      continue
    }
    const name = text.slice(from, stop).replace(/[\s.,:]+$/, '')
    if (!isManager(name)) continue
    found.push({
      text: oneLine(name),
      url: null,
      place: placeAt(reading.offsetAt(from), reading.endAt(from + name.length)),
      subject
    })
  }
  const seen = new Set<string>()
  return found
    .sort((a, b) => startOf(a.place) - startOf(b.place))
    .filter(({text: name}) => !seen.has(name) && seen.add(name))
}

/** "…, and reports to" goes on from a role; "accounts and reporting to" does not. */
function speaksOfPeople(before: string, verb: string): boolean {
  if (/\band\s*$/.test(before) && !/^reports\b/i.test(verb)) return false
  const word = /(\p{L}+)\s*$/u.exec(before)?.[1] ?? ''
  return SPEAKS_OF_PEOPLE.test(before) || readsLikeRole(word, levelName(word))
}

function linked(link: Link | undefined, text: string, subject: ReportsTo['subject']): ReportsTo[] {
  return link ? [{text: oneLine(text), url: link.url, place: link.place, subject}] : []
}

function subjectOf(
  {text, offsetAt, endAt}: ReadParagraph['reading'],
  from: number,
  to: number,
  placeAt: PlaceAt
): ReportsTo['subject'] {
  if (to - from > LONGEST_SUBJECT) return null
  const before = text.slice(from, to)
  const name = SUBJECT.exec(before)?.[1]
  if (name === undefined) return null
  const start = from + before.indexOf(name)
  return {text: oneLine(name), place: placeAt(offsetAt(start), endAt(start + name.length))}
}

/** "reports to measure success" names nobody: a manager has a capital letter or a role's name. */
function isManager(name: string): boolean {
  const [first = ''] = name.split(',')
  return /^\p{Lu}/u.test(name) || readsLikeRole(first, levelName(first))
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
