import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Edit} from '../../rules/finding.ts'
import {
  applyBlocks,
  applyEdits,
  blockFor,
  losesLineEnds,
  overlap,
  renderSuggestion,
  type SuggestionBlock
} from '../../src/review/suggestion.ts'

/** The edit that puts `to` where `from` stands. */
function replace(text: string, from: string, to: string): Edit {
  const start = text.indexOf(from)
  return {start, end: start + from.length, text: to}
}

describe('blockFor', () => {
  const text = 'one\ntwo\nthree\nfour\n'

  it('replaces the whole line of an edit', () => {
    expect(blockFor(text, [replace(text, 'w', 'W')], 2)).toEqual({first: 2, last: 2, replacement: 'tWo'})
  })

  it('takes in the line that the thread sits on', () => {
    expect(blockFor(text, [replace(text, 'four', '4')], 2)).toEqual({
      first: 2,
      last: 4,
      replacement: 'two\nthree\n4'
    })
  })

  it('joins edits on several lines into one block', () => {
    const edits = [replace(text, 'one', '1'), replace(text, 'three', '3')]
    expect(blockFor(text, edits, 1)).toEqual({first: 1, last: 3, replacement: '1\ntwo\n3'})
  })

  it('deletes a line', () => {
    expect(blockFor(text, [replace(text, 'two\n', '')], 2)).toEqual({first: 2, last: 2, replacement: ''})
  })

  it('takes in the next line when an edit removes the line end between them', () => {
    expect(blockFor(text, [replace(text, 'o\nth', 'o, th')], 2)?.replacement).toBe('two, three')
    expect(blockFor(text, [replace(text, '\n', ' ')], 1)).toEqual({first: 1, last: 2, replacement: 'one two'})
  })

  it('does not say a blank line as a block of its own, which GitLab would read as a deletion', () => {
    const block = blockFor(text, [replace(text, 'two', '')], 2)
    expect(block).toEqual({first: 1, last: 2, replacement: 'one\n'})
    expect(applyBlocks(text, block ? [block] : [])).toBe('one\n\nthree\nfour\n')
  })

  it('inserts a line before another and after the last', () => {
    const before = blockFor(text, [{start: 4, end: 4, text: 'new\n'}], 2)
    expect(before).toEqual({first: 2, last: 2, replacement: 'new\ntwo'})
    const after = blockFor(text, [{start: text.length, end: text.length, text: 'five\n'}], 4)
    expect(after).toEqual({first: 4, last: 4, replacement: 'four\nfive'})
  })

  it('offers no block over more than a hundred lines', () => {
    const long = 'line\n'.repeat(300)
    expect(blockFor(long, [{start: 0, end: 1, text: 'L'}], 150)).toBeNull()
  })

  it('offers no block that mostly repeats what stays', () => {
    const long = 'line\n'.repeat(80)
    const edits = [
      {start: 0, end: 1, text: 'L'},
      {start: 350, end: 351, text: 'L'}
    ]
    expect(blockFor(long, edits, 1)).toBeNull()
  })

  it('says exactly what the edits do, on any text', () => {
    const lines = fc.array(fc.constantFrom('a', 'bb', '', '`', '```', 'x\r', '  '), {maxLength: 8})
    const cuts = fc.uniqueArray(fc.nat(20), {maxLength: 6})
    const texts = fc.array(fc.constantFrom('', 'new', '\n', 'p\nq', 'r\n'), {minLength: 3, maxLength: 3})
    fc.assert(
      fc.property(lines, fc.boolean(), cuts, texts, fc.nat(10), (list, ended, points, words, line) => {
        const page = list.join('\n') + (ended ? '\n' : '')
        const bounds = points.map((point) => Math.min(point, page.length)).sort((a, b) => a - b)
        const edits: Edit[] = []
        for (let n = 0; n + 1 < bounds.length; n += 2) {
          const [start = 0, end = 0] = bounds.slice(n, n + 2)
          if (start < end) edits.push({start, end, text: words[n / 2] ?? ''})
        }
        const anchor = 1 + (line % Math.max(1, list.length))
        const block = blockFor(page, edits, anchor)
        if (!block || losesLineEnds(page, block)) return
        expect(block.first).toBeLessThanOrEqual(anchor)
        expect(block.last).toBeGreaterThanOrEqual(anchor)
        // GitLab takes the last line end from what it replaces, so the file's own last line end is not the edits'.
        const plain = (result: string) => result.replace(/\r?\n/g, '\n').trimEnd()
        expect(plain(applyBlocks(page, [block]))).toBe(plain(applyEdits(page, edits)))
      }),
      {numRuns: 3000}
    )
  })
})

describe('applyBlocks', () => {
  it('keeps CRLF line ends', () => {
    const text = 'one\r\ntwo\r\nthree\r\n'
    const block = blockFor(text, [replace(text, 'two', '2')], 2)
    expect(applyBlocks(text, block ? [block] : [])).toBe('one\r\n2\r\nthree\r\n')
  })

  it('leaves a file without a last line end without one', () => {
    const text = 'one\ntwo'
    const block = blockFor(text, [replace(text, 'two', '2')], 2)
    expect(applyBlocks(text, block ? [block] : [])).toBe('one\n2')
  })

  it('applies several blocks at once', () => {
    const blocks: SuggestionBlock[] = [
      {first: 4, last: 4, replacement: 'D\nE'},
      {first: 1, last: 2, replacement: ''}
    ]
    expect(applyBlocks('a\nb\nc\nd\n', blocks)).toBe('c\nD\nE\n')
  })
})

describe('renderSuggestion', () => {
  it('counts lines from the one the thread sits on', () => {
    expect(renderSuggestion({first: 3, last: 7, replacement: 'x'}, 5)).toBe('```suggestion:-2+2\nx\n```')
  })

  it('fences its text with more backticks than any inside', () => {
    expect(renderSuggestion({first: 1, last: 1, replacement: '```\nx\n````'}, 1)).toMatch(
      /^`{5}suggestion:-0\+0\n/
    )
  })

  it('deletes with an empty block', () => {
    expect(renderSuggestion({first: 2, last: 2, replacement: ''}, 2)).toBe('```suggestion:-0+0\n```')
  })
})

describe('overlap', () => {
  it.each([
    [1, 2, 2, 4, true],
    [1, 2, 3, 4, false],
    [3, 4, 1, 2, false],
    [1, 9, 3, 4, true]
  ])('tells of %i-%i and %i-%i whether they have a line in common', (a, b, c, d, expected) => {
    expect(overlap({first: a, last: b}, {first: c, last: d})).toBe(expected)
  })
})
