import {describe, expect, it} from 'vitest'
import rule from '../../rules/vacancy-language/rule.ts'
import {checkText} from './check-text.ts'

async function phrasesIn(text: string): Promise<string[]> {
  const findings = await checkText(
    rule,
    `---\ntitle: Parts\n---\n\n## Responsibilities\n\n- Work\n\n${text}\n`
  )
  return findings.flatMap(({parts}) => parts.map(({key}) => key))
}

describe('vacancy-language', () => {
  it.each([
    ['As a Parts Engineer, you will:', 'you will'],
    ['You’ll be responsible for parts', "You'll"],
    ['We are currently looking for people', 'We are currently looking for'],
    ['We’re hiring a team', "We're hiring"],
    ['The Parts team is looking for an engineer', 'team is looking for'],
    ['GitLab is seeking a manager', 'GitLab is seeking'],
    ['They have a unique opportunity', 'unique opportunity'],
    ['This is an exciting and rare opportunity', 'exciting and rare opportunity'],
    ['The ideal candidate has a plan', 'The ideal candidate has'],
    ['We would love to hear from you', 'We would love to hear'],
    ['Apply today!', 'Apply today'],
    ['Are you passionate about parts?', 'Are you passionate']
  ])('finds the vacancy in %j', async (text, phrase) => {
    expect(await phrasesIn(text)).toEqual([phrase])
  })

  it.each([
    'Users find what they are looking for',
    'A team that looks for opportunities; the opportunity to grow',
    'Contribute to GitLab’s hiring processes',
    'Identify the right candidates and hire a team; see that the right candidate is hired',
    'The team is seeking to learn, and we are looking for new ways to improve',
    'The company is looking for feedback',
    'The list shows the qualities we’re looking for. Do not hesitate',
    'You are a team player',
    'In the interview you will meet the team',
    '## Hiring Process\n\nYou will meet the team.\n\n> ## Case study\n\nYou will then meet us.'
  ])('leaves %j alone', async (text) => {
    expect(await phrasesIn(text)).toEqual([])
  })

  it('reads hostile text in bounded time', async () => {
    for (const piece of ['you ', 'we are ', 'exciting and ', 'team is now ', 'the ideal candidate '])
      expect(await phrasesIn(piece.repeat(50_000))).toEqual([])
  })
})
