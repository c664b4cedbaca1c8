import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {rules} from '../../rules/index.ts'
import {brokenLaws, exampleOf} from './rule-laws.ts'

const TOP = [
  '---\ntitle: Practice Engineer\n---\n\n',
  '---\ntitel: "."\ntitle: x\ntitle: y\n---\n',
  '---\ntitle: "a\n---\n',
  '---\n',
  ''
]
const NAMES = [
  'Practice Engineer',
  'Senior Practice Engineer',
  'Staff',
  'Practice Engineer (Intermediate)',
  'Manager, Practice'
]
const SECTIONS = [
  'Levels',
  'Responsibilities',
  'Requirements',
  'Job Grade',
  'Career Ladder',
  'Hiring Process',
  'Specialties'
]
const LINES = [
  '- Extends the Senior Practice Engineer requirements',
  '- Able to use GitLab to plan',
  '1. willing to use GitLab',
  '  * nested â€œbulletâ€',
  '',
  'The Senior Practice Engineer is a [grade 8](/handbook/x/#gitlab-job-grades), and the Staff one is a grade 9.5.',
  'The next step for the Practice Manager job family is [Director](/job-families/nowhere/#no).',
  '| Level | Grade |\n|---|---|\n| [Senior Practice Engineer](#nowhere) | Grade 6 | more |\n| Staff | Grade 9 |',
  'https://about.gitlab.com/job-families/x/ and [x](https://about.gitlab.com/handbook/) and [y]({{< ref "x" >}})',
  '<!-- comment -->',
  '<%= partial("x") %>',
  '> quoted',
  '```\ncode'
]

const heading = fc
  .tuple(
    fc.integer({min: 1, max: 6}),
    fc.constantFrom(...NAMES, ...SECTIONS),
    fc.constantFrom('', ' Requirements', ' (Grade 7)', ' (Grade 5\\)')
  )
  .map(([depth, name, rest]) => `${'#'.repeat(depth)} ${name}${rest}`)
const line = fc.oneof(
  heading,
  fc.constantFrom(...LINES),
  fc.string({maxLength: 30}).map((text) => text.replaceAll(/[\r\n]/g, ' '))
)
const page = fc
  .tuple(fc.constantFrom(...TOP), fc.array(line, {maxLength: 25}))
  .map(([top, lines]) => `${top}${lines.join('\n')}\n`)

describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (_name, rule) => {
  it('obeys the laws on any page, compared with any other', async () => {
    await fc.assert(
      fc.asyncProperty(page, fc.option(page, {nil: undefined}), async (text, base) => {
        expect(await brokenLaws(rule, exampleOf(text, {base}))).toEqual([])
      }),
      {numRuns: 20}
    )
  })
})
