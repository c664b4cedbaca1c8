import {describe, expect, it} from 'vitest'
import {changedFamilies} from '../../src/handbook/changed-families.ts'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'

const SAME = {'content/job-families/sales/same.md': 'same', 'content/handbook/other.md': 'a'}

const between = (before: Record<string, string>, after: Record<string, string>) =>
  changedFamilies(openMemorySnapshot({...SAME, ...before}), openMemorySnapshot({...SAME, ...after}))

describe('changedFamilies', () => {
  it('names the pages that came, went and changed, in all folders of families', async () => {
    const before = {
      'content/job-families/sales/edited.md': 'before',
      'content/job-families/gone/page.md': 'x',
      'sites/uncategorized/source/job-families/sales/old/index.html.md': 'x'
    }
    const after = {'content/job-families/sales/edited.md': 'after', 'source/jobs/new/index.html.md': 'x'}
    expect(await between(before, after)).toEqual([
      {path: 'content/job-families/gone/page.md', status: 'deleted'},
      {path: 'content/job-families/sales/edited.md', status: 'modified'},
      {path: 'sites/uncategorized/source/job-families/sales/old/index.html.md', status: 'deleted'},
      {path: 'source/jobs/new/index.html.md', status: 'added'}
    ])
  })

  it('leaves out what is no page of a family', async () => {
    const after = {'content/handbook/other.md': 'b', 'content/job-families/sales/picture.png': 'x'}
    expect(await between({}, after)).toEqual([])
  })

  it('knows a folder that took the place of a page', async () => {
    const path = 'content/job-families/sales.md'
    expect(await between({[path]: 'x'}, {[`${path}/page.md`]: 'x'})).toEqual([
      {path, status: 'deleted'},
      {path: `${path}/page.md`, status: 'added'}
    ])
  })
})
