import {describe, expect, it} from 'vitest'
import {findSlip, isSlip} from '../../src/handbook/slip.ts'

describe('isSlip', () => {
  it.each([
    ['engagment-manager', 'engagement-manager'],
    ['channel-program', 'channel-programs'],
    ['chef', 'chefs'],
    ['director-of-digital-experience', 'director-digital-experience'],
    ['vicepresident', 'vice-president'],
    ['Senior-Manager', 'senior-manager'],
    ['enteprise-acount-lead', 'enterprise-account-lead']
  ])('says that %s is meant for %s', (a, b) => {
    expect(isSlip(a, b)).toBe(true)
    expect(isSlip(b, a)).toBe(true)
  })

  it.each([
    ['backend-engineer', 'backend-engineer'],
    ['backend-engineer', 'frontend-engineer'],
    ['bdr-manager', 'sdr-manager'],
    ['grade-7', 'grade-8'],
    ['levels-1', 'levels-2'],
    ['senior-engineer', 'engineer'],
    ['senior-engineer', 'junior-engineer'],
    ['director-it', 'it-director-finance'],
    ['', 'x'],
    ['a', 'b']
  ])('says that %s and %s are two names, or one', (a, b) => {
    expect(isSlip(a, b)).toBe(false)
  })

  it('does not compare names that nobody types', () => {
    expect(isSlip('a'.repeat(5000), `${'a'.repeat(4999)}b`)).toBe(false)
  })
})

describe('findSlip', () => {
  it('prefers the same letters in another case', () => {
    expect(findSlip('Senior-Cooks', ['senior-cook', 'senior-cooks'])).toBe('senior-cooks')
  })

  it('chooses none when two are near', () => {
    expect(findSlip('pastry-chefs', ['pastry-chef', 'pastry-cheffs'])).toBeUndefined()
  })
})
