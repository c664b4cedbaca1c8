/**
 * ladder-target: every link of the career ladder leads to a page, and to a heading, that exists.
 * Policy: hiring/job-families.md, "Template 1 Additional Details". Why and examples: ./README.md
 */
import type {Resolution} from '../../src/handbook/handbook.ts'
import type {Link} from '../../src/page/job-family.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import {defineRule} from '../define-rule.ts'
import type {Fix, Severity} from '../finding.ts'
import {isEmpty, ladderLinks} from './ladder-links.ts'

/** What is wrong with a target, and what its destination should be; null when nobody can tell. */
interface Verdict {
  readonly reason: string
  readonly severity?: Severity
  readonly becomes: ((written: string) => string) | null
}

export default defineRule({
  name: 'ladder-target',
  severity: 'error',
  fixes: true,
  summary: 'a link of the career ladder whose page or heading does not exist',
  async run({page, family, handbook, report, notChecked}) {
    for (const [first, ...others] of Map.groupBy(ladderLinks(family), keyOf).values()) {
      if (!first) continue
      const resolution = await handbook.resolve(first.url, page.path)
      if (resolution.kind === 'not-checked') notChecked(first.url, resolution.reason)
      const verdict = judge(first, resolution)
      if (!verdict) continue
      const {becomes, ...said} = verdict
      const fix = becomes && fixOf([first, ...others], page.text, becomes)
      report({...said, place: first.place, key: keyOf(first), fix})
    }
  }
})

function keyOf({url, text}: Link): string {
  return isEmpty(url) ? text : url
}

function judge({text, url}: Link, resolution: Resolution): Verdict | undefined {
  if (isEmpty(url)) {
    return {
      reason: `The career ladder's link "${text}" leads nowhere; link the next job family, or write that it is not defined yet`,
      becomes: null
    }
  }
  if (resolution.kind === 'no-page') {
    const advice = resolution.nearest
      ? `the nearest page is ${resolution.nearest}`
      : 'link a page that exists, or name the next job family without a link'
    return {
      reason: `The career ladder leads to "${text}" at ${resolution.url}, a page that the handbook does not have; ${advice}`,
      becomes: null
    }
  }
  if (resolution.kind !== 'page') return undefined
  return judgeAnchor(text, resolution) ?? judgeRedirect(text, resolution)
}

type Found = Extract<Resolution, {kind: 'page'}>

function judgeAnchor(text: string, {url, redirect, anchor}: Found): Verdict | undefined {
  if (anchor?.state !== 'missing') return undefined
  const {id, nearest} = anchor
  const reason = `The career ladder leads to "${text}" at #${id} of ${url}, but that page has no such heading`
  if (nearest === null)
    return {reason: `${reason}; link one of its headings, or the page alone`, becomes: null}
  const isSure = plainId(id) === plainId(nearest)
  return {
    reason: `${reason}; ${isSure ? 'write' : 'the nearest is'} #${nearest}`,
    becomes: isSure ? (written) => (redirect ? `${url}#${nearest}` : withFragment(written, nearest)) : null
  }
}

function judgeRedirect(text: string, {redirect}: Found): Verdict | undefined {
  if (!redirect) return undefined
  return {
    reason: `The career ladder leads to "${text}" at ${redirect.from}, which has moved; write ${redirect.to}`,
    severity: 'info',
    becomes: () => redirect.to
  }
}

/** Ids of the same words are one id: people get case, signs and "of" wrong when they type one from a heading. */
function plainId(id: string): string {
  const words = id.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return words.filter((word) => word !== '' && word !== 'of').join('-')
}

/** Replaces the fragment of a destination as written, also inside a shortcode. */
function withFragment(written: string, id: string): string {
  return written.replace(/#[^\s"'`]*/, `#${id}`)
}

/** All links to the target change together, else the finding would stay. */
function fixOf(links: readonly Link[], text: string, becomes: (written: string) => string): Fix {
  return {
    edits: links
      .map(({urlPlace}) => ({start: startOf(urlPlace), end: endOf(urlPlace)}))
      .filter(({start}, index, all) => all.findIndex((other) => other.start === start) === index)
      .map(({start, end}) => ({start, end, text: becomes(text.slice(start, end))}))
      .sort((a, b) => a.start - b.start)
  }
}
