import {describe, expect, it} from 'vitest'
import {createRanges} from '../../src/report/report.ts'
import {findingAt} from '../review/build.ts'

describe('createRanges', () => {
  it('is as wide as all edits of a fix, however many there are', () => {
    const text = 'ab'.repeat(200_000)
    const edits = Array.from({length: 200_000}, (_, index) => ({
      start: 2 * index,
      end: 2 * index + 1,
      text: 'c'
    }))
    const range = createRanges(text)({...findingAt(text, 'ab'), oncePerPage: true, fix: {edits}})
    expect(range).toMatchObject({line: 1, column: 1, endLine: 1, endColumn: 400_000})
    expect(range.text).toBe(`${'cb'.repeat(199_999)}c`)
  })

  it('tells no fix whose edits stand at both ends of a large page', () => {
    const text = `ab${' '.repeat(30_000)}ab`
    const edits = [0, 30_002].map((start) => ({start, end: start + 2, text: 'cd'}))
    const range = createRanges(text)({...findingAt(text, 'ab'), fix: {edits}})
    expect(range).toEqual({line: 1, column: 1, endLine: 1, endColumn: 3, text: null})
  })
})
