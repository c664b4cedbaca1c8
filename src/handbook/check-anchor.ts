/**
 * Whether a page has the place that a fragment names.
 */
import type {Anchors} from './anchors.ts'
import type {Resolution} from './handbook.ts'
import {decode} from './page-url.ts'
import {findSlip} from './slip.ts'

export type Anchor = Extract<Resolution, {kind: 'page'}>['anchor']

/**
 * @param fragment Without `#`; null or '' for the top of the page.
 * @param anchors Undefined when the page's ids cannot be read.
 * @param generated Whether the page may have more ids than those.
 */
export function checkAnchor(
  fragment: string | null,
  anchors: Anchors | undefined,
  generated: boolean
): Anchor {
  if (fragment === null || fragment === '' || fragment === 'top') return null
  const id = decode(fragment)
  if (!anchors || id.startsWith(':~:')) return {id, state: 'not-checked'}
  if (anchors.ids.has(id) || anchors.ids.has(fragment)) return {id, state: 'exists'}
  if (generated) return {id, state: 'not-checked'}
  const wanted = id.replace(/^#+|[^\p{L}\p{N}_-]+$/gu, '')
  const nearest = anchors.ids.has(wanted) ? wanted : findSlip(wanted, anchors.ids)
  return {id, state: 'missing', nearest: nearest ?? null}
}
