/**
 * Words that readers take for masculine or feminine in job advertisements: counted for a summary, never charged.
 * Stems as in D. Gaucher, J. Friesen and A. C. Kay, "Evidence That Gendered Wording in Job Advertisements Exists and Sustains
 * Gender Inequality" (2011), which the policy's own check goes by.
 */
import type {JobFamily} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {proseOf} from '../../src/page/prose.ts'

export interface CodedWords {
  readonly masculine: number
  readonly feminine: number
}

const MASCULINE =
  stems(`active adventurous aggress ambitio analy assert athlet autonom battle boast challeng champion compet
  confident courag decid decision decisive defend determin domina driven fearless fight force greedy head-strong headstrong
  hierarch hostil impulsive independen individual intellect lead logic objective opinion outspoken persist principle reckless
  self-confiden self-relian self-sufficien selfconfiden selfrelian selfsufficien stubborn superior unreasonab`)
const FEMININE =
  stems(`agree affectionate child cheer collab commit communal compassion connect considerate cooperat
  co-operat depend emotiona empath feel flatterable gentle honest interpersonal interdependen inter-personal
  inter-dependen kind kinship loyal modesty nag nurtur pleasant polite quiet respon sensitiv submissive support sympath
  tender together trust understand warm whin enthusias inclusive yield share sharin`)

function stems(list: string): RegExp {
  return new RegExp(String.raw`(?<![\w-])(?:${list.trim().split(/\s+/).join('|')})[\w-]{0,30}`, 'gi')
}

/** Counts the words of a page's text, without its headings and without the words that its title and levels are named with. */
export function countCodedWords(page: Page): CodedWords {
  const names = namesOf(page.family)
  let masculine = 0
  let feminine = 0
  for (const {kind, text} of proseOf(page)) {
    if (kind === 'heading' || kind === 'front-matter') continue
    masculine += count(text, MASCULINE, names)
    feminine += count(text, FEMININE, names)
  }
  return {masculine, feminine}
}

function count(text: string, pattern: RegExp, names: ReadonlySet<string>): number {
  return Array.from(text.matchAll(pattern)).filter(([word]) => !names.has(word.toLowerCase())).length
}

/** An Analyst, or a Team Lead, is called so in every other sentence. */
function namesOf({title, levels}: JobFamily): ReadonlySet<string> {
  const names = [title ?? '', ...levels.map(({name}) => name)]
  const words = names.flatMap((name) => name.toLowerCase().match(/[\w-]+/g) ?? [])
  return new Set(words.flatMap((word) => [word, `${word}s`]))
}
