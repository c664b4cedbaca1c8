import {describe, expect, it} from 'vitest'
import {readDiffs} from '../../src/gitlab/diffs.ts'
import type {MergeRequestDetails} from '../../src/gitlab/merge-request.ts'
import type {FileDiff} from '../../src/review/diff.ts'
import {diffAnswer} from './answers.ts'
import {client, gitlab, MERGE_REQUEST_PATH, REF, useGitLab} from './gitlab-api.ts'

useGitLab()

function details(changes: MergeRequestDetails['changes']): MergeRequestDetails {
  return {behind: null, changes, pipeline: null, awaitsPipeline: false}
}

/** They came with 18.4; before, nothing tells a file whose text was held back from one without changed lines. */
const WITHOUT_FLAGS = {collapsed: undefined, too_large: undefined}

async function readOne(fields: Record<string, unknown>): Promise<FileDiff | undefined> {
  gitlab()
    .get(`${MERGE_REQUEST_PATH}/diffs`)
    .query(true)
    .reply(200, [diffAnswer(fields)])
  return (await readDiffs(client(), REF, details(null))).files[0]
}

describe('readDiffs', () => {
  it('gives all files of all pages, 30 a page as GitLab caps them', async () => {
    const page = (from: number, length: number) =>
      Array.from({length}, (_, index) => diffAnswer({new_path: `content/${from + index}.md`}))
    const query = {per_page: 100}
    gitlab()
      .get(`${MERGE_REQUEST_PATH}/diffs`)
      .query(query)
      .reply(200, page(0, 30), {'x-next-page': '2', 'x-per-page': '30'})
    gitlab()
      .get(`${MERGE_REQUEST_PATH}/diffs`)
      .query({...query, page: 2})
      .reply(200, page(30, 30), {'x-next-page': '3', 'x-per-page': '30'})
    gitlab()
      .get(`${MERGE_REQUEST_PATH}/diffs`)
      .query({...query, page: 3})
      .reply(200, page(60, 1), {'x-next-page': '', 'x-per-page': '30'})
    const {files, overflow} = await readDiffs(client(), REF, details({count: 61, atLeast: false}))
    expect(files).toHaveLength(61)
    expect(files[60]).toEqual({
      oldPath: 'content/a.md',
      newPath: 'content/60.md',
      status: 'modified',
      diff: '@@ -1 +1,2 @@\n one\n+two\n'
    })
    expect(overflow).toBe(false)
  })

  it.each([
    ['fewer files than the merge request counts', {count: 2, atLeast: false}, true],
    ['a count that GitLab broke off', {count: 1, atLeast: true}, true],
    ['as many files as counted', {count: 1, atLeast: false}, false],
    ['no count', null, false]
  ])('tells from %s whether files were left out', async (_name, changes, overflow) => {
    gitlab().get(`${MERGE_REQUEST_PATH}/diffs`).query(true).reply(200, [diffAnswer()])
    expect(await readDiffs(client(), REF, details(changes))).toMatchObject({overflow})
  })

  it.each([
    ['an added file', {new_file: true}, 'added'],
    ['a deleted file', {deleted_file: true}, 'deleted'],
    ['a renamed file', {renamed_file: true, old_path: 'content/old.md'}, 'renamed'],
    ['a changed file', {}, 'modified']
  ])('tells %s', async (_name, fields, status) => {
    expect(await readOne(fields)).toMatchObject({status})
  })

  it.each([
    ['a collapsed file', {diff: '', collapsed: true}],
    ['a file that is too large', {diff: '', too_large: true}],
    ['a renamed and changed file that is too large', {diff: '', renamed_file: true, too_large: true}],
    ['a large new file', {diff: '', new_file: true, collapsed: true}],
    ['a new file without text', {diff: '', new_file: true, a_mode: '0'}],
    ['a changed file without text', {diff: ''}],
    ['a renamed file on a GitLab before 18.4', {diff: '', renamed_file: true, ...WITHOUT_FLAGS}],
    ['a file of another mode on a GitLab before 18.4', {diff: '', b_mode: '100755', ...WITHOUT_FLAGS}],
    ['a file whose diff is missing', {diff: undefined}],
    ['a binary file', {diff: 'Binary files a/x.png and b/x.png differ\n', new_file: true}]
  ])('says that the text of %s was held back', async (_name, fields) => {
    expect(await readOne(fields)).toMatchObject({diff: null})
  })

  it.each([
    ['a pure rename', {diff: '', renamed_file: true}],
    ['a change of mode', {diff: '', b_mode: '100755'}],
    ['an empty deleted file', {diff: '', deleted_file: true, b_mode: '0'}]
  ])('knows that %s has no text', async (_name, fields) => {
    expect(await readOne(fields)).toMatchObject({diff: ''})
  })

  it('takes the text of a collapsed file where GitLab sends it all the same', async () => {
    expect(await readOne({collapsed: true})).toMatchObject({diff: '@@ -1 +1,2 @@\n one\n+two\n'})
  })

  it('keeps the carriage returns of the file', async () => {
    expect(await readOne({diff: '@@ -1 +1 @@\n-one\r\n+two\r\n'})).toMatchObject({
      diff: '@@ -1 +1 @@\n-one\r\n+two\r\n'
    })
  })
})
