import {describe, expect, it} from 'vitest'
import {applyFixes} from '../../rules/apply-fixes.ts'
import rule from '../../rules/link-style/rule.ts'
import {checkText} from './check-text.ts'

const HUGO = 'content/job-families/example/parts-engineer.md'
const MIDDLEMAN = 'sites/uncategorized/source/job-families/example/parts-engineer/index.html.md'

const pageOf = (link: string): string => `---\ntitle: Parts\n---\n\n## Responsibilities\n\n- Read ${link}\n`

/** The link as it stands after the fix; null when nothing is found, the finding's reason when it cannot be fixed. */
async function fixed(link: string, path = HUGO, files: Record<string, string> = {}): Promise<string | null> {
  const page = pageOf(link)
  const [finding] = await checkText(rule, page, {path, files})
  if (!finding) return null
  if (!finding.fix) return finding.reason
  return applyFixes(page, [finding.fix])
    .text.slice(pageOf('').length - 1)
    .trim()
}

describe('link-style', () => {
  it.each([
    ['https://about.gitlab.com/handbook/values/', '/handbook/values/'],
    ['https://about.gitlab.com/job-families/x/#y', '/job-families/x/#y'],
    ['https://handbook.gitlab.com/handbook/values/?tab=1#dogfooding', '/handbook/values/?tab=1#dogfooding'],
    ['//handbook.gitlab.com/handbook/', '/handbook/'],
    ['https://handbook.gitlab.com', '/']
  ])('writes %s from the root of the Hugo handbook', async (url, better) => {
    expect(await fixed(`[it](${url} "Title")`)).toBe(`[it](${better} "Title")`)
  })

  it.each([
    'https://about.gitlab.com/direction/',
    'https://about.gitlab.com/company/',
    'https://about.gitlab.com/company/contact/',
    'https://about.gitlab.com/company/team/',
    'https://about.gitlab.com/handbooks/',
    'https://handbook.gitlab.com/docs/markdown-guide/',
    'https://internal.gitlab.com/handbook/',
    'https://gitlab.com/handbook/',
    'mailto:parts@example.com',
    '/handbook/values/',
    '/job-families/example/parts-engineer/',
    '#responsibilities',
    '{{< ref "values" >}}'
  ])('leaves %s on a Hugo page as it is', async (url) => {
    expect(await fixed(`[it](${url})`)).toBeNull()
  })

  it('leaves a heading that the page does not have to link-target, which tells what is wrong with it', async () => {
    const files = {'content/handbook/values.md': '---\ntitle: V\n---\n\n## Dogfooding\n'}
    const linkTo = (heading: string) => `[it](https://handbook.gitlab.com/handbook/values/#${heading})`
    expect(await fixed(linkTo('dogfooding['), HUGO, files)).toBeNull()
    expect(await fixed(linkTo('dogfooding'), HUGO, files)).toBe('[it](/handbook/values/#dogfooding)')
  })

  it('takes all of about.gitlab.com for the site of a Middleman page', async () => {
    expect(await fixed('[it](https://about.gitlab.com/direction/)', MIDDLEMAN)).toBe('[it](/direction/)')
  })

  it('finds a page that moved into the handbook, and fixes the link where the tree has that page', async () => {
    const link = '[it](https://about.gitlab.com/company/team/structure/#director-group)'
    const files = {'content/handbook/company/structure.md': '---\ntitle: S\n---\n\n## Director Group\n'}
    expect(await fixed(link, HUGO, files)).toBe('[it](/handbook/company/structure/#director-group)')
    expect(await fixed(link)).toMatch(/moved to the handbook's own site/)
  })

  it('finds any page below /company/ that this handbook has', async () => {
    const files = {'content/handbook/company/pricing.md': '---\ntitle: P\n---\n'}
    expect(await fixed('[it](https://about.gitlab.com/company/pricing/)', HUGO, files)).toBe(
      '[it](/handbook/company/pricing/)'
    )
  })

  it('writes no fragment that the handbook refuses for its capital letters', async () => {
    const link = '[it](https://about.gitlab.com/handbook/values/#Results)'
    const files = {'content/handbook/values.md': '---\ntitle: V\n---\n\n## Results\n'}
    expect(await fixed(link, HUGO, files)).toBe('[it](/handbook/values/#results)')
    expect(await fixed(link)).toMatch(/^This link leads to the handbook's own site/)
  })

  it.each([
    ['/job-families/example/parts-engineer/#responsibilities', '#responsibilities'],
    ['/job-families/example/parts-engineer#responsibilities', '#responsibilities'],
    ['https://about.gitlab.com/job-families/example/parts-engineer/#responsibilities', '#responsibilities'],
    ['./#responsibilities', '#responsibilities']
  ])('shortens %s on its own page', async (url, better) => {
    expect(await fixed(`[it](${url})`)).toBe(`[it](${better})`)
  })

  it('writes ./ from the root where the page it means is there', async () => {
    const path = 'content/job-families/example/_index.md'
    const files = {'content/job-families/example/buyer.md': '---\ntitle: B\n---\n'}
    expect(await fixed('[it](./buyer/)', path, files)).toBe('[it](/job-families/example/buyer/)')
    expect(await fixed('[it](./designer/)', path, files)).toBeNull()
  })

  it('offers no fix for an address that stands for its own text', async () => {
    expect(await fixed('<https://about.gitlab.com/handbook/values/>')).toMatch(/write "\/handbook\/values\/"/)
  })

  it('mends a shared definition once', async () => {
    const page = `${pageOf('[one][v] and [two][v]')}\n[v]: https://about.gitlab.com/handbook/values/\n`
    const findings = await checkText(rule, page)
    expect(findings.map(({fix}) => fix && applyFixes(page, [fix]).text)).toEqual([
      page.replace('https://about.gitlab.com', '')
    ])
  })
})
