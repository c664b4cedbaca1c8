import {describe, expect, it} from 'vitest'
import {renderApprovals} from '../../src/review/approvals.ts'
import {ownersOf, parseCodeOwners} from '../../src/review/code-owners.ts'
import {fill, series} from './attack.ts'

const SIZE = 500_000
const PATHS = Array.from(
  {length: 2000},
  (_, index) => `content/job-families/${'deep/'.repeat(9)}page-${index}.md`
)

/** CODEOWNERS that keep a reader busy for minutes, each named for what it repeats. */
const FILES: Readonly<Record<string, string>> = {
  'blanks within lines': fill(`a${' '.repeat(4990)}b\n`, SIZE),
  'zero bytes within lines': fill(`a${'\0'.repeat(4990)}b\n`, SIZE),
  'escaped blanks': fill(`${'\\ '.repeat(2490)}\n`, SIZE),
  entries: series((index) => `*x${index}*.md @a\n`, SIZE),
  'folders within folders': series((index) => `**/a*/**/b*/**/c*/**/*d*e*f*g*${index} @x\n`, SIZE),
  stars: fill(`${'*a'.repeat(2400)}\n`, SIZE),
  sections: series((index) => `[s${index}][2] @a\n*\n`, SIZE),
  brackets: fill(`${'['.repeat(4990)}\n`, SIZE),
  owners: fill(`* ${'@a/b'.repeat(1200)}\n`, SIZE),
  'addresses that never end': fill(`* ${'a@'.repeat(2400)}\n`, SIZE),
  'approvals beyond counting': `[Sales][${'9'.repeat(400)}]\n* @all\n`,
  'sections that are Markdown': '[</details> **a** /close @all][2]\n* @root `x` @a/b\n'
}

describe('ownersOf', () => {
  it.each(Object.entries(FILES))('reads a file of %s', (_name, text) => {
    const owners = ownersOf(parseCodeOwners(text), PATHS)
    const told = renderApprovals({steps: [], policyUrl: 'https://x/', grades: new Set(), owners}) ?? ''
    expect(told.length).toBeLessThan(20_000)
    expect(told.replaceAll(/`[^`]*`/g, '')).not.toMatch(/@|<|\n\//)
  })
})
