import {describe, expect, it} from 'vitest'
import {parsePage} from '../../src/page/parse-page.ts'
import {labelOperations, type Marks, marksAfter, withReviewerState} from '../../src/review/marks.ts'
import type {Operation} from '../../src/review/reconcile.ts'
import type {ReviewedPage} from '../../src/review/reviewed-page.ts'
import {reviewed} from './build.ts'

const names = {jobFamily: 'job-family', ladderChange: 'ladder-change', gradeChange: 'grade-change'}

const page = (levels: string) => `---\ntitle: Parts Engineer\n---\n\n## Responsibilities\n\n${levels}`
const BASE = page('### Parts Engineer (Grade 6)\n\n### Senior Parts Engineer (Grade 7)\n')

function changed(head: string | null): ReviewedPage {
  const path = 'content/job-families/parts/parts-engineer.md'
  return {
    ...reviewed({base: BASE, head, path}),
    base: parsePage(path, BASE),
    head: head === null ? null : parsePage(path, head)
  }
}

const labels = (pages: readonly ReviewedPage[], present: readonly string[] = [], labelNames = names) =>
  labelOperations(pages, {labels: labelNames, presentLabels: present})

describe('labelOperations', () => {
  it.each([
    ['a page', BASE.replace('Responsibilities', 'Requirements'), ['job-family']],
    ['a grade', BASE.replace('Grade 7', 'Grade 8'), ['job-family', 'grade-change']],
    ['a level', `${BASE}\n### Staff Parts Engineer (Grade 9)\n`, ['job-family', 'ladder-change']],
    ['a page that goes', null, ['job-family', 'ladder-change']]
  ])('says that %s changes', (_what, head, add) => {
    expect(labels([changed(head)])).toEqual([{kind: 'set-labels', add, remove: []}])
  })

  it('writes only what differs, and no label of people', () => {
    const pages = [changed(BASE.replace('Grade 7', 'Grade 8'))]
    expect(labels(pages, ['people', 'job-family', 'ladder-change'])).toEqual([
      {kind: 'set-labels', add: ['grade-change'], remove: ['ladder-change']}
    ])
    expect(labels(pages, ['job-family', 'grade-change', 'people'])).toEqual([])
  })

  it('keeps a label that stands for two kinds while one of them is there', () => {
    const same = {jobFamily: 'hr', ladderChange: 'hr', gradeChange: 'hr'}
    expect(labels([changed(`${BASE}\nMore.\n`)], ['hr'], same)).toEqual([])
  })

  it('does nothing where no label is configured', () => {
    expect(labelOperations([changed(null)], {labels: {}, presentLabels: ['job-family']})).toEqual([])
  })
})

describe('withReviewerState', () => {
  const publish: Operation = {kind: 'publish-drafts'}
  const failed = {state: 'failed', description: ''} as const
  const passed = {state: 'success', description: ''} as const
  type Setting = Pick<Marks, 'reviewer' | 'presentState'>

  it.each<[string, Setting, typeof failed | typeof passed, string]>([
    ['reviewed', {reviewer: 'reviewed', presentState: 'unreviewed'}, failed, 'reviewed'],
    [
      'changes, where that is wanted',
      {reviewer: 'request-changes', presentState: 'reviewed'},
      failed,
      'requested_changes'
    ],
    [
      'reviewed once all is well',
      {reviewer: 'request-changes', presentState: 'requested_changes'},
      passed,
      'reviewed'
    ]
  ])('says %s', (_what, marks, status, state) => {
    expect(withReviewerState([], marks, status)).toEqual([{kind: 'set-reviewer-state', state}])
    expect(withReviewerState([publish], marks, status)).toEqual([
      {kind: 'publish-drafts', reviewerState: state}
    ])
  })

  it('says nothing twice, nothing where it is no reviewer, and nothing where it is switched off', () => {
    expect(withReviewerState([], {reviewer: 'reviewed', presentState: 'reviewed'}, failed)).toEqual([])
    expect(withReviewerState([publish], {reviewer: 'reviewed', presentState: null}, failed)).toEqual([
      publish
    ])
    expect(withReviewerState([publish], {reviewer: 'off', presentState: 'unreviewed'}, failed)).toEqual([
      publish
    ])
  })

  it('repeats what it said with each review that is published, which would set it back', () => {
    const marks: Setting = {reviewer: 'request-changes', presentState: 'requested_changes'}
    expect(withReviewerState([publish], marks, failed)).toEqual([
      {kind: 'publish-drafts', reviewerState: 'requested_changes'}
    ])
  })
})

describe('marksAfter', () => {
  it('is what a second look at the merge request would find', () => {
    const before: Marks = {
      labels: names,
      reviewer: 'reviewed',
      presentLabels: ['people', 'ladder-change'],
      presentState: 'unreviewed'
    }
    const operations: Operation[] = [
      {kind: 'publish-drafts', reviewerState: 'reviewed'},
      {kind: 'set-labels', add: ['job-family'], remove: ['ladder-change']}
    ]
    expect(marksAfter(before, operations)).toMatchObject({
      presentLabels: ['people', 'job-family'],
      presentState: 'reviewed'
    })
  })
})
