import {expect, describe as group, it} from 'vitest'
import {charge} from '../../src/review/charge.ts'
import {emptyState, type SummaryState} from '../../src/review/marker.ts'
import {rememberedPages, settlePageIds} from '../../src/review/page-ids.ts'
import type {ReviewedPage} from '../../src/review/reviewed-page.ts'
import type {OwnThread} from '../../src/review/said.ts'
import {describe, findingAt, reviewed} from './build.ts'

const text = '# Engineer\n\nSenior, Staff\n'
const page = (path: string, needles: readonly string[], base: string | null = null) =>
  reviewed({path, base, head: text, headFindings: needles.map((needle) => findingAt(text, needle, {path}))})

/** What a review of these pages left behind. */
function after(pages: readonly ReviewedPage[]): {state: SummaryState; threads: OwnThread[]} {
  const threads = charge(pages, describe).new.map(({fingerprint}): OwnThread => {
    const marker = {
      kind: 'thread',
      fingerprint,
      rule: 'r',
      page: 'p',
      parts: [],
      at: 'file',
      anchor: ''
    } as const
    return {discussion: '', note: 1, body: '', marker, resolvedBy: null, replied: false, editable: true}
  })
  return {state: {...emptyState, pages: rememberedPages(pages)}, threads}
}

const ids = (pages: readonly ReviewedPage[], before: ReturnType<typeof after>) =>
  settlePageIds(pages, charge(pages, describe), before).map(({pageId}) => pageId)

group('settlePageIds', () => {
  it('gives a new page that was renamed the id under which its threads stand', () => {
    expect(ids([page('b.md', ['Senior'])], after([page('a.md', ['Senior'])]))).toEqual(['a.md'])
  })

  it('keeps that id in every review after that', () => {
    const renamed = {...page('b.md', ['Senior']), pageId: 'a.md'}
    expect(ids([page('b.md', [])], after([renamed]))).toEqual(['a.md'])
  })

  it('gives each id to the page that has most of its findings', () => {
    const before = after([page('a.md', ['Senior', 'Staff'])])
    expect(ids([page('b.md', ['Senior']), page('c.md', ['Senior', 'Staff'])], before)).toEqual([
      'b.md',
      'a.md'
    ])
  })

  it('takes a page with other findings for another page', () => {
    expect(ids([page('b.md', ['Staff'])], after([page('a.md', ['Senior'])]))).toEqual(['b.md'])
  })

  it('gives a page that takes the path of a renamed one an id of its own', () => {
    const renamed = {...page('b.md', ['Senior']), pageId: 'a.md'}
    expect(ids([page('a.md', ['Senior']), page('b.md', ['Senior'])], after([renamed]))).toEqual([
      'a.md (2)',
      'a.md'
    ])
  })

  it('leaves pages alone that the base has', () => {
    const before = after([page('a.md', ['Senior'])])
    expect(ids([page('b.md', ['Senior'], 'old')], before)).toEqual(['b.md'])
    expect(ids([page('a.md', [], 'old'), page('b.md', ['Senior'])], before)).toEqual(['a.md', 'b.md'])
  })
})

group('rememberedPages', () => {
  it('keeps those whose path at base will not tell their id, as long as they are there', () => {
    const gone = reviewed({path: 'c.md', base: 'old', head: null})
    expect(rememberedPages([page('a.md', []), page('b.md', [], 'old'), gone])).toEqual([
      {id: 'a.md', path: 'a.md'}
    ])
  })

  it('keeps no path that is longer than its marker holds, and no more of them than that holds', () => {
    expect(rememberedPages([page('a'.repeat(2000), [])])).toEqual([])
    const many = Array.from({length: 200}, (_, index) => page(`${index}.md`, []))
    const kept = rememberedPages(many)
    expect(kept.length).toBeLessThan(many.length)
    expect(kept[0]).toEqual({id: '0.md', path: '0.md'})
  })
})
