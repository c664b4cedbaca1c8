/**
 * `inspect --format json`: what the program understood of a page. The shape is part of the public interface: fields are
 * added, never changed.
 */
import type {Heading, JobFamily, Level, Link} from '../page/job-family.ts'
import type {Page} from '../page/page.ts'

export interface InspectedPage {
  readonly page: Page
  /** Root-relative URL of the page; null when the path is no page of a handbook. */
  readonly url: string | null
  /** Whether what a ladder target leads to exists; null when that could not be checked. */
  readonly exists: (target: Link) => boolean | null
}

export function renderInspectionJson({page, url, exists}: InspectedPage): string {
  const {path, generation, family} = page
  const inspection = {
    path,
    url,
    generation,
    title: family.title,
    levels: family.levels.map(toLevel),
    ladder: toLadder(family, exists),
    sections: family.sections.map(({heading}) => ({depth: heading.depth, ...toHeading(heading)})),
    unread: page.unread?.reason ?? null
  }
  return `${JSON.stringify(inspection, null, 2)}\n`
}

function toLevel({name, heading, track, rank, grades, reportsTo}: Level) {
  return {
    name,
    heading: heading && toHeading(heading),
    track,
    rank,
    grades: grades.map(({grade, source, place}) => ({grade, source, line: place.start.line})),
    reportsTo: reportsTo.map(({text, url}) => ({text, url}))
  }
}

function toHeading({text, place, id}: Heading) {
  return {text, line: place.start.line, id}
}

/** All of the page's Career Ladder sections as one, at the first one's line. */
function toLadder({ladders, sections}: JobFamily, exists: InspectedPage['exists']) {
  const line = sections[ladders[0]?.section ?? -1]?.heading.place.start.line
  if (line === undefined) return null
  const targets = ladders.flatMap((ladder) => ladder.targets)
  return {
    line,
    targets: targets.map((target) => ({
      text: target.text,
      url: target.url,
      line: target.place.start.line,
      exists: exists(target)
    }))
  }
}
