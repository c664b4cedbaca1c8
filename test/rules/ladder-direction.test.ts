import {describe, expect, it} from 'vitest'
import rule from '../../rules/ladder-direction/rule.ts'
import {checkText, told} from './check-text.ts'
import {countReads} from './count-reads.ts'

const family = (title: string, grades: readonly number[], ladder = 'Not yet defined.'): string => {
  const levels = grades.map(
    (grade) => `### ${title} ${grade}\n\nThe ${title} ${grade} is a grade ${grade}.\n\n`
  )
  return `---\ntitle: ${title}\n---\n\n## Responsibilities\n\n- Work\n\n## Levels\n\n${levels.join('')}## Career Ladder\n\n${ladder}\n`
}

const FILES = {
  'content/job-families/example/clerk.md': family('Clerk', [5, 6]),
  'content/job-families/example/manager.md': family('Manager', [8, 9]),
  'content/job-families/example/planner.md': family(
    'Planner',
    [6, 8],
    '[Parts](/job-families/example/parts/)'
  ),
  'content/job-families/example/chief.md': family('Chief', [])
}
const PATH = 'content/job-families/example/parts.md'

async function said(ladder: string, grades: readonly number[] = [6, 8]): Promise<string[]> {
  return told(await checkText(rule, family('Parts', grades, ladder), {path: PATH, files: FILES}))
}

describe('ladder-direction', () => {
  it.each([
    ['up', '[Manager](/job-families/example/manager/)'],
    ['to where no grade is known', '[Chief](/job-families/example/chief/)'],
    ['within the page', '[Parts 8](#parts-8)'],
    [
      'up for some, aside for others',
      '[Clerk](/job-families/example/clerk/) or [Manager](/job-families/example/manager/)'
    ],
    [
      'down, and somewhere that is not there',
      '[Clerk](/job-families/example/clerk/) or [Gone](/job-families/gone/)'
    ],
    ['to no family', 'See [careers](/handbook/careers/).']
  ])('says nothing about a step %s', async (_where, ladder) => {
    expect(await said(ladder)).toEqual([])
  })

  it('finds a ladder that leads down only', async () => {
    expect(await said('[Clerk](/job-families/example/clerk/)')).toEqual([
      '21 warning The career ladder leads to "Clerk", whose highest grade is 6, below this family\'s 8; name a next step that goes up, or say for which level this one is'
    ])
  })

  it('starts from the grades of individual contributors where it speaks of them', async () => {
    const ladder = 'The next step for individual contributors is [Clerk](/job-families/example/clerk/).'
    const page = family('Parts', [6], ladder).replace(
      '## Career',
      '### Director, Parts\n\nThe Director, Parts is a grade 10.\n\n## Career'
    )
    expect(await checkText(rule, page, {path: PATH, files: FILES})).toEqual([])
  })

  it('starts from the grade of the level whose own ladder it is', async () => {
    const own = '### Parts 6\n\nThe Parts 6 is a grade 6.\n\n#### Career Ladder\n\n'
    const page = family('Parts', [6, 8]).replace(
      '### Parts 6\n\nThe Parts 6 is a grade 6.\n\n',
      `${own}Next: [Clerk](/job-families/example/clerk/).\n\n`
    )
    expect(await checkText(rule, page, {path: PATH, files: FILES})).toEqual([])
  })

  it('finds a circle of two families that end alike, and none where one of the two leads up', async () => {
    const ladder = 'Next: [Planner](/job-families/example/planner/).'
    expect(await said(ladder)).toHaveLength(1)
    expect(await said(ladder, [5, 7])).toEqual([])
  })

  it('finds the page itself, also behind its own former address', async () => {
    const files = {
      ...FILES,
      'data/redirects.yml': '- sources: /job-families/example/old/\n  target: /job-families/example/parts/\n'
    }
    const page = family('Parts', [8], '[Old](/job-families/example/old/)')
    expect(told(await checkText(rule, page, {path: PATH, files}))).toEqual([
      '17 warning The career ladder\'s step "Old" leads to this page itself; link the family, or the level, that comes next'
    ])
  })

  it('reads the pages that the ladder leads to, and no others', async () => {
    const ladder = '[Planner](/job-families/example/planner/), [Manager](/job-families/example/manager/)'
    const {read, searched} = await countReads(rule, family('Parts', [8], ladder), {path: PATH, files: FILES})
    expect(read.toSorted()).toEqual([
      'content/job-families/example/manager.md',
      'content/job-families/example/planner.md'
    ])
    expect(searched).toEqual([])
  })
})
