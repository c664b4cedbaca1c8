/**
 * A data file's YAML to plain values. With gray-matter's reader: a tenth of the time of the `yaml` package on
 * `data/redirects.yml` (185 kB: 20 ms), which a check of one page can afford.
 */
import matter from 'gray-matter'

/** gray-matter strips comments with a pattern that takes the square of a run of blanks. */
const LONG_BLANK = /\s{2000}/

/** @returns Undefined when it cannot be read. Values are whatever the file says: check them with a schema. */
export function readYaml(text: string): unknown {
  if (LONG_BLANK.test(text)) return undefined
  try {
    // A line of "---" begins a document, which is the front matter's end to gray-matter.
    const yaml = text.replace(/^---[ \t]*\r?$/gm, '#')
    return matter(`---\n${yaml}\n---\n`, {language: 'yaml'}).data
  } catch {
    return undefined // a mistake in the YAML, or lists nested until the stack ends
  }
}
