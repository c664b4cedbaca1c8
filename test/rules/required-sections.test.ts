import {describe, expect, it} from 'vitest'
import rule from '../../rules/required-sections/rule.ts'
import {checkText} from './check-text.ts'

const SECTIONS = ['Responsibilities', 'Requirements', 'Performance Indicators', 'Hiring Process'] as const

const sectionOf = (heading: string) => `## ${heading}\n\n- The ${heading} of this role\n`

/** A page with all the sections but one, and perhaps another one in its place. */
function without(missing: (typeof SECTIONS)[number], instead?: string): string {
  const headings = SECTIONS.flatMap((name) => (name === missing ? (instead ?? []) : name))
  return `---\ntitle: Pilot\n---\n\n${headings.map(sectionOf).join('\n')}`
}

const reasons = async (page: string) => (await checkText(rule, page)).map(({reason}) => reason)

describe('required-sections', () => {
  it.each(SECTIONS)('says in the singular that %s alone is missing', async (name) => {
    expect(await reasons(without(name))).toEqual([
      `The page has no ${name} section; every job family has one`
    ])
  })

  it.each([
    ['Requirements', 'Skills and experience'],
    ['Responsibilities', 'A day at work']
  ] as const)('takes a list under a heading of its own for the %s: %j', async (missing, instead) => {
    expect(await reasons(without(missing, instead))).toEqual([])
  })

  it.each([
    ['Responsibilities', 'Skills and experience'],
    ['Requirements', 'A day at work']
  ] as const)('does not take it for the %s: %j', async (missing, instead) => {
    expect(await reasons(without(missing, instead))).toHaveLength(1)
  })
})
