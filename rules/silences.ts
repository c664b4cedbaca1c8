/**
 * Comments with which a page silences rules, in remark-message-control's words:
 *
 *     <!-- ladderlint disable level-order grade-table because the team is being rebuilt until 2026-12-31 -->
 *     <!-- ladderlint enable level-order -->
 *     <!-- ladderlint ignore grade-stated because the grade is not decided -->
 *
 * A page is anybody's text: what cannot be read silences nothing and is told, nothing throws.
 */
import type {Html, Nodes, Root} from 'mdast'
import type {Place} from '../src/page/job-family.ts'
import type {Page} from '../src/page/page.ts'
import {endOf, startOf} from '../src/page/places.ts'
import {shorten} from './shorten.ts'

export interface Silence {
  readonly keyword: 'disable' | 'ignore'
  /** As written; none for all rules. */
  readonly rules: readonly string[]
  /** What stands behind "because", on one line; null when nothing does. */
  readonly reason: string | null
  /** The last day it holds, `YYYY-MM-DD`; null without an end. */
  readonly until: string | null
  /** The comment. */
  readonly place: Place
  /** Offset in the page from which on it silences. */
  readonly from: number
  /** Offset up to which it silences, exclusive. */
  readonly to: number
  /** Rules that are enabled again before that, each with the offset where it is. */
  readonly enabled: readonly (readonly [rule: string, offset: number])[]
}

/** A comment that begins like one of ours and cannot be followed. */
export interface Misread {
  readonly reason: string
  /** What it is about, without line numbers. */
  readonly key: string
  readonly place: Place
}

export interface FoundSilences {
  /** In page order. */
  readonly silences: readonly Silence[]
  readonly misread: readonly Misread[]
}

/** More than any page has use for; each costs a look at every finding. */
const MOST_COMMENTS = 100
const LONGEST_COMMENT = 1_000
const NONE: FoundSilences = {silences: [], misread: []}

export function findSilences({tree, text}: Pick<Page, 'tree' | 'text'>): FoundSilences {
  if (!/<!--\s{0,9}ladderlint\s/.test(text)) return NONE
  const instructions: Instruction[] = []
  const misread: Misread[] = []
  for (const comment of commentsIn(tree)) {
    const read = readComment(comment)
    if ('key' in read) misread.push(read)
    else instructions.push(read)
  }
  const silences = instructions.flatMap((instruction, index): Silence[] => {
    const {keyword, rules, reason, until, place, top, span} = instruction
    if (keyword === 'enable') return []
    const common = {keyword, rules, reason, until, place}
    if (keyword === 'ignore') return [{...common, from: span.start, to: span.end, enabled: []}]
    const from = top ? 0 : startOf(place)
    return [{...common, from, ...endsOf(instructions.slice(index + 1), text.length)}]
  })
  return {silences, misread}
}

/** Whether it names the rule and covers the offset; its date is not looked at. */
export function covers(silence: Silence, rule: string, offset: number): boolean {
  const {rules, from, to, enabled} = silence
  // Else a comment about all rules would silence that it is of no use.
  const isNamed = rules.length > 0 ? rules.includes(rule) : rule !== 'unused-silence'
  if (!isNamed) return false
  const [, end = to] = enabled.find(([name]) => name === rule) ?? []
  return offset >= from && offset < Math.min(to, end)
}

/** @param today `YYYY-MM-DD`. */
export function isExpired({until}: Silence, today: string): boolean {
  return until !== null && until < today
}

/** @param length Of the page's text. */
function endsOf(later: readonly Instruction[], length: number): Pick<Silence, 'to' | 'enabled'> {
  const enabled = new Map<string, number>()
  for (const {keyword, rules, place} of later) {
    if (keyword !== 'enable') continue
    if (rules.length === 0) return {to: startOf(place), enabled: [...enabled]}
    for (const rule of rules) if (!enabled.has(rule)) enabled.set(rule, startOf(place))
  }
  // A finding about the page's last line end stands behind the last character.
  return {to: length + 1, enabled: [...enabled]}
}

