/**
 * Links that are called "here" or "job family", whatever they lead to.
 */
import type {Link} from '../../src/page/job-family.ts'
import {saysNothing} from '../../src/page/link-text.ts'
import type {Page} from '../../src/page/page.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import {familyName} from '../family-name.ts'
import type {Fix} from '../finding.ts'
import type {Named} from './named.ts'

/**
 * @param target The page behind the link; undefined when there is none to be read.
 * @param text Of the page with the link.
 */
export function judgeGeneric(link: Link, target: Page | undefined, text: string): Named | undefined {
  if (link.text === '' || !saysNothing(link.text)) return undefined
  const title = target?.family.title ?? null
  const advice = title === null ? 'the name of the family it leads to' : `"${title}"`
  return {
    reason: `The career ladder's link is called "${link.text}", which says nothing of where it leads; link ${advice} instead`,
    fix: title === null ? null : namedInFront(link, familyName(title), text)
  }
}

/** "the Parts Director [job family](…)": the name is there, and only has to be part of the link. */
function namedInFront({kind, place, textPlace}: Link, name: string, text: string): Fix | null {
  const start = startOf(place)
  if (kind !== 'inline' || !textPlace || startOf(textPlace) !== start + 1 || endOf(textPlace) <= start)
    return null
  const before = text.slice(0, start).trimEnd()
  const from = before.length - name.length
  const isThere = before.slice(-name.length).toLowerCase() === name.toLowerCase()
  if (!isThere || /[\p{L}\p{N}\]]/u.test(text[from - 1] ?? '') || /[[\]\r\n]/.test(text.slice(from, start)))
    return null
  return {
    edits: [
      {start: from, end: from, text: '['},
      {start, end: start + 1, text: ''}
    ]
  }
}
