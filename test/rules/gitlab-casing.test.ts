import {describe, expect, it} from 'vitest'
import rule from '../../rules/gitlab-casing/rule.ts'
import {checkText} from './check-text.ts'

async function misspelt(text: string): Promise<string[]> {
  const findings = await checkText(rule, `---\ntitle: Parts\n---\n\n## Responsibilities\n\n${text}\n`)
  return findings.map(({parts}) => parts[0]?.key ?? '')
}

describe('gitlab-casing', () => {
  it.each([
    ['Use Gitlab.', 'Gitlab'],
    ['use gitlab.', 'gitlab'],
    ['Gitlab’s values', 'Gitlab'],
    ['GITLAB and GitLab', 'GITLAB'],
    ['dogfood Gitlab.com', 'Gitlab'],
    ['a Gitlab-hosted runner', 'Gitlab'],
    ['[Gitlab values](/handbook/values/)', 'Gitlab'],
    ['Git Lab', 'Git Lab'],
    ['Git-Lab', 'Git-Lab']
  ])('finds the name in %j', async (text, name) => {
    expect(await misspelt(text)).toEqual([name])
  })

  it.each([
    'GitLab, GitLab.com, GitLab-hosted',
    'about.gitlab.com and gitlab.com, docs.Gitlab.com',
    'https://example.com/Gitlab and www.example.com/Gitlab',
    'Gitlab@example.com, @Gitlab, #Gitlab',
    '`Gitlab` and [x](/Gitlab/)',
    'gitlab-org/gitlab, path/Gitlab, Gitlab::Auth, $GITLAB_TOKEN, GitlabShell',
    '<Gitlab> and ![Gitlab](x.png)',
    'a git lab',
    '> Gitlab'
  ])('leaves %j alone', async (text) => {
    expect(await misspelt(text)).toEqual([])
  })
})
