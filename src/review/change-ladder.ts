/**
 * What happens to a page's career ladder, in words.
 */
import type {JobFamily, Link} from '../page/job-family.ts'
import {saysNothing} from '../page/link-text.ts'
import type {Change} from './change.ts'
import {prose} from './quote.ts'
import {listed, shortened} from './words.ts'

export function describeLadder(base: JobFamily, head: JobFamily): Change[] {
  const [before, after] = [targetsOf(base), targetsOf(head)]
  if (base.ladders.length === 0 && head.ladders.length === 0) return []
  if (base.ladders.length === 0) return [{kind: 'ladder', text: `Career ladder added${leadingTo(after)}`}]
  if (head.ladders.length === 0) return [{kind: 'ladder', text: `Career ladder removed${leadingTo(before)}`}]

  const added = [...after].filter(([address]) => !before.has(address)).map(([, name]) => name)
  const removed = [...before].filter(([address]) => !after.has(address)).map(([, name]) => name)
  if (added.length === 0 && removed.length === 0)
    return [{kind: 'ladder-same', text: 'Career ladder unchanged'}]
  const also = [...after].some(([address]) => before.has(address)) ? 'also ' : ''
  const parts = [
    ...(added.length > 0 ? [`now ${also}leads to ${names(added)}`] : []),
    ...(removed.length > 0 ? [`no longer ${added.length > 0 ? '' : 'leads '}to ${names(removed)}`] : [])
  ]
  return [{kind: 'ladder', text: `Career ladder ${parts.join(', ')}`}]
}

/** Names of the next job families by where they lead; the spelling of an address does not make it another. */
export function targetsOf({ladders}: JobFamily): Map<string, string> {
  const targets = ladders.flatMap((ladder) => ladder.targets)
  return new Map(targets.map((target) => [addressOf(target), nameOf(target)]))
}

/** As the page calls it; where that is only "job family", the last part of its address. */
function nameOf({text, url}: Link): string {
  if (!saysNothing(text)) return text
  return /([^/#?"'\s]+)[/"'\s]*(?:[%>}]{2,3})?$/.exec(url.slice(-200))?.[1] ?? url
}

/** Root-relative, relative and absolute spellings of one page are one; redirects are not resolved here. */
function addressOf({url}: Link): string {
  const shortcode = /\{\{[<%]\s{0,9}(?:rel)?ref\s{1,9}"([^"]{1,500})"/.exec(url)?.[1]
  const parsed = URL.parse(shortcode ?? url, 'https://handbook.invalid/')
  if (!parsed) return url
  const path = parsed.pathname.replace(/(?:\/_?index)?(?:\.html)?(?:\.md)?(?:\.erb)?\/?$/, '')
  return `${path}${parsed.hash}`.toLowerCase()
}

function leadingTo(targets: ReadonlyMap<string, string>): string {
  return targets.size === 0 ? ', without a link to a next step' : `: leads to ${names([...targets.values()])}`
}

function names(targets: readonly string[]): string {
  return listed(shortened(targets.map(prose), 8))
}
