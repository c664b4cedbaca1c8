import {describe, expect, it} from 'vitest'
import {beyondLimit, type GivenCommands} from '../../src/review/command-limit.ts'

const MINUTE = 60_000

/** Comments of one person, at these minutes. */
const given = (minutes: readonly number[], count = 1, authorId = 1): GivenCommands[] =>
  minutes.map((minute, index) => ({note: authorId * 1000 + index, authorId, time: minute * MINUTE, count}))

const each = (count: number, minute = 0) => Array.from({length: count}, () => minute)

describe('beyondLimit', () => {
  it('lets twenty commands an hour pass', () => {
    expect(beyondLimit(given(each(20)))).toEqual(new Map())
    expect(beyondLimit(given(each(2), 10))).toEqual(new Map())
  })

  it('tells the first one beyond them, and none of those that follow', () => {
    expect([...beyondLimit(given(each(23)))]).toEqual([
      [1020, 'first'],
      [1021, 'more'],
      [1022, 'more']
    ])
  })

  it('counts an hour from each comment, and only what was heard', () => {
    const minutes = [...each(20), 30, 59, 61, 62]
    expect([...beyondLimit(given(minutes)).keys()]).toEqual([1020, 1021])
  })

  it('tells again after an hour in which it heard again', () => {
    const minutes = [...each(21), ...each(21, 61)]
    expect([...beyondLimit(given(minutes))]).toEqual([
      [1020, 'first'],
      [1041, 'first']
    ])
  })

  it('counts each person alone, in whatever order comments come', () => {
    const comments = [...given(each(20), 1, 1), ...given(each(20), 1, 2)]
    expect(beyondLimit(comments)).toEqual(new Map())
    expect([...beyondLimit(given(each(21)).reverse()).keys()]).toEqual([1020])
  })
})
