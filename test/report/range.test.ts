import {describe, expect, it} from 'vitest'
import {rangeOf} from '../../src/report/report.ts'
import {findingAt} from '../review/build.ts'

describe('rangeOf', () => {
  it('is as wide as all edits of a fix, however many there are', () => {
    const text = 'ab'.repeat(200_000)
    const edits = Array.from({length: 200_000}, (_, index) => ({
      start: 2 * index,
      end: 2 * index + 1,
      text: 'c'
    }))
    const range = rangeOf({...findingAt(text, 'ab'), fix: {edits}}, text)
    expect(range).toMatchObject({line: 1, column: 1, endLine: 1, endColumn: 400_000})
    expect(range.text).toBe(`${'cb'.repeat(199_999)}c`)
  })
})
