import {describe, expect, it} from 'vitest'
import {applyFixes} from '../../rules/apply-fixes.ts'
import rule from '../../rules/link-target/rule.ts'
import {checkText, told} from './check-text.ts'
import {countReads} from './count-reads.ts'

const FILES = {
  'hugo.yaml': '',
  'content/handbook/_index.md': '---\ntitle: Handbook\n---\n\n## Start\n',
  'content/handbook/hiring/_index.md': '---\ntitle: Hiring\n---\n\n## First Call\n',
  'content/handbook/hiring/interviewing.md': '---\ntitle: Interviewing\n---\n\n## Calls\n',
  'content/handbook/metrics.md': '---\ntitle: Metrics\n---\n\n{{% performance-indicators "x" %}}\n',
  'content/job-families/example/director.md':
    '---\ntitle: Director\naliases: [/job-families/example/head/]\n---\n\n## Responsibilities\n'
}

const pageOf = (text: string): string =>
  `---\ntitle: Parts\n---\n\n## Responsibilities\n\n${text}\n\n## Career Ladder\n\nNot yet defined.\n`

async function said(text: string): Promise<string[]> {
  return told(await checkText(rule, pageOf(text), {files: FILES}))
}

describe('link-target', () => {
  it.each([
    'See [us](https://example.com/#x), [mail](mailto:a@example.com) and [inside](https://internal.gitlab.com/x/).',
    'See [metrics](/handbook/metrics/#anything), [data](/handbook/{place}/) and [made]({{< made >}}).',
    'See the [head](/job-families/example/head/), an alias, and its [work](/job-families/example/head/#responsibilities).',
    'See [above](#responsibilities), [the top](#) and [a picture](/images/x.png).'
  ])('says nothing about %s', async (text) => {
    expect(await said(text)).toEqual([])
  })

  it('says one thing about one target, however it is written, and mends all of it', async () => {
    const text = [
      '- [A](/handbook/hiring/#First-Call)',
      '- [B](https://handbook.gitlab.com/handbook/hiring/#First-Call)',
      '- [C](https://about.gitlab.com/handbook/hiring#First-Call)'
    ].join('\n')
    const page = pageOf(text)
    const findings = await checkText(rule, page, {files: FILES})
    expect(findings).toHaveLength(1)
    const fixed = applyFixes(
      page,
      findings.flatMap(({fix}) => fix ?? [])
    ).text
    expect(fixed).toBe(page.replaceAll('#First-Call', '#first-call'))
  })

  it('leaves the links of the career ladder, and what is left of a template, to their rules', async () => {
    const page = pageOf('[TODO]()').replace(
      'Not yet defined.',
      'Next: [Gone](/job-families/gone/) or [no]().'
    )
    expect(await checkText(rule, page, {files: FILES})).toEqual([])
  })

  it('leaves the rows of a Levels table to level-table, but for those that lead to another page', async () => {
    const rows =
      '| Level | Grade |\n|---|---|\n| [Senior Clerk](#gone) | Grade 7 |\n| [Staff Clerk](/handbook/gone/) | Grade 8 |'
    expect(await said(`${rows}\n\n## Levels\n\n### Senior Clerk\n\n### Staff Clerk\n`)).toEqual([
      '10 error The link "Staff Clerk" leads to /handbook/gone/, a page that the handbook does not have; link a page that exists, or leave the link out'
    ])
  })

  it('calls a mistake of the policy an info, also where the tree has no policy', async () => {
    const [first = '', ...others] = await said(
      'A [screening call](/handbook/hiring/interviewing/#screening-call) first.'
    )
    expect(others).toEqual([])
    expect(first).toMatch(/^7 info .* The policy's own template has this link/)
  })

  it('goes by the same name when the page moves and when a link is only written in another way', async () => {
    const keys = async (path: string, text: string) =>
      (await checkText(rule, pageOf(text), {path, files: FILES})).map(({parts}) => parts[0]?.key)
    const before = await keys(
      'content/job-families/example/parts.md',
      '[A](#gone) [B](/handbook/gone/#x) [C](gone)'
    )
    const after = await keys(
      'content/job-families/other/parts.md',
      '[A](#gone) [B](https://handbook.gitlab.com/handbook/gone/#x) [C](gone)'
    )
    expect(after).toEqual(before)
    expect(before).toEqual(['#gone', '/handbook/gone/', 'gone'])
  })

  it('lists each folder and reads each page once, and no page that is linked without a place on it', async () => {
    const links = ['#first-call', '#first-call', ''].map((id) => `[x](/handbook/hiring/${id})`)
    const {read, listed} = await countReads(
      rule,
      pageOf(`${links.join(' ')} [y](/job-families/example/director/)`),
      {
        files: FILES,
        base: pageOf('')
      }
    )
    expect(read).toEqual(['content/handbook/hiring/_index.md'])
    expect(listed.toSorted()).toEqual([
      'content/handbook',
      'content/handbook/hiring',
      'content/job-families/example'
    ])
  })
})
