import {describe, expect, it} from 'vitest'
import {applyFixes} from '../../rules/apply-fixes.ts'
import rule from '../../rules/grade-phrase/rule.ts'
import {checkText} from './check-text.ts'

async function fixed(sentence: string): Promise<string | undefined> {
  const page = `---\ntitle: Parts Engineer\n---\n\n## Senior Parts Engineer\n\n### Job Grade\n\n${sentence}\n`
  const [finding] = await checkText(rule, page)
  return finding?.fix ? applyFixes(page, [finding.fix]).text.split('\n').at(-2) : undefined
}

describe('grade-phrase', () => {
  it.each([
    ['It is an [8](/x/#job-grades).', 'It is a [grade 8](/x/#job-grades).'],
    ['It is a [#7](/x/#job-grades).', 'It is a [grade 7](/x/#job-grades).'],
    ['It is a [level 7](/x/#job-grades).', 'It is a [grade 7](/x/#job-grades).'],
    ['It is a job grade [level 7](/x/#job-grades).', 'It is a [job grade 7](/x/#job-grades).'],
    ['It is a grade 7, dependent upon experience.', 'It is a grade 7.'],
    ['It is a [grade 7](/x/#job-grades) (based on seniority).', 'It is a [grade 7](/x/#job-grades).']
  ])('writes "%s" as the templates do', async (sentence, expected) => {
    expect(await fixed(sentence)).toBe(expected)
  })

  it.each([
    'It is a [grade 7](/x/#job-grades).',
    'It is a grade 6 or a grade 7 depending on seniority.',
    'It is a grade 7 depending on the country.',
    'They are [6, 7, 8](/x/#job-grades).'
  ])('leaves "%s" alone', async (sentence) => {
    expect(await fixed(sentence)).toBeUndefined()
  })
})
