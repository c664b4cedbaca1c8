import {describe, expect, it} from 'vitest'
import {placeIn, tieIn} from '../../rules/location/places.ts'
import rule from '../../rules/location/rule.ts'
import preset from '../../rules/preset.ts'
import {ruleSettings} from '../../src/reviewer/rule-settings.ts'
import {checkText} from './check-text.ts'

const pageOf = (level: string, requirement: string): string =>
  `---\ntitle: Parts\n---\n\n## ${level}\n\n### Job Grade\n\nThe ${level} is a grade 7.\n\n### Requirements\n\n- ${requirement}\n`

describe('location', () => {
  it('runs only where it is asked for', () => {
    expect(ruleSettings().map((setting) => setting.rule)).not.toContain(rule)
    expect(preset.plugins).not.toContain(rule.plugin)
    const asked = ruleSettings(['location=warning']).find((setting) => setting.rule === rule)
    expect(asked?.severity).toBe('warning')
  })

  it('speaks of new levels only', async () => {
    const page = pageOf('Parts Engineer, EMEA', 'Based in Germany')
    expect(await checkText(rule, page, {base: page})).toEqual([])
    expect(await checkText(rule, page)).toEqual([])
    expect(await checkText(rule, page, {base: null})).toHaveLength(2)
  })
})

describe('placeIn', () => {
  it.each([
    ['Parts Engineer, EMEA', 'EMEA'],
    ['Director, Asia Pacific', 'Asia Pacific'],
    ['US Sales', 'US']
  ])('finds the place in %s', (name, place) => {
    expect(placeIn(name)).toBe(place)
  })

  it.each([
    'Payroll Analyst, US',
    'Public Sector (United States)',
    'US Federal Support',
    'Use of Parts',
    'Legal, UK'
  ])('finds none in %s', (name) => {
    expect(placeIn(name)).toBeUndefined()
  })
})

describe('tieIn', () => {
  it.each([
    ['Based in San Francisco, CA, USA to attend meetings', 'Based in San Francisco, CA, USA'],
    ['Must reside in one of the states of Australia', 'reside in one of the states of Australia'],
    ['For billing, a UK resident', 'UK resident']
  ])('finds the tie in %j', (text, tie) => {
    expect(tieIn(text)?.text).toBe(tie)
  })

  it.each([
    'Partners that are based in developing services',
    'Reporting in US GAAP',
    'Works with customers in EMEA',
    'Must be a United States citizen and reside in the United States',
    'Works in the time zones of Europe'
  ])('finds none in %j', (text) => {
    expect(tieIn(text)).toBeUndefined()
  })

  it('reads hostile text in bounded time', () => {
    for (const piece of ['based in ', 'Asia', 'US ', 'lives in a '])
      expect(tieIn(piece.repeat(100_000))?.index ?? 0).toBeLessThan(100)
  })
})
