import {describe, expect, it} from 'vitest'
import rule from '../../rules/inbound-link/rule.ts'
import {type Around, checkText} from './check-text.ts'
import {countReads} from './count-reads.ts'

const OLD = 'content/job-families/spares/parts.md'
const PATH = 'content/job-families/tools/parts.md'
const ADDRESS = '/job-families/spares/parts/'
const PAGE = '---\ntitle: Parts\n---\n\n## Levels\n\n### Senior Parts Engineer\n'
const MOVED: Around = {path: PATH, base: PAGE, basePath: OLD}

/** Files named as linking, in the reason's order. */
async function linking(text: string, around: Around): Promise<string[]> {
  const findings = await checkText(rule, text, around)
  return findings.flatMap(({reason}) => /, but (.*?) links? there/.exec(reason)?.[1]?.split(/, | and /) ?? [])
}

describe('inbound-link', () => {
  it.each([
    ['a link', `[x](${ADDRESS})`],
    ['a link to a place on it', `[x](${ADDRESS}#levels)`],
    ['a link without the last slash', '[x](/job-families/spares/parts)'],
    ['an absolute link', '[x](https://about.gitlab.com/job-families/spares/parts/index.html)'],
    ['a link in HTML', `<a href='${ADDRESS}'>x</a>`],
    ['a shortcode', '[x]({{< ref "/job-families/spares/parts" >}})'],
    ['a value', `url: ${ADDRESS}`],
    ['a redirect to it', `- sources: /old/\n  target: ${ADDRESS}`]
  ])('finds %s to a page that moves', async (_what, text) => {
    const files = {'data/team.yml': `${text}\n`}
    expect(await linking(PAGE, {...MOVED, files})).toEqual(['data/team.yml'])
  })

  it.each([
    ['a longer name', '[x](/job-families/spares/parts-keeper/)'],
    ['a page below', '[x](/job-families/spares/parts/overview/)'],
    ['a path of the repository', '/content/job-families/spares/parts.md @owner'],
    [
      'the source on GitLab',
      'https://gitlab.com/x/-/blob/main/source/job-families/spares/parts/index.html.md'
    ],
    ['another case', '[x](/job-families/spares/Parts/)']
  ])('does not take %s for a link', async (_what, text) => {
    expect(await linking(PAGE, {...MOVED, files: {'CODEOWNERS.md': `${text}\n`}})).toEqual([])
  })

  it.each<[string, Record<string, string>]>([
    ['a redirect', {'data/redirects.yml': `- sources: ${ADDRESS}\n  target: /job-families/tools/parts/\n`}],
    ['a redirect to another site', {'static/_redirects': `${ADDRESS} https://example.com/ 301\n`}],
    ['an alias of another page', {'content/other.md': `---\ntitle: x\naliases:\n  - ${ADDRESS}\n---\n`}],
    ['another page in its place', {[OLD]: PAGE}]
  ])('is content with %s', async (_what, more) => {
    expect(await linking(PAGE, {...MOVED, files: {'data/team.yml': ADDRESS, ...more}})).toEqual([])
  })

  it('finds links to an alias that goes with the page, or that the page gives up', async () => {
    const alias = '/job-families/spares/fittings/'
    const known = PAGE.replace('title: Parts', `title: Parts\naliases: [${alias}]`)
    const files = {'data/team.yml': `url: ${alias}\n`, 'content/job-families/spares/pumps.md': PAGE}
    expect(await linking(known, {path: OLD, isDeleted: true, files})).toEqual(['data/team.yml'])
    const findings = await checkText(rule, PAGE, {path: OLD, base: known, files})
    expect(findings.map(({reason}) => reason)).toEqual([
      `This change gives up the old address ${alias}, but data/team.yml links there; add "aliases: [${alias}]" to the front matter of this page, or change the links`
    ])
    expect(await linking(known, {path: OLD, base: known, files})).toEqual([])
  })

  it('leaves the list of families to job-data, and the page itself to link-target', async () => {
    const files = {'data/people_group/job_families.yml': `- title: Parts\n  description: ${ADDRESS}\n`}
    expect(await linking(`${PAGE}\n[x](${ADDRESS})\n`, {...MOVED, files})).toEqual([])
  })

  it('finds links to a heading that goes, and names the id that keeps them alive', async () => {
    const files = {
      'content/a.md': `[x](${ADDRESS}#senior-parts-engineer)`,
      'content/b.md': `[x](${ADDRESS}#levels)`
    }
    const around = {path: OLD, base: PAGE, files}
    const findings = await checkText(rule, PAGE.replace('Senior', 'Staff'), around)
    expect(findings.map(({reason}) => reason)).toEqual([
      'This change takes the heading #senior-parts-engineer away, but content/a.md links there; write {#senior-parts-engineer} behind the heading that takes its place, or change the links'
    ])
    expect(
      await checkText(rule, `${PAGE.replace('Senior', 'Staff').trimEnd()} {#senior-parts-engineer}\n`, around)
    ).toEqual([])
  })

  it('says nothing about numbered repeats, nor where headings may come from elsewhere', async () => {
    const files = {'content/a.md': `[x](${ADDRESS}#levels-1) [y](${ADDRESS}#senior-parts-engineer)`}
    const repeated = `${PAGE}\n## Levels\n`
    expect(await checkText(rule, PAGE, {path: OLD, base: repeated, files})).toEqual([])
    const included = '---\ntitle: Parts\n---\n\n{{% include "levels.md" %}}\n'
    expect(await checkText(rule, included, {path: OLD, base: PAGE, files})).toEqual([])
  })

  it('says nothing about a new page, a page that is not compared, and one nobody links to', async () => {
    const files = {'data/team.yml': ADDRESS}
    expect(await checkText(rule, PAGE, {path: PATH, base: null, files})).toEqual([])
    expect(await checkText(rule, PAGE, {path: PATH, files})).toEqual([])
    expect(await checkText(rule, PAGE, MOVED)).toEqual([])
  })

  it('asks nobody when a page keeps its address and its headings', async () => {
    const {searched, read} = await countReads(rule, `${PAGE}\n## More\n`, {path: OLD, base: PAGE})
    expect([searched, read]).toEqual([[], []])
  })

  it('searches once for a page that goes, and reads what it found', async () => {
    const files = {'team/a.yml': ADDRESS, 'team/b.yml': 'nothing'}
    const {searched, read} = await countReads(rule, PAGE, {...MOVED, files})
    expect(new Set(searched)).toEqual(new Set(['/job-families/spares/parts']))
    expect(read.filter((path) => path.startsWith('team/'))).toEqual(['team/a.yml'])
  })
})
