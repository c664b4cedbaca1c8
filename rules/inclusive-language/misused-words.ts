/**
 * Misused words and gendered nouns, by retext-equality and the policy's own list.
 */
import {VFile} from 'vfile'
import type {Edit} from '../finding.ts'
import {OF_EQUALITY, OF_THE_POLICY, patternOf} from './phrases.ts'
import {inCaseOf, type Slight} from './slight.ts'

const EQUALITY = patternOf(OF_EQUALITY.keys())
const POLICY = patternOf(OF_THE_POLICY.keys())
/** For text in small letters: without regard to case the search takes four times as long. */
const ANY = new RegExp(patternOf([...OF_EQUALITY.keys(), ...OF_THE_POLICY.keys()]).source)
/** retext takes a hundred times as long as a search: beyond this much of a page the search alone decides. */
const MOST_PROSE = 20_000

/**
 * The misused words of a page's blocks of prose, one list a block.
 * Only blocks that hold one of the phrases are read with retext, which is imported for the first of them.
 */
export async function findMisusedWords(blocks: readonly string[]): Promise<Slight[][]> {
  let read = 0
  const found: Slight[][] = []
  for (const prose of blocks) {
    if (!ANY.test(prose.toLowerCase())) {
      found.push([])
      continue
    }
    const phrases = matchesOf(EQUALITY, prose)
    if (phrases.length > 0) read += prose.length
    const unequal = phrases.length > 0 && read <= MOST_PROSE ? await findUnequal(prose) : phrases
    const slights = [...matchesOf(POLICY, prose), ...unequal].map(({index, text}) =>
      slightAt(index, text, prose)
    )
    found.push(slights.filter((slight) => slight !== undefined))
  }
  return found
}

interface Match {
  readonly index: number
  readonly text: string
}

function matchesOf(pattern: RegExp, prose: string): Match[] {
  return Array.from(prose.matchAll(pattern), ({index, 0: text}) => ({index, text}))
}

function slightAt(index: number, text: string, prose: string): Slight | undefined {
  const phrase = text.toLowerCase().replaceAll('-', ' ')
  const wording = OF_EQUALITY.get(phrase) ?? OF_THE_POLICY.get(phrase)
  if (!wording) return undefined
  const instead = inCaseOf(text, wording.instead)
  const edit = {start: index, end: index + text.length, text: instead}
  return {index, text, instead, edits: wording.isCertain ? [...articleBefore(edit, prose), edit] : null}
}

/** "a whitelist" becomes "an allowlist". */
function articleBefore({start, text}: Edit, prose: string): Edit[] {
  const isBefore = /(?<![\w'-])[Aa] $/.test(prose.slice(Math.max(0, start - 3), start))
  return isBefore && /^[aeiou]/i.test(text) ? [{start: start - 1, end: start - 1, text: 'n'}] : []
}

let equality: Promise<(prose: string) => Promise<VFile>> | undefined

async function findUnequal(prose: string): Promise<Match[]> {
  equality ??= loadEquality()
  const judge = await equality
  const {messages} = await judge(prose)
  return messages.flatMap(({actual, place}) => {
    const index = place && 'start' in place ? place.start.offset : undefined
    return actual === undefined || index === undefined ? [] : [{index, text: actual}]
  })
}

async function loadEquality(): Promise<(prose: string) => Promise<VFile>> {
  const [{unified}, english, unequal] = await Promise.all([
    import('unified'),
    import('retext-english'),
    import('retext-equality')
  ])
  const processor = unified().use(english.default).use(unequal.default).freeze()
  return async (prose) => {
    const file = new VFile(prose)
    await processor.run(processor.parse(file), file)
    return file
  }
}
