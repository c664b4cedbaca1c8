import {describe, expect, it} from 'vitest'
import {applyFixes} from '../../rules/apply-fixes.ts'
import rule from '../../rules/ladder-link-text/rule.ts'
import {checkText, told} from './check-text.ts'

const family = (title: string, level = ''): string =>
  `---\ntitle: ${title}\n---\n\n${level}\n\n## Responsibilities\n`

const FILES = {
  'content/job-families/example/controller.md': family(
    'Corporate Controller',
    '### Director, Corporate Controller'
  ),
  'content/job-families/example/engagement-manager.md': family('Engagement Manager'),
  'content/job-families/example/enterprise-sales.md': family('Enteprise Sales'),
  'content/job-families/example/audit.md': family('Internal Audit'),
  'content/job-families/example/design.md': family('Product Designer'),
  'content/job-families/example/workshop.md': family('Workshop Leadership').replace(
    '---\n\n',
    'aliases: [/job-families/example/head-of-tools/]\n---\n\n'
  )
}

const pageOf = (text: string): string =>
  `---\ntitle: Parts\n---\n\n## Responsibilities\n\n- Work\n\n## Career Ladder\n\nNext: ${text}.\n`

async function said(text: string): Promise<string[]> {
  return told(await checkText(rule, pageOf(text), {files: FILES}))
}

async function fixed(text: string): Promise<string | undefined> {
  const page = pageOf(text)
  const [finding] = await checkText(rule, page, {files: FILES})
  return finding?.fix ? applyFixes(page, [finding.fix]).text : undefined
}

describe('ladder-link-text', () => {
  it.each([
    '[Controller](/job-families/example/controller/)',
    '[Director of Corporate Controller](/job-families/example/controller/)',
    '[Engagement Managers](/job-families/example/engagement-manager/)',
    '[CFO](/job-families/example/controller/)',
    '[Enterprise Sales](/job-families/example/enterprise-sales/)',
    '[External Audit](/job-families/example/audit/)',
    '[Product Design](/job-families/example/design/)',
    '[Leadership](/job-families/example/head-of-tools/)',
    '[Engagment Manager](/job-families/gone/)'
  ])('says nothing about %s', async (text) => {
    expect(await said(text)).toEqual([])
  })

  it.each([
    ['[Engagment Manager](/job-families/example/engagement-manager/)', 'Engagement'],
    ['[Engagemnet Manager](/job-families/example/engagement-manager/)', 'Engagement'],
    ['[Director, Corporate Controler](/job-families/example/controller/)', 'Controller']
  ])('mends %s', async (text, word) => {
    expect(await fixed(text)).toContain(`${word}`)
    expect(await said(text)).toHaveLength(1)
  })

  it.each(['here', 'this page', 'Job Family', 'the job family', 'click here', 'Read more here.'])(
    'finds a link called "%s"',
    async (name) => {
      expect(await said(`[${name}](/job-families/example/controller/)`)).toEqual([
        `11 info The career ladder's link is called "${name}", which says nothing of where it leads; link "Corporate Controller" instead`
      ])
    }
  )

  it('takes the name in front into the link only where it is the name', async () => {
    const link = '[job family](/job-families/example/controller/)'
    expect(await fixed(`the Corporate Controller ${link}`)).toContain(
      'the [Corporate Controller job family](/job-families/example/controller/)'
    )
    expect(await fixed(`the Uncorporate Controller ${link}`)).toBeUndefined()
    expect(await fixed(`the [Corporate Controller](/x/) ${link}`)).toBeUndefined()
  })

  it('writes the name that a page has now', async () => {
    expect(await fixed('[Head of **Tools**](/job-families/example/head-of-tools/)')).toBeUndefined()
    expect(await fixed('[Head of Tools](/job-families/example/head-of-tools/)')).toContain(
      '[Workshop Leadership]('
    )
  })
})
