/**
 * The balance of coded words, as the summary tells it: a count for those who wonder, and no finding.
 */
import {code, link} from './quote.ts'
import {folded} from './summary-lists.ts'
import {shortened} from './words.ts'

/** Words that readers take for masculine or feminine. */
export interface CodedWordCount {
  readonly masculine: number
  readonly feminine: number
}

export interface WordBalance {
  readonly path: string
  readonly head: CodedWordCount
  /** Null for a new page. */
  readonly base: CodedWordCount | null
}

/** Pages that are told of. */
const MOST_PAGES = 10

/**
 * Pages whose balance this merge request changes, or brings in.
 * @param url Of the rule's page, which says what is counted.
 */
export function wordingInWords(balances: readonly WordBalance[], url: string): string {
  const changed = balances.filter(
    ({head, base}) => head.masculine !== (base?.masculine ?? 0) || head.feminine !== (base?.feminine ?? 0)
  )
  if (changed.length === 0) return ''
  const items = changed.map(({path, head, base}) => {
    const before = base ? ` (before: ${counts(base)})` : ''
    return `${code(path)}: ${counts(head)}${before}`
  })
  const list = shortened(items, MOST_PAGES).map((item) => `- ${item}`)
  const why = `Words that readers take for masculine or feminine, ${link('counted', url)} and never charged:`
  return folded('Balance of coded words, for information only', `${why}\n\n${list.join('\n')}`)
}

function counts({masculine, feminine}: CodedWordCount): string {
  return `${masculine} masculine, ${feminine} feminine`
}
