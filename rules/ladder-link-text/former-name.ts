/**
 * Links that call a page that has moved by the name it had at its former address.
 */
import {toSegments} from '../../src/handbook/page-url.ts'
import type {Link} from '../../src/page/job-family.ts'
import {stemsOf} from '../../src/page/level-name.ts'
import {familyName} from '../family-name.ts'
import type {LadderStep} from '../ladder-steps.ts'
import {type Named, namesOf, replaceInText} from './named.ts'

/** Proven by a word of the former address that the page itself no longer uses. @param text Of the page with the link. */
export function judgeFormerName(
  link: Link,
  {page, resolution}: NonNullable<LadderStep['target']>,
  text: string
): Named | undefined {
  const {title} = page.family
  if (!resolution.redirect || title === null) return undefined
  const former = stemsIn(toSegments(resolution.redirect.from).at(-1) ?? '')
  const own = new Set(namesOf(page).flatMap((name) => [...stemsIn(name)]))
  const isFormer = [...stemsIn(link.text)].some((stem) => former.has(stem) && !own.has(stem))
  if (!isFormer) return undefined
  return {
    reason: `The career ladder's link "${link.text}" has the name that its page had before it moved; write "${title}"`,
    fix: replaceInText(link, text, familyName(link.text), familyName(title))
  }
}

function stemsIn(name: string): ReadonlySet<string> {
  return stemsOf(name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' '))
}
