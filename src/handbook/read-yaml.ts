/**
 * A data file's YAML to plain values. With gray-matter's reader: a tenth of the time of the `yaml` package on
 * `data/redirects.yml` (185 kB: 20 ms), which a check of one page can afford.
 */
import matter from 'gray-matter'

/** @returns Undefined when it cannot be read. Values are whatever the file says: check them with a schema. */
export function readYaml(text: string): unknown {
  // Empty lines: gray-matter looks for comments in a way that takes the square of their number. A line of "---" begins
  // a document to YAML, and ends the front matter to gray-matter.
  const lines = text.split(/\r\n|\n|\r/).filter((line) => !/^\s*$|^---\s*$/.test(line))
  try {
    return matter(`---\n${lines.join('\n')}\n---\n`, {language: 'yaml'}).data
  } catch {
    return undefined // a mistake in the YAML, or lists nested until the stack ends
  }
}
