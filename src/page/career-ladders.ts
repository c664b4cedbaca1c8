/**
 * The sections that name the next job families: their links, whom they speak of, and whether they say "not defined yet".
 */

import type {ReadParagraph} from './grade-blocks.ts'
import type {CareerLadder, Level, Link, Section} from './job-family.ts'
import {endOf, type PlaceAt, startOf} from './places.ts'

interface Sources {
  readonly sections: readonly Section[]
  readonly links: readonly Link[]
  readonly paragraphs: readonly ReadParagraph[]
  /** What stands below a misplaced level's heading is not the ladder's text. */
  readonly levels: readonly Level[]
  readonly placeAt: PlaceAt
}

/** How ladders name the family they speak of; the first group is its name. */
const SUBJECTS = [
  /\bnext\s+(?:career\s+)?steps?\s+(?:in|for|within|of|after|on)\s+(?:the\s+|an?\s+|our\s+)?(.{2,120}?)\s+(?:is|are|would|will|could|can|may|might|include)\b/is,
  /^(?:the\s+|an?\s+)(.{2,120}?)\s+job\s+famil(?:y|ies)\s+(?:would|will|can|may|could)\s+(?:\w+\s+)?(?:move|flow|lead|progress)/is,
  /\ba\s+successful\s+(.{2,80}?)\s+(?:would|will|may|might|could)\s+consider\b/is
]
const SUFFIX =
  /(?:['’]s?\s+career\b.*|,|\s+(?:job\s+(?:famil(?:y|ies)|role)|famil(?:y|ies)|roles?|positions?|career\s+ladder))$/i
const NO_SUBJECT =
  /^(?:right\b.*|.*\b(?:person|candidate|someone)|individual contributors?|managers of people|people managers|managers?|(?:this|the|our|these|each|any|all)\b.*|job famil(?:y|ies)|roles?|family|team members?)$/i
const UNDEFINED_YET =
  /\b(?:not|n['’]t)\s+(?:yet\s+)?(?:been\s+)?(?:clearly\s+)?(?:defined|determined)\b|\bto be (?:defined|determined)\b|\btb[da]\b|\bundefined\b/i

export function readCareerLadders(sources: Sources): CareerLadder[] {
  return sources.sections.flatMap(({kind}, index) =>
    kind === 'career-ladder' ? [readLadder(index, sources)] : []
  )
}

function readLadder(section: number, sources: Sources): CareerLadder {
  const {links, paragraphs} = sources
  const ranges = ownRanges(section, sources)
  const isOwn = (offset: number) => ranges.some(({start, end}) => offset >= start && offset < end)
  const own = paragraphs.filter(({start}) => isOwn(start))
  return {
    section,
    targets: links.filter(({place, url}) => isOwn(startOf(place)) && leadsToFamily(url)),
    subject:
      own.map((paragraph) => subjectOf(paragraph, sources.placeAt)).find((found) => found !== null) ?? null,
    undefinedYet: own.some(({reading}) => UNDEFINED_YET.test(reading.text))
  }
}

/** The section's text without levels that stand below it by mistake. */
function ownRanges(index: number, {sections, levels}: Sources): {start: number; end: number}[] {
  const whole = sections[index]
  if (!whole) return []
  const end = endOf(whole.place)
  const headings = new Set(levels.filter(({stated}) => stated === 'heading').map(({heading}) => heading))
  const ranges = []
  let hidden = 0
  for (const {heading, body, place} of sections.slice(index)) {
    if (startOf(heading.place) >= end) break
    if (headings.has(heading) && heading !== whole.heading) hidden = Math.max(hidden, endOf(place))
    if (startOf(heading.place) >= hidden) ranges.push({start: startOf(body), end: endOf(body)})
  }
  return ranges
}

/** A job family, a level of this page, or a relative destination; not the handbook's pages about careers. */
function leadsToFamily(url: string): boolean {
  if (/(?:^|\/)(?:job-families|jobs)\//i.test(url)) return true
  return (
    url.startsWith('#') ||
    /^(?!\/|[a-z][a-z0-9+.-]*:)[^{<]+$/i.test(url) ||
    /\{\{[<%]\s*(?:rel)?ref\b[^}]*job-famil/i.test(url)
  )
}

function subjectOf({reading}: ReadParagraph, placeAt: Sources['placeAt']): CareerLadder['subject'] {
  for (const pattern of SUBJECTS) {
    const match = pattern.exec(reading.text.slice(0, 2000))
    const written = match?.[1]
    if (!match || written === undefined) continue
    const text = written.replace(SUFFIX, '')
    if (NO_SUBJECT.test(text.replace(/\s+/g, ' ').trim())) return null
    const start = match.index + match[0].indexOf(written)
    return {
      text: text.replace(/\s+/g, ' ').trim(),
      place: placeAt(reading.offsetAt(start), reading.endAt(start + text.length))
    }
  }
  return null
}
