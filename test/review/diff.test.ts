import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {compareTexts} from '../../src/review/compare-texts.ts'
import {newLineIn, parseHunks} from '../../src/review/diff.ts'

const diff = `@@ -1,4 +1,5 @@ heading
 one
-two
+2
+2b
 three
 four
@@ -20,3 +21,2 @@
 twenty
-gone
 after
`

describe('parseHunks', () => {
  it('numbers each line on both sides', () => {
    const [first] = parseHunks(diff)
    expect(first?.lines.map(({kind, oldLine, newLine, text}) => [kind, oldLine, newLine, text])).toEqual([
      ['context', 1, 1, 'one'],
      ['removed', 2, 2, 'two'],
      ['added', 3, 2, '2'],
      ['added', 3, 3, '2b'],
      ['context', 3, 4, 'three'],
      ['context', 4, 5, 'four']
    ])
  })

  it('reads git output with file headers and lines that look like them', () => {
    const text =
      'diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n---- a/x\n+++++ b/x\n same\n'
    expect(parseHunks(text).flatMap((hunk) => hunk.lines.map((line) => line.text))).toEqual([
      '--- a/x',
      '++++ b/x',
      'same'
    ])
  })

  it('gives the lines of an added file the old number 0', () => {
    const [hunk] = parseHunks('@@ -0,0 +1,2 @@\n+a\n+b\n')
    expect(hunk?.lines.map(({oldLine, newLine}) => [oldLine, newLine])).toEqual([
      [0, 1],
      [0, 2]
    ])
  })

  it('counts "No newline at end of file" for neither side', () => {
    const [hunk] = parseHunks(
      '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n'
    )
    expect(hunk?.lines.map(({text, unterminated}) => [text, unterminated])).toEqual([
      ['a', true],
      ['b', true]
    ])
  })

  it('keeps the carriage returns of CRLF files', () => {
    const [hunk] = parseHunks('@@ -1 +1 @@\n-a\r\n+b\r\n')
    expect(hunk?.lines.map(({text}) => text)).toEqual(['a\r', 'b\r'])
  })

  it('returns for any text', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseHunks(text)))
    const rows = fc.constantFrom(
      '@@ -1,3 +1,3 @@',
      '@@ -0,0 +1 @@',
      '+a',
      '-b',
      ' c',
      '\\ No',
      '',
      '--- a',
      '@@'
    )
    fc.assert(fc.property(fc.array(rows), (lines) => void parseHunks(lines.join('\n'))))
  })
})

describe('newLineIn', () => {
  const hunks = parseHunks(diff)

  it.each([
    [2, 'added'],
    [4, 'context'],
    [21, 'context'],
    [12, 'outside']
  ])('tells what new line %i is', (line, kind) => {
    expect(newLineIn(hunks, line).kind).toBe(kind)
  })

  it('computes the old line between and after the hunks', () => {
    expect(newLineIn(hunks, 12)).toMatchObject({oldLine: 11})
    expect(newLineIn(hunks, 40)).toMatchObject({oldLine: 40})
  })

  it('reads hunks without context', () => {
    const bare = parseHunks('@@ -3,0 +4,2 @@\n+x\n+y\n@@ -8,2 +10,0 @@\n-p\n-q\n')
    expect(newLineIn(bare, 3)).toMatchObject({kind: 'outside', oldLine: 3})
    expect(newLineIn(bare, 10)).toMatchObject({kind: 'outside', oldLine: 8})
    expect(newLineIn(bare, 11)).toMatchObject({kind: 'outside', oldLine: 11})
  })

  it('maps every unchanged line to an old line with the same text', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', '', 'd\r'), {maxLength: 40})
    fc.assert(
      fc.property(text, text, (before, after) => {
        const joined = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')
        const found = parseHunks(compareTexts(joined(before), joined(after)) ?? '')
        const added = after.filter((line, index) => {
          const place = newLineIn(found, index + 1)
          if (place.kind === 'added') return true
          const oldLine = place.kind === 'outside' ? place.oldLine : place.line.oldLine
          expect(before[oldLine - 1]).toBe(line)
          return false
        })
        const removed = found.flatMap((hunk) => hunk.lines.filter((line) => line.kind === 'removed'))
        expect(after.length - added.length).toBe(before.length - removed.length)
      })
    )
  })
})

describe('compareTexts', () => {
  it('gives no hunks for equal texts', () => {
    expect(compareTexts('a\nb\n', 'a\nb\n')).toBe('')
  })

  it('says when a last line has no newline', () => {
    expect(compareTexts('a\n', 'a')).toContain('\\ No newline at end of file')
  })

  it('gives up on texts that have next to nothing in common', () => {
    const lines = (name: string) => Array.from({length: 5000}, (_, n) => `${name} ${n}\n`).join('')
    expect(compareTexts(lines('old'), lines('new'))).toBeNull()
  })
})
