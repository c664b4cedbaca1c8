import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {applyHunks} from '../../src/review/apply-hunks.ts'
import {compareTexts} from '../../src/review/compare-texts.ts'

const OLD = Array.from({length: 20}, (_, index) => `line ${index}\n`).join('')

describe('applyHunks', () => {
  it('makes the new text, whatever was changed', () => {
    const line = fc.constantFrom('a', 'b', '', '-', '+', '\\', '@@ -1 +1 @@', 'a\r')
    const text = fc
      .tuple(fc.array(line, {maxLength: 12}), fc.boolean())
      .map(([lines, ended]) => lines.join('\n') + (ended && lines.length > 0 ? '\n' : ''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applyHunks(before, compareTexts(before, after) ?? '')).toBe(after)
      }),
      {numRuns: 1000}
    )
  })

  it('gives the text itself for a diff without hunks', () => {
    expect(applyHunks(OLD, '')).toBe(OLD)
  })

  it('takes a text of as many lines as a file may have', () => {
    const long = '\n'.repeat(1_000_000)
    expect(applyHunks(long, '@@ -500000,1 +500000,2 @@\n \n+new\n')).toHaveLength(1_000_004)
  })

  it.each([
    ['another line stands where one is taken away', '@@ -2,1 +2,0 @@\n-line 2\n'],
    ['another line stands around the change', '@@ -1,2 +1,3 @@\n line 0\n line 7\n+new\n'],
    ['the diff was cut', '@@ -1,3 +1,4 @@\n line 0\n+new\n'],
    ['the diff begins behind the end', '@@ -90,0 +91,1 @@\n+new\n'],
    ['hunks overlap', '@@ -3,1 +3,0 @@\n-line 2\n@@ -1,1 +1,0 @@\n-line 0\n'],
    [
      'the last line lacks its end only in the diff',
      '@@ -20,1 +20,1 @@\n-line 19\n\\ No newline at end of file\n+new\n'
    ],
    ['a line without an end comes before others', '@@ -1,0 +2,1 @@\n+new\n\\ No newline at end of file\n']
  ])('makes nothing when %s', (_, diff) => {
    expect(applyHunks(OLD, diff)).toBeUndefined()
  })
})
