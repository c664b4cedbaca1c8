import fc from 'fast-check'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {visit} from 'unist-util-visit'
import {describe, expect, it} from 'vitest'
import {parsePage} from '../../src/page/parse-page.ts'
import {type Answering, renderAnswer} from '../../src/review/answer-text.ts'
import {parseComment} from '../../src/review/commands.ts'
import {ignoresOf} from '../../src/review/ignores.ts'
import {renderInspection} from '../../src/review/inspection.ts'
import {endedIgnores, ignoredList} from '../../src/review/summary-ignores.ts'
import {extractQuickActions} from '../../src/sandbox/markdown/quick-actions.ts'
import {findReferences} from '../../src/sandbox/markdown/references.ts'
import {HOSTILE_WORDS} from './hostile-words.ts'

const PATH = 'content/job-families/parts/parts-engineer.md'

const PAGE = `---
title: Parts Engineer
---

## Responsibilities

### Parts Engineer (Grade 6)

### Senior Parts Engineer

The Senior Parts Engineer is a grade 7 and reports to the Director of Parts.

## Career Ladder

The next step is the [Parts Manager](/job-families/parts/parts-manager/) job family.
`

const answering: Answering = {
  isRule: (name) => name === 'grade-table',
  today: '2026-11-21',
  mayDecide: true,
  explain: (name) =>
    name === 'grade-table'
      ? {severity: 'warning', url: 'https://rules.example/grade-table', text: 'Finds a grade. **Why?** Pay.'}
      : undefined,
  nearest: (name) => (name.startsWith('grade') ? 'grade-table' : undefined),
  result: {
    kind: 'reviewed',
    head: 'c'.repeat(40),
    description: '2 errors to fix; 1 hint',
    summary: 'https://gitlab.example/people/handbook/-/merge_requests/3#note_9'
  },
  pages: [parsePage(PATH, PAGE)],
  authorDecides: false
}

function answer(body: string, changes: Partial<Answering> = {}): string {
  const comment = {
    discussion: 'd1',
    note: 1,
    authorId: 5,
    authorName: 'ada',
    individual: true,
    isBeyondLimit: false
  }
  return renderAnswer({...comment, ...parseComment(body, ['ladderlint'])}, {...answering, ...changes})
}

describe('renderAnswer', () => {
  it.each<[string, string, Partial<Answering>]>([
    [
      'recheck',
      'Reviewed again, at `cccccccccccc`. 2 errors to fix; 1 hint. More in [the summary](https://gitlab.example/people/handbook/-/merge_requests/3#note_9).',
      {}
    ],
    [
      'recheck',
      'There is nothing to review: the merge request is closed.',
      {result: {kind: 'skipped', reason: 'the merge request is closed'}}
    ],
    [
      'recheck',
      'The review could not be done: GitLab was down',
      {result: {kind: 'failed', reason: 'GitLab was down'}}
    ],
    [
      'explain grade-table',
      '**`grade-table`**, warning. Finds a grade. **Why?** Pay.\n\n[Examples and options](https://rules.example/grade-table)',
      {}
    ],
    ['explain grade-tabel', 'No rule is called `grade-tabel`. Did you mean `grade-table`?', {}],
    ['explain x', 'No rule is called `x`.', {}],
    [
      'ignore grade-table because pay changes until 2026-12-31',
      'Recorded: findings of `grade-table` do not count on this merge request, up to and including 2026-12-31, because pay changes\n\n`@ladderlint unignore grade-table` takes that back.',
      {}
    ],
    ['unignore grade-table', 'Recorded: findings of `grade-table` count again.', {}],
    [
      'ignore grade-table because pay changes',
      'Nothing is recorded for `grade-table`: that takes somebody who may merge this (the Developer role, or a higher one).',
      {mayDecide: false}
    ],
    [
      'ignore grade-table because pay changes',
      'Nothing is recorded for `grade-table`: that takes somebody who may merge this, or wrote it (the Developer role, or a higher one).',
      {mayDecide: false, authorDecides: true}
    ],
    [
      'inspect',
      'There is nothing to inspect: no job-family page is changed.',
      {result: {kind: 'skipped', reason: 'no job-family page is changed'}, pages: []}
    ]
  ])('answers %j with %j', (command, text, changes) => {
    expect(answer(`@ladderlint ${command}`, changes)).toBe(text)
  })

  it('answers each command of a comment, and says how many it left out', () => {
    const body = Array.from({length: 12}, (_, index) => `@ladderlint explain rule-${index}`).join('\n')
    const text = answer(`${body}\n@ladderlint recheck`)
    expect(text).toContain('No rule is called `rule-9`.')
    expect(text).not.toContain('rule-10')
    expect(text).toMatch(/^3 more commands in that comment were not carried out/m)
  })
})

