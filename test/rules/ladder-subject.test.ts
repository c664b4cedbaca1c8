import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import rule from '../../rules/ladder-subject/rule.ts'
import {createVocabulary, wordsOf} from '../../rules/ladder-subject/vocabulary.ts'
import {parsePage} from '../../src/page/parse-page.ts'
import {checkText} from './check-text.ts'

const PATH = 'content/job-families/example/parts-buying.md'

const pageOf = (title: string, subject: string, more = ''): string =>
  `---\ntitle: ${title}\n---\n\n## Responsibilities\n\n- Work\n\n${more}\n## Career Ladder\n\nThe next step in the ${subject} job family is not yet defined.\n`

async function speaksOfAnother(title: string, subject: string, more?: string): Promise<boolean> {
  const findings = await checkText(rule, pageOf(title, subject, more), {path: PATH})
  return findings.length > 0
}

describe('ladder-subject', () => {
  it.each([
    ['Parts Engineer', 'Parts Engineering'],
    ['Parts Analytics', 'Parts Analyst'],
    ['Parts Sourcer', 'Sourcing'],
    ['Tools Administration', 'Tools Administrator'],
    ['Tools Leadership', 'Tools Leader'],
    ['VP, Tools', 'Vice President, Tools'],
    ['VP, Financial Planning and Analysis', 'VP, FP&A'],
    ['Principal Accounting Officer', 'PAO'],
    ['IT Operations', 'Information Technology Operations'],
    ['Fullstack Engineer', 'Full Stack Engineer'],
    ['Diversity & Inclusion Roles', 'Diversity and Inclusion'],
    ['Tools', 'Senior Tools'],
    ['Tools', 'Parts Buying']
  ])('knows that %s and %s are one family', async (title, subject) => {
    expect(await speaksOfAnother(title, subject)).toBe(false)
  })

  it.each([
    ['Parts Practice Engineer', 'Parts Practice Manager'],
    ['Brand Growth', 'Corporate Events'],
    ['Employment Solutions', 'People Operations'],
    ['People Communications', 'Internal Communications'],
    ['VP, Revenue Operations', 'Title'],
    ['Billing GPO', 'Revenue GPO'],
    ['Community Relations', 'Communications']
  ])('warns that the page of %s tells the step of %s', async (title, subject) => {
    expect(await speaksOfAnother(title, subject)).toBe(true)
  })

  it.each([
    [
      'a level',
      '## Levels\n\n### Director, Contracts\n\n#### Responsibilities\n\n- Lead\n',
      'Director, Contracts'
    ],
    ['a specialty', '## Specialties\n\n### Public Sector\n\nText.\n', 'Public Sector']
  ])('knows the name of %s of the page', async (_what, more, subject) => {
    expect(await speaksOfAnother('Tools', subject, more)).toBe(false)
  })
})

describe('createVocabulary', () => {
  it('knows every word of the title itself', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 60}), (name) => {
        const vocabulary = createVocabulary(parsePage(PATH, pageOf(JSON.stringify(name), 'Tools')))
        const words = wordsOf(parsePage(PATH, pageOf(JSON.stringify(name), 'Tools')).family.title ?? '')
        expect(words.every((_word, index) => vocabulary.knows(words, index))).toBe(true)
      })
    )
  })
})
