/**
 * A data file's YAML to plain values. With gray-matter's reader: a tenth of the time of the `yaml` package on
 * `data/redirects.yml` (185 kB: 20 ms, and 40 when nothing is compiled yet), but for what is plain enough to do without.
 */
import matter from 'gray-matter'
import {isBounded} from '../page/bounded-values.ts'
import {readPlainList} from './plain-list.ts'

/** The handbook's largest file has 10,000. */
const MOST_VALUES = 200_000
/** Characters of a file that refers to parts of itself: the time to merge such parts grows with the square. No real one does. */
const LONGEST_WITH_ALIASES = 32_000
const ANCHOR = /(?:^|[\s[{,:-])&[^\s&,\]}]/
const ALIAS = /(?:^|[\s[{,:-])\*[^\s*,\]}]/

/** @returns Undefined when it cannot be read. Values are whatever the file says: check them with a schema. */
export function readYaml(text: string): unknown {
  // Empty lines: gray-matter looks for comments in a way that takes the square of their number. A line of "---" begins
  // a document to YAML, and ends the front matter to gray-matter.
  const lines = text.split(/\r\n|\n|\r/).filter((line) => !/^\s*$|^---\s*$/.test(line))
  if (text.length > LONGEST_WITH_ALIASES && ANCHOR.test(text) && ALIAS.test(text)) return undefined
  const plain = readPlainList(lines)
  if (plain) return plain
  try {
    const {data} = matter(`---\n${lines.join('\n')}\n---\n`, {language: 'yaml'})
    return isBounded(data, MOST_VALUES) ? data : undefined
  } catch {
    return undefined // a mistake in the YAML, or lists nested until the stack ends
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A text, or a list of texts, as a list; undefined for anything else. */
export function texts(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined
}
