import {describe, expect, it} from 'vitest'
import {headingIds, type Renderer} from '../../src/page/heading-ids.ts'
import {parsePage} from '../../src/page/parse-page.ts'
import {HUGO, MIDDLEMAN} from './read-text.ts'

/** Ids of the headings in a Markdown text, as the page's renderer makes them. */
function idsIn(text: string, renderer: Renderer): string[] {
  return parsePage(renderer === 'goldmark' ? HUGO : MIDDLEMAN, text).family.headings.map(({id}) => id)
}

/** Headings of real pages, and the id that both renderers gave them. */
const SAME_IN_BOTH: readonly (readonly [string, string])[] = [
  ['Manager, FP&A', 'manager-fpa'],
  ['Payroll Analyst, EMEA/APAC,LATAM', 'payroll-analyst-emeaapaclatam'],
  ['Product Designer (UX) - Marketing (Intermediate)', 'product-designer-ux---marketing-intermediate'],
  ['Group Manager, Product (GMP) - Job Grade', 'group-manager-product-gmp---job-grade'],
  ['Distribution:Build', 'distributionbuild'],
  ['CI/CD', 'cicd'],
  ['Q&A Videos', 'qa-videos'],
  ['Staff+ Initiatives', 'staff-initiatives'],
  ['What’s it like to work here?', 'whats-it-like-to-work-here'],
  ['PBP, Engineering:', 'pbp-engineering'],
  ['Retention: Gross & Net (Dollar Weighted)', 'retention-gross--net-dollar-weighted'],
  ['**Associate PSE (Grade 5\\)**', 'associate-pse-grade-5'],
  ['<a name="Gitaly"></a>Cluster', 'cluster'],
  ['[What it’s like](https://example.com/jobs) at GitLab', 'what-its-like-at-gitlab'],
  ['Using `git push` daily', 'using-git-push-daily'],
  ['Größe & Übersicht', 'größe--übersicht'],
  ['10 years in snake_case', '10-years-in-snake_case'],
  ['Job Grade\u00A0', 'job-grade'],
  ['Legal Counsel  Job Grade', 'legal-counsel--job-grade'],
  ['Pilots {#who-steers}', 'who-steers']
]

describe('headingIds', () => {
  it.each(SAME_IN_BOTH)('gives "%s" the id %s on both generations', (heading, id) => {
    expect(idsIn(`## ${heading}\n`, 'kramdown')).toEqual([id])
    expect(idsIn(`## ${heading}\n`, 'goldmark')).toEqual([id])
  })

  it('drops an entity, and the blank behind it stays a hyphen in kramdown alone', () => {
    expect(idsIn('## &amp; ships\n', 'kramdown')).toEqual(['-ships'])
  })

  it('drops the dashes that kramdown turns into one character, and keeps each in Hugo', () => {
    expect(idsIn('## Pilots -- coast\n', 'kramdown')).toEqual(['pilots--coast'])
    expect(idsIn('## Pilots -- coast\n', 'goldmark')).toEqual(['pilots----coast'])
  })

  it('numbers repeats from 1', () => {
    const text = '## Job Grade\n\n## Pilot\n\n## Job Grade\n\n## Job Grade\n'
    for (const renderer of ['kramdown', 'goldmark'] as const) {
      expect(idsIn(text, renderer)).toEqual(['job-grade', 'pilot', 'job-grade-1', 'job-grade-2'])
    }
  })

  it('gives an id twice where kramdown does, and looks for a free one where Hugo does', () => {
    const texts = ['Levels', 'Levels', 'Levels 1'].map((text) => ({text}))
    expect(headingIds(texts, 'kramdown')).toEqual(['levels', 'levels-1', 'levels-1'])
    expect(headingIds(texts, 'goldmark')).toEqual(['levels', 'levels-1', 'levels-1-1'])
  })

  it('names a heading without letters as Hugo does', () => {
    expect(headingIds([{text: '?'}, {text: '!'}], 'goldmark')).toEqual(['heading', 'heading-1'])
  })

  it('reads the attribute line below a heading in kramdown, and knows none in Hugo', () => {
    expect(idsIn('## Pilots\n{: #who-steers .wide}\n', 'kramdown')).toEqual(['who-steers'])
    expect(idsIn('## Pilots\n{: #who-steers .wide}\n', 'goldmark')).toEqual(['pilots'])
  })

  it('takes attributes off the text a reader sees, and leaves a template’s braces', () => {
    const {headings} = parsePage(HUGO, '## Pilots {#who-steers}\n\n## {Senior Pilot}\n').family
    expect(headings.map(({text}) => text)).toEqual(['Pilots', '{Senior Pilot}'])
  })
})
