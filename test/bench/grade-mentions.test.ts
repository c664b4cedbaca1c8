import {describe, expect, it} from 'vitest'
import {compareGrades} from '../../bench/corpus/compare-grades.ts'
import {gradeMentions} from '../../bench/corpus/grade-mentions.ts'
import {familyOf} from '../page/read-text.ts'

const U = '/pay/#gitlab-job-grades'

describe('gradeMentions', () => {
  it.each([
    [`The Pilot is a [grade 6](${U}).`, [6]],
    [`The Pilot is a [6](${U}).`, [6]],
    ['The Pilot is a job grade [8].', [8]],
    [`The Pilot is a [grade #10](${U}) role.`, [10]],
    [`The three are grades: [6, 7, 8](${U}).`, [6, 7, 8]],
    [`The Pilot can be a [grade 11 or a grade 12](${U}).`, [11, 12]],
    ['The Pilot is a grade 7, and the Senior Pilot is a grade 8.', [7, 8]],
    ['**Grade 9.5:**', [9.5]],
    ['## Pilot (Grade 5\\)', [5]],
    ['| Role | Grade |\n| --- | --- |\n| Pilot | 6 |\n| Senior Pilot | Level 7 |\n', [6, 7]]
  ])('takes %j for a statement', (text, grades) => {
    const mentions = gradeMentions(text)
    expect(mentions.map(({grade, reading}) => [grade, reading.kind])).toEqual(
      grades.map((grade) => [grade, 'statement'])
    )
  })

  it.each([
    ['Extends the work of the grade 8 manager level.', 'extends what that grade does'],
    ['Pilots perform at a grade 10 level.', 'speaks of a grade that somebody else has'],
    ['---\ndescription: a grade 7 role\n---', 'front matter'],
    ['```\nis a grade 7\n```', 'code'],
    ['See [the pilots](/pilots/#pilot-grade-7).', 'part of an address'],
    ['The Pilot is a grade 40.', 'no grade of any table']
  ])('says why %j is none', (text, reason) => {
    expect(gradeMentions(text).map(({reading}) => reading)).toEqual([{kind: 'mention', reason}])
  })
})

describe('compareGrades', () => {
  const verdicts = (read: string, written = read) =>
    compareGrades(familyOf(read), gradeMentions(written)).map(({verdict, level}) => [verdict, level])

  it('finds a grade at the level that the heading names, or only the sentence', () => {
    const text = `## Pilots\n\n### Job Grade\n\nThe Pilot is a grade 6. The Senior Pilot is a grade 7.\n`
    expect(verdicts(text)).toEqual([
      ['right by heading', 'Pilot'],
      ['right by sentence', 'Senior Pilot']
    ])
  })

  it('tells what the model missed and what it made up', () => {
    const stated = '## Pilot\n\n### Job Grade\n\nThe Pilot is a grade 6.\n'
    const silent = '## Pilot\n\n### Job Grade\n\nThe Pilot has none so far.\n'
    expect(verdicts(silent, stated)).toEqual([['missed', null]])
    expect(verdicts(stated, silent)).toEqual([['invented', 'Pilot']])
  })
})
