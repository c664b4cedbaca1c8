import {describe, expect, it} from 'vitest'
import rule from '../../rules/front-matter/rule.ts'
import {checkText} from './check-text.ts'

const HUGO = 'content/job-families/port/pilot.md'
const MIDDLEMAN = 'sites/uncategorized/source/job-families/port/pilot/index.html.md'

async function slips(path: string, lines: string): Promise<(string | undefined)[]> {
  const findings = await checkText(rule, `---\n${lines}\n---\n\n## Responsibilities\n`, {path})
  return findings.filter(({severity}) => severity === 'error').map(({reason}) => reason.split(';')[0])
}

describe('front-matter', () => {
  it('lets Hugo have its keys in any case, which other renderers do not read', async () => {
    expect(await slips(HUGO, 'Title: Pilot')).toEqual([])
    expect(await slips(MIDDLEMAN, 'layout: job_family_page\nTitle: Pilot')).toEqual([
      'The front matter\'s key "Title" is not known'
    ])
  })

  it('finds a key with a letter wrong in any case of letters', async () => {
    expect(await slips(HUGO, 'title: Pilot\nDescripton: Steers')).toHaveLength(1)
  })
})
