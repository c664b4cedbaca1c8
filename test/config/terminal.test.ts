import {describe, expect, it} from 'vitest'
import {terminalOf} from '../../src/config/terminal.ts'

const person = {stdoutIsTerminal: true, stderrIsTerminal: true}
const pipe = {stdoutIsTerminal: false, stderrIsTerminal: false}

describe('terminalOf', () => {
  it('gives a person colours and progress, a pipe neither', () => {
    expect(terminalOf({}, person)).toEqual({colour: true, progress: true})
    expect(terminalOf({}, pipe)).toEqual({colour: false, progress: false})
  })

  it('shows progress beside a piped report', () => {
    expect(terminalOf({}, {stdoutIsTerminal: false, stderrIsTerminal: true})).toEqual({
      colour: false,
      progress: true
    })
  })

  it('does as NO_COLOR and FORCE_COLOR say, the first one first', () => {
    expect(terminalOf({FORCE_COLOR: '1'}, pipe).colour).toBe(true)
    expect(terminalOf({FORCE_COLOR: '0'}, pipe).colour).toBe(false)
    expect(terminalOf({FORCE_COLOR: '0'}, person).colour).toBe(false)
    expect(terminalOf({NO_COLOR: '1', FORCE_COLOR: '1'}, person).colour).toBe(false)
  })

  it('sends a dumb terminal no codes', () => {
    expect(terminalOf({TERM: 'dumb'}, person)).toEqual({colour: false, progress: false})
  })
})
