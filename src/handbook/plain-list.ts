/**
 * A list of entries in the plainest YAML, as programs and people write it into data files: flat keys, each with one text or
 * a list of texts. Read line by line, in a tenth of the time of a YAML reader.
 */

const TEXT = /^[A-Za-z/^][ -~]*$/
/** What makes a comment or a key of it, and words that stand for another value than themselves. */
const NO_TEXT = / #|:(?: |$)|^(?:true|false|null)$/i
const QUOTED = /^(?:'[ -&(-~]*'|"[ !#-[\]-~]*")$/
/** A new entry's first key, or another key of the same; with a value or with a list below. */
const KEY = /^(- | {2})([a-z][a-z_]*):(?: +(\S.*))? *$/
const ITEM = /^( {2,8})- +(\S.*)$/
const COMMENT = /^ *#/
/** Of more the reader of all YAML has to say whether they are too many. */
const MOST_LINES = 50_000

type Entry = Record<string, string | string[]>

/** @returns Undefined for a text with anything in it that is not as plain as that, which may be any YAML. */
export function readPlainList(lines: readonly string[]): readonly Readonly<Entry>[] | undefined {
  if (lines.length > MOST_LINES) return undefined
  const entries: Entry[] = []
  /** The list that the lines before have begun, undefined behind a key with a value. */
  let list: string[] | undefined
  let indent: string | undefined
  for (const line of lines) {
    if (COMMENT.test(line)) continue
    const [, dash, key, written] = KEY.exec(line) ?? []
    const [, blanks, element] = key === undefined ? (ITEM.exec(line) ?? []) : []
    const value = written ?? element
    const text = value === undefined ? undefined : textOf(value.trimEnd())
    if (value !== undefined && text === undefined) return undefined
    if (key === undefined) {
      if (!list || text === undefined || (indent ?? blanks) !== blanks) return undefined
      indent = blanks
      list.push(text)
      continue
    }
    // A key without anything is none of a text.
    if (list?.length === 0) return undefined
    if (dash === '- ') entries.push({})
    const entry = entries.at(-1)
    if (!entry || key in entry) return undefined
    list = text === undefined ? [] : undefined
    indent = undefined
    entry[key] = text ?? list ?? []
  }
  return list?.length === 0 || entries.length === 0 ? undefined : entries
}

function textOf(written: string): string | undefined {
  if (QUOTED.test(written)) return written.slice(1, -1)
  return TEXT.test(written) && !NO_TEXT.test(written) ? written : undefined
}
