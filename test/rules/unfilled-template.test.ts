import {describe, expect, it} from 'vitest'
import rule from '../../rules/unfilled-template/rule.ts'
import {checkText} from './check-text.ts'

async function leftIn(text: string): Promise<string[]> {
  const findings = await checkText(rule, `---\ntitle: Parts\n---\n\n## Responsibilities\n\n${text}\n`)
  return findings.flatMap(({parts}) => parts.map(({key}) => key))
}

describe('unfilled-template', () => {
  it.each([
    ['The {Senior Parts Engineer} is a [grade 7](/x/).', '{Senior Parts Engineer}'],
    ['- {Insert hiring process steps here.}', '{Insert hiring process steps here.}'],
    ['## {add Level} Job Grade', '{add Level}'],
    ['- {add a bulleted list]', '{add a bulleted list]'],
    ['It is a [grade #]({{< ref "x#gitlab-job-grades" >}}).', 'grade #'],
    ['See [TODO](/x/).', 'TODO'],
    ['The manager is CHANGEME', 'CHANGEME'],
    ['Lorem ipsum dolor', 'Lorem ipsum']
  ])('finds what is left in %j', async (text, left) => {
    expect(await leftIn(text)).toEqual([left])
  })

  it.each([
    'The grade #7, [grade #10](/x/) and enterprise-grade # signs',
    'To be defined at time of business need, TBD, not yet defined',
    'Work off TODO items and TODO’s; keep a to-do list',
    'Run `{add}`, SNOWFLAKE_{ROLE} and *.{js,ts}',
    '{"a": 1} and {a,b} and {{.Title}}',
    '## Parts {#parts}',
    '> Hi {NAME}',
    '<%= partial("x", locals: {add: "a"}) %>'
  ])('leaves %j alone', async (text) => {
    expect(await leftIn(text)).toEqual([])
  })

  it('tells all of a pasted template in one finding', async () => {
    const findings = await checkText(rule, `## Requirements\n\n${'- {add one}\n'.repeat(40)}`)
    expect(findings.map(({reason}) => reason)).toEqual([
      'Words of a template were left in, in 40 places: "{add one}". Write what belongs there, or take the lines out'
    ])
  })

  it('reads hostile text in bounded time', async () => {
    for (const piece of ['{', '{a', '{add ', 'grade #', '{a b ', 'TODO ', 'change'])
      expect((await checkText(rule, `## Requirements\n\n${piece.repeat(50_000)}`)).length).toBeLessThan(2)
  })
})
