import {describe, expect, it} from 'vitest'
import {applyFixes} from '../../rules/apply-fixes.ts'
import rule from '../../rules/ladder-target/rule.ts'
import {checkText} from './check-text.ts'

const FILES = {
  'content/job-families/example/director.md':
    '---\ntitle: Director\naliases:\n  - /job-families/example/head/\n---\n\n## Director, Parts\n\n## Responsibilities\n'
}

const pageOf = (text: string): string =>
  `---\ntitle: Parts\n---\n\n## Responsibilities\n\n- Work\n\n## Career Ladder\n\n${text}\n\n## Hiring Process\n\nSee [this](/job-families/gone/).\n`

async function fixed(text: string): Promise<string | undefined> {
  const page = pageOf(text)
  const [finding] = await checkText(rule, page, {files: FILES})
  return finding?.fix ? applyFixes(page, [finding.fix]).text : undefined
}

describe('ladder-target', () => {
  it('judges the ladder only, and leaves links that lead nowhere else to link-target', async () => {
    expect(await checkText(rule, pageOf('The next step is not yet defined.'))).toEqual([])
  })

  it('says one thing about a target that stands there twice, and mends both', async () => {
    const text = 'Next: [Head](/job-families/example/head/), yes, [Head](/job-families/example/head/).'
    const better = text.replaceAll('/head/', '/director/')
    expect(await fixed(text)).toBe(pageOf(better))
  })

  it('mends a fragment inside a shortcode without writing another link', async () => {
    const link = (id: string): string => `[Director]({{< ref "/job-families/example/director#${id}" >}})`
    expect(await fixed(link('Director-Parts'))).toBe(pageOf(link('director-parts')))
  })

  it.each(['#director-of-parts', '#director-parts/', '#Director-Parts'])('mends %s', async (fragment) => {
    const link = (id: string): string => `[Director](/job-families/example/director/${id})`
    expect(await fixed(link(fragment))).toBe(pageOf(link('#director-parts')))
  })

  it('only names what is near', async () => {
    const page = pageOf('Next: [Director](/job-families/example/directer/#director-parts).')
    const [finding] = await checkText(rule, page, {files: FILES})
    expect(finding?.reason).toContain('the nearest page is /job-families/example/director/')
    expect(finding?.fix).toBeNull()
  })

  it('says nothing about a target that the tree cannot answer', async () => {
    const text = 'Next: [A](https://internal.gitlab.com/job-families/x/) or [B]({{< director >}}).'
    expect(await checkText(rule, pageOf(text), {files: FILES})).toEqual([])
  })

  it.each(['[TODO]()', '[Director](#)'])('finds %s', async (link) => {
    expect(await checkText(rule, pageOf(`Next: the ${link} job family.`), {files: FILES})).toHaveLength(1)
  })
})
