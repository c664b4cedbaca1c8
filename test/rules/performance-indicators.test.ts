import {describe, expect, it} from 'vitest'
import rule from '../../rules/performance-indicators/rule.ts'
import {checkText} from './check-text.ts'

async function counted(body: string): Promise<string[]> {
  const findings = await checkText(
    rule,
    `---\ntitle: Parts\n---\n\n## Responsibilities\n\n- Work\n\n## Performance Indicators\n\n${body}\n\n## Hiring Process\n`
  )
  return findings.flatMap(({severity, parts}) => parts.map(({label}) => `${severity}: ${label}`))
}

const bullets = (count: number): string => '- Indicator\n'.repeat(count)

describe('performance-indicators', () => {
  it.each([
    [bullets(1), ['info: the page has 1']],
    [bullets(2), ['info: the page has 2']],
    [bullets(3), []],
    [bullets(5), []],
    [bullets(6), ['info: the page has 6']],
    ['', ['warning: the page has none']],
    ['See [these](/x/).', ['warning: the page has no list']],
    ['| indicator |\n|---|\n| one |\n| two |', ['info: the page has 2']],
    [`${bullets(2)}\nAnd:\n\n1. One`, []]
  ])('counts those of %j', async (body, said) => {
    expect(await counted(body)).toEqual(said)
  })

  it.each([
    ['- One\n  - Two\n  - Three\n  - Four', 'that one bullet groups'],
    ['Same as the Senior Parts Engineer.', 'that another level has'],
    ['This role includes all of the previous level plus:\n\n- One', 'that build on others'],
    ['- TBD', 'that are still to come'],
    ['### Team\n\n- One\n\n### Company\n\n- Two', 'that headings group']
  ])('leaves %j alone, %s', async (body) => {
    expect(await counted(body)).toEqual([])
  })

  it('says that it cannot read what an include brings', async () => {
    expect(await counted('<%= partial("indicators") %>')).toEqual([])
  })

  it('does not mistake the levels that slipped into the section for indicators', async () => {
    const level = '### Senior Parts Engineer\n\n#### Job Grade\n\nThe Senior Parts Engineer is a grade 7.'
    expect(await counted(`${bullets(1)}\n${level}`)).toEqual(['info: the page has 1'])
  })
})
