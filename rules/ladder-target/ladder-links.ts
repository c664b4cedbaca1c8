/**
 * The links that a page's career ladders consist of: ladder-target judges these, link-target all others.
 */
import type {JobFamily, Link} from '../../src/page/job-family.ts'
import {isEmpty} from '../link-targets.ts'

/** The ladders' targets, and the links in their text that lead nowhere, in page order within each kind. */
export function ladderLinks({ladders, links}: JobFamily): Link[] {
  const sections = new Set(ladders.map(({section}) => section))
  const empty = links.filter(({url, section}) => isEmpty(url) && section !== null && sections.has(section))
  return [...new Set([...ladders.flatMap(({targets}) => targets), ...empty])]
}
