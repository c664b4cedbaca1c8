import {describe, expect, it} from 'vitest'
import {createGate} from '../../src/gitlab/gate.ts'

describe('createGate', () => {
  it('is open until it is closed, and again when the time is over', () => {
    const gate = createGate()
    expect(gate.closedFor(5000)).toBe(0)
    gate.closeFor(1000, 5000)
    expect([5000, 5400, 6000, 7000].map(gate.closedFor)).toEqual([1000, 600, 0, 0])
  })

  it('stays closed until the later of two ends', () => {
    const gate = createGate()
    gate.closeFor(3000, 5000)
    gate.closeFor(1000, 5500)
    gate.closeFor(0, 5600)
    expect(gate.closedFor(6000)).toBe(2000)
    gate.closeFor(9000, 6000)
    expect(gate.closedFor(6000)).toBe(9000)
  })

  it('opens when the clock is set back, and can be closed by the new time', () => {
    const gate = createGate()
    gate.closeFor(1000, 5_000_000)
    expect(gate.closedFor(1000)).toBe(0)
    gate.closeFor(2000, 1000)
    expect(gate.closedFor(1500)).toBe(1500)
  })
})