interface Comment {
  /** What stands between the comment's marks, on one line. */
  readonly text: string
  readonly place: Place
  /** Whether nothing of the page but front matter and comments stands above. */
  readonly top: boolean
  /** What "ignore" covers: the next block, or for a comment within a block that block. Offsets, `end` exclusive. */
  readonly span: {readonly start: number; readonly end: number}
}

interface Instruction extends Comment, Pick<Silence, 'rules' | 'reason' | 'until'> {
  readonly keyword: 'disable' | 'enable' | 'ignore'
}

function commentsIn(tree: Root): Comment[] {
  const comments: Comment[] = []
  let top = true

  const visit = (node: Nodes, next: Nodes | undefined, block: Nodes | undefined): void => {
    if (comments.length >= MOST_COMMENTS) return
    if (node.type === 'html') {
      const texts = ourComments(node)
      if (node.position && texts.length > 0) {
        const place = node.position
        const start = startOf(block?.position ?? place)
        const end = endOf((block ?? next)?.position ?? place)
        for (const text of texts) comments.push({text, place, top, span: {start, end}})
      }
      if (!node.value.startsWith('<!--')) top = false
      return
    }
    if (!('children' in node)) {
      if (node.type !== 'yaml') top = false
      return
    }
    const isText = node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableRow'
    if (isText) top = false
    const inside = isText ? (block ?? node) : block
    for (const [index, child] of node.children.entries()) visit(child, node.children[index + 1], inside)
  }
  visit(tree, undefined, undefined)
  return comments.slice(0, MOST_COMMENTS)
}

/** The comments of a piece of HTML that speak to us, each on one line and without its marks. */
function ourComments({value}: Html): string[] {
  const texts: string[] = []
  for (let at = value.indexOf('<!--'); at !== -1; ) {
    const end = value.indexOf('-->', at + 4)
    if (end === -1) break
    const text = value
      .slice(at + 4, Math.min(end, at + 4 + LONGEST_COMMENT))
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
    if (/^ladderlint /.test(text)) texts.push(text)
    at = value.indexOf('<!--', end + 3)
  }
  return texts
}

const DATE = /^\d{4}-\d{2}-\d{2}$/

function readComment(comment: Comment): Instruction | Misread {
  const {text, place} = comment
  const [, keyword = '', ...words] = text.split(' ')
  const because = words.indexOf('because')
  const head = because === -1 ? words : words.slice(0, because)
  const until = head.indexOf('until')
  const rules = until === -1 ? head : head.slice(0, until)
  // A reason may go on about "until": only a date at its very end is one.
  const why = because === -1 ? [] : words.slice(because + 1)
  const dated = until === -1 && why.at(-2) === 'until' && DATE.test(why.at(-1) ?? '')
  const reason = (dated ? why.slice(0, -2) : why).join(' ').replace(/[\s,;]+$/, '')
  const date = dated ? why.at(-1) : until === -1 ? undefined : head.slice(until + 1).join(' ')

  if (keyword !== 'disable' && keyword !== 'enable' && keyword !== 'ignore') {
    const detail = `"${shorten(keyword, 40)}" is no instruction to ladderlint; write disable, enable or ignore`
    return {reason: detail, key: `keyword ${keyword}`, place}
  }
  if (date !== undefined && !isDate(date)) {
    const detail = `"until ${shorten(date, 40)}" is no date, so this comment silences nothing; write it as 2026-12-31`
    return {reason: detail, key: `until ${date}`, place}
  }
  return {
    ...comment,
    keyword,
    rules: rules.map((rule) => rule.replace(/,$/, '')).filter((rule) => rule !== ''),
    reason: reason === '' ? null : reason,
    until: date ?? null
  }
}

function isDate(text: string): boolean {
  const time = DATE.test(text) ? Date.parse(text) : Number.NaN
  // Date.parse takes the 31st of February for the 3rd of March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
