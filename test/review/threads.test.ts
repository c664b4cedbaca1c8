import {expect, describe as group, it} from 'vitest'
import type {Finding} from '../../rules/finding.ts'
import {charge} from '../../src/review/charge.ts'
import type {ReviewedPage} from '../../src/review/reviewed-page.ts'
import {
  defaultThreadSettings,
  planThreads,
  type ThreadInput,
  type ThreadPlan
} from '../../src/review/threads.ts'
import {describe, findingAt, refs, reviewed} from './build.ts'

const text = 'one\ntwo\nthree\nfour\n'

function plan(
  headFindings: readonly Finding[],
  more: Partial<ThreadInput> = {},
  page?: ReviewedPage
): ThreadPlan {
  const pages = [page ?? reviewed({base: null, head: text, headFindings})]
  return planThreads({
    pages,
    findings: charge(pages, describe).new,
    fixes: [],
    refs,
    settings: defaultThreadSettings,
    said: new Set(),
    refused: new Set(),
    ...more
  })
}

const bodies = ({threads}: ThreadPlan) => threads.map(({placements}) => placements[0]?.body ?? '')

group('planThreads', () => {
  it('puts each error and warning on its line, and the file as second choice', () => {
    const {threads} = plan([findingAt(text, 'two'), findingAt(text, 'three', {severity: 'warning'})])
    expect(
      threads.map(({placements}) => placements.map(({position}) => [position.kind, position.newLine]))
    ).toEqual([
      [
        ['line', 2],
        ['file', null]
      ],
      [
        ['line', 3],
        ['file', null]
      ]
    ])
  })

  it('leaves advice to the summary', () => {
    const {threads, unthreaded} = plan([findingAt(text, 'two', {severity: 'info'})])
    expect([threads.length, unthreaded.length]).toEqual([0, 1])
  })

  it('says what is wrong, why, and how to disagree', () => {
    const [body] = bodies(plan([findingAt(text, 'two', {reason: '"Senior @all" has no grade'})]))
    expect(body).toBe(
      [
        '**Error:** "`Senior @all`" has no grade',
        'Why: [`grade-stated`](https://rules.example/grade-stated). If the page is right as it stands, say so here and resolve this thread; it will not be raised again.'
      ].join('\n\n')
    )
  })

  it('names the line where the thread can only sit on the file', () => {
    const head = `${text}${'line\n'.repeat(20)}new\n`
    const page = reviewed({
      base: head.replace('new\n', ''),
      head,
      headFindings: [findingAt(head, 'two')]
    })
    const [thread] = plan([], {}, page).threads
    expect(thread?.placements).toMatchObject([
      {position: {kind: 'file'}, body: expect.stringContaining('**Error, line 2:**')}
    ])
  })

  it('leaves a page that the diff does not hold to the summary', () => {
    const page = {...reviewed({base: '', head: text, headFindings: [findingAt(text, 'two')]}), file: null}
    expect(plan([], {}, page)).toMatchObject({threads: [], unthreaded: [{}]})
  })

  it('makes one thread, with the count, of findings with the same cause', () => {
    const repeated = 'bad\nfine\nbad\nbad\n'
    const findings = [0, 1, 2].map((occurrence) => findingAt(repeated, 'bad', {occurrence}))
    const page = reviewed({base: null, head: repeated, headFindings: findings})
    expect(bodies(plan([], {}, page))).toMatchObject([
      expect.stringContaining('3 times on this page: the same stands on lines 3 and 4.')
    ])
  })

  it('says errors first and the rest in the summary when there are too many', () => {
    const findings = [findingAt(text, 'one', {severity: 'warning'}), findingAt(text, 'two')]
    const {threads, unthreaded} = plan(findings, {settings: {from: 'warning', limit: 1}})
    expect(threads.map(({group: {severity}}) => severity)).toEqual(['error'])
    expect(unthreaded.map(({severity}) => severity)).toEqual(['warning'])
  })

  it('gives one thread the suggestion and lets its neighbour point to it', () => {
    const findings = [findingAt(text, 'two', {severity: 'warning'}), findingAt(text, 'three')]
    const {new: charged} = charge([reviewed({base: null, head: text, headFindings: findings})], describe)
    const fingerprints = charged.map(({fingerprint}) => fingerprint)
    const pageId = 'content/job-families/engineer.md'
    const fixes = [{pageId, block: {first: 2, last: 3, replacement: '2\n3'}, fingerprints}]
    const [error, warning] = bodies(plan(findings, {fixes}))
    expect(error).toContain('```suggestion:-1+0\n2\n3\n```')
    expect(warning).not.toContain('```')
    expect(warning).toContain('The suggestion in the thread')
  })

  it('offers a suggestion in no thread that sits on the file', () => {
    const {new: charged} = charge(
      [reviewed({base: null, head: text, headFindings: [findingAt(text, 'two')]})],
      describe
    )
    const fingerprints = charged.map(({fingerprint}) => fingerprint)
    const fixes = [
      {pageId: 'content/job-families/engineer.md', block: {first: 2, last: 2, replacement: '2'}, fingerprints}
    ]
    const [thread] = plan([findingAt(text, 'two')], {fixes}).threads
    expect(thread?.placements.map(({body}) => body.includes('suggestion:'))).toEqual([true, false])
  })

  it('puts what is said of a deleted page on the file, and names no line of it', () => {
    const deleted = reviewed({base: text, head: null, headFindings: [findingAt(text, 'two')]})
    const planned = plan([], {}, deleted)
    expect(planned.threads.map(({placements}) => placements.map(({position}) => position.kind))).toEqual([
      ['file']
    ])
    expect(bodies(planned)[0]).toMatch(/^\*\*Error:\*\*/)
  })
})
