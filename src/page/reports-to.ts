/**
 * Sentences that name a manager: "reports to the Director, Support".
 */

import type {ReadParagraph} from './grade-blocks.ts'
import {sentencesIn} from './grade-statements.ts'
import type {Link, ReportsTo} from './job-family.ts'
import {type createPlaces, startOf} from './places.ts'

const REPORTS_TO = /\breport(?:s|ing)?\s+(?:directly\s+)?(?:in)?to\s+(?:the\s+|an?\s+|our\s+|their\s+)?/gi
/** Where the manager's name ends and the sentence goes on. */
const GOES_ON =
  /;|\s+\(|,\s+(?:who|which|and\s+\p{Ll}|with|while|but)|\s+(?:who|which|while|with|but|on|as|at|for|in|unless|depending)\s|\s+and\s+\p{Ll}/u
const LONGEST = 150

export function readReportsTo(
  {reading}: ReadParagraph,
  linkAt: (offset: number) => Link | undefined,
  placeAt: ReturnType<typeof createPlaces>
): ReportsTo[] {
  const {text} = reading
  if (!text.includes('report')) return []
  const sentences = sentencesIn(text)
  const found: ReportsTo[] = []
  for (const match of text.matchAll(REPORTS_TO)) {
    const from = match.index + match[0].length
    const sentence = sentences.find(({end}) => end > match.index)
    const to = Math.min(sentence?.end ?? text.length, from + LONGEST)
    const links = reading.links.filter(({start, end}) => start >= from && end <= to)
    const rest = text.slice(from, to)
    const stop = GOES_ON.exec(rest)?.index ?? rest.length
    const linked = links.filter(({start}) => start < from + stop)
    if (linked.length > 0) {
      for (const {start, end, at} of linked) {
        const link = linkAt(at)
        if (link)
          found.push({
            text: text.slice(start, end).replace(/\s+/g, ' ').trim(),
            url: link.url,
            place: link.place
          })
      }
      continue
    }
    const name = rest.slice(0, stop).replace(/[\s.,:]+$/, '')
    if (name === '') continue
    const place = placeAt(reading.offsetAt(from), reading.endAt(from + name.length))
    found.push({text: name.replace(/\s+/g, ' '), url: null, place})
  }
  return found.sort((a, b) => startOf(a.place) - startOf(b.place))
}
