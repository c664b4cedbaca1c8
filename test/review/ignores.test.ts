import {describe, expect, it} from 'vitest'
import {type Deciding, decide, decisionsOf} from '../../src/review/decide-commands.ts'
import {ignoresOf} from '../../src/review/ignores.ts'
import type {Decision} from '../../src/review/marker.ts'

const deciding: Deciding = {
  by: 'ada',
  mayDecide: true,
  isRule: (name) => name === 'grade-table',
  today: '2026-11-21'
}
const ignore = {kind: 'ignore', rule: 'grade-table', because: 'they change', until: null} as const

describe('decide', () => {
  it('records who said what', () => {
    expect(decide(ignore, deciding)).toEqual({decision: {...ignore, by: 'ada'}})
    expect(decide({kind: 'unignore', rule: 'grade-table'}, deciding)).toEqual({
      decision: {kind: 'unignore', rule: 'grade-table'}
    })
  })

  it('holds to the end of its last day', () => {
    expect(decide({...ignore, until: '2026-11-21'}, deciding)).toHaveProperty('decision')
    expect(decide({...ignore, until: '2026-11-20'}, deciding)).toEqual({refusal: 'past'})
  })

  it('refuses who may not decide before anything else', () => {
    expect(decide({...ignore, rule: 'no-rule'}, {...deciding, mayDecide: false})).toEqual({
      refusal: 'not-allowed'
    })
    expect(decide({...ignore, rule: 'no-rule'}, deciding)).toEqual({refusal: 'no-such-rule'})
  })

  it('has nothing to decide about other commands', () => {
    expect(decide({kind: 'recheck'}, deciding)).toBeNull()
    expect(decisionsOf([{kind: 'recheck'}, ignore, {kind: 'help'}], deciding)).toHaveLength(1)
  })
})

describe('ignoresOf', () => {
  const set = (rule: string, until: string | null = null): Decision => ({
    kind: 'ignore',
    rule,
    because: 'they change',
    until,
    by: 'ada'
  })
  const today = '2026-11-21'
  const rules = (decided: Parameters<typeof ignoresOf>[0]) =>
    ignoresOf(decided, today).holding.map(({rule}) => rule)

  it('lets the later comment win, in whatever order they are read', () => {
    const decided = [
      {note: 9, decisions: [{kind: 'unignore', rule: 'grade-table'}] as const},
      {note: 3, decisions: [set('grade-table'), set('level-order')]}
    ]
    expect(rules(decided)).toEqual(['level-order'])
    expect(rules([{note: 12, decisions: [set('grade-table')]}, ...decided])).toEqual([
      'level-order',
      'grade-table'
    ])
  })

  it('tells what has ended from what holds', () => {
    const {holding, ended} = ignoresOf(
      [{note: 3, decisions: [set('grade-table', '2026-11-20'), set('level-order', today)]}],
      today
    )
    expect(holding.map(({rule}) => rule)).toEqual(['level-order'])
    expect(ended.map(({rule}) => rule)).toEqual(['grade-table'])
  })
})