describe('renderInspection', () => {
  it('names levels, grades and ladder with their lines', () => {
    const text = renderInspection(parsePage(PATH, PAGE))
    expect(text).toContain(
      `**What I read on** \`${PATH}\`: “Parts Engineer”, a job family, written as \`hugo\`.`
    )
    expect(text).toContain('- line 7: Parts Engineer, grade 6 (line 7), individual contributor')
    expect(text).toMatch(/^- line 9: Senior Parts Engineer, grade 7 \(line 11\).*reports to “/m)
    expect(text).toContain('Career ladder, line 13:')
    expect(text).toContain('- line 15: Parts Manager (`/job-families/parts/parts-manager/`)')
  })

  it('counts lines as GitLab does, which takes a lone carriage return for no line end', () => {
    const text = renderInspection(
      parsePage(PATH, PAGE.replace('## Responsibilities', 'A\rB\rC\n\n## Responsibilities'))
    )
    expect(text).toContain('- line 9: Parts Engineer, grade 6')
  })

  it('says what it could not read', () => {
    const text = renderInspection(parsePage(PATH, `${'> '.repeat(60)}deep\n`))
    expect(text).toContain('- not read in full: ')
  })
})

describe('what people and pages say', () => {
  const attacks = fc.constantFrom(...HOSTILE_WORDS, '\n/close\n', 'until', '2026-12-31')
  const hostile = fc
    .array(attacks, {maxLength: 10})
    .chain((list) => fc.constantFrom(list.join(' '), list.join('')))

  /** Nothing is run, pinged or referred to, and no HTML is there but what we wrote. */
  function expectInert(text: string, html: readonly string[] = []): void {
    expect(extractQuickActions(text).commands).toEqual([])
    expect(findReferences(text)).toEqual({mentions: [], references: []})
    expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u)
    const found: string[] = []
    visit(fromMarkdown(text), 'html', ({value}) => void found.push(...value.split('\n')))
    expect(found.filter((value) => !html.some((own) => value.startsWith(own)))).toEqual([])
  }

  it('does nothing in an answer', () => {
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom('', 'explain ', 'unignore ', 'ignore ', 'ignore grade-table because '),
        (text, command) => {
          const line = text.replaceAll('\n', ' ')
          expectInert(answer(`@ladderlint ${command}${line}`))
        }
      ),
      {numRuns: 500}
    )
  })

  it('does nothing in the summary', () => {
    fc.assert(
      fc.property(hostile, hostile, (because, by) => {
        const decision = {kind: 'ignore', rule: 'grade-table', because, until: null, by} as const
        const {holding} = ignoresOf([{note: 1, decisions: [decision]}], '2026-11-21')
        expectInert(
          ignoredList(holding, [], () => ''),
          ['<details><summary>', '</details>']
        )
        expectInert(endedIgnores(holding, []))
      })
    )
  })

  it('does nothing in what was read on a page', () => {
    fc.assert(
      fc.property(hostile, hostile, (title, name) => {
        const heading = name.replaceAll('\n', ' ')
        const page = parsePage(
          PATH,
          `---\ntitle: ${JSON.stringify(title)}\n---\n\n## Levels\n\n### Senior ${heading} Engineer (Grade 7)\n\n## Career Ladder\n\n[${heading}](/job-families/${heading})\n`
        )
        expectInert(renderInspection(page), ['<details><summary>', '</details>'])
      }),
      {numRuns: 200}
    )
  })
})
