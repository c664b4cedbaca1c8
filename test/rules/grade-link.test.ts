import {describe, expect, it} from 'vitest'
import {applyFixes} from '../../rules/apply-fixes.ts'
import rule from '../../rules/grade-link/rule.ts'
import {GRADE_TABLES_URL} from '../../rules/grade-tables-url.ts'
import {breaksHouseStyle} from '../../src/review/house-style.ts'
import {checkText} from './check-text.ts'

function pageOf(sentence: string): string {
  return `---\ntitle: Parts Engineer\n---\n\n## Senior Parts Engineer\n\n### Job Grade\n\n${sentence}\n`
}

/** The sentence after the fix; null without one, undefined without a finding. */
async function fixed(sentence: string, files: Readonly<Record<string, string>> = {}) {
  const page = pageOf(sentence)
  const [finding] = await checkText(rule, page, {files})
  if (!finding) return undefined
  if (!finding.fix) return null
  const text = applyFixes(page, [finding.fix]).text
  expect(breaksHouseStyle(page, text)).toBe(false)
  return text.split('\n').at(-2)
}

describe('grade-link', () => {
  it.each([
    ['It is a grade 7.', `It is a [grade 7](${GRADE_TABLES_URL}).`],
    ['It is a **grade 7**.', `It is a **[grade 7](${GRADE_TABLES_URL})**.`],
    ['It is a grade #7.', `It is a [grade #7](${GRADE_TABLES_URL}).`],
    ['It is a grade [7].', `It is a [grade 7](${GRADE_TABLES_URL}).`],
    ['It is a [grade 7].', `It is a [grade 7](${GRADE_TABLES_URL}).`],
    ['It is a [grade 7]((/handbook/x/#job-grades) now.', `It is a [grade 7](${GRADE_TABLES_URL}) now.`],
    ['It is a grade 7 (/handbook/x/#job-grades).', `It is a [grade 7](${GRADE_TABLES_URL}).`],
    ['It is a [grade 7](/job-families/x/).', `It is a [grade 7](${GRADE_TABLES_URL}).`]
  ])('makes a link of "%s"', async (sentence, expected) => {
    expect(await fixed(sentence)).toBe(expected)
  })

  it.each([
    `It is a [7](${GRADE_TABLES_URL}).`,
    'It is a grade 7, see [all grades](/handbook/total-rewards/compensation/compensation-calculator/).',
    'It is a [grade 7]({{< ref "compensation-calculator#gitlab-job-grades" >}}).'
  ])('is content with "%s"', async (sentence) => {
    expect(await fixed(sentence)).toBeUndefined()
  })

  it('leaves the words to a person where the number stands in a longer link', async () => {
    expect(await fixed('It [is a grade 7 like others](/job-families/x/).')).toBeNull()
  })

  it('offers no link to tables that this handbook does not have there', async () => {
    const files = {
      'content/handbook/total-rewards/compensation/compensation-calculator/_index.md': '# Other tables\n'
    }
    expect(await fixed('It is a grade 7.', files)).toBeNull()
  })
})
