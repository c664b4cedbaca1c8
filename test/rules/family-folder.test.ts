import {describe, expect, it} from 'vitest'
import {sharingPages} from '../../rules/family-folder.ts'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {openHandbook} from '../../src/handbook/open-handbook.ts'

const SHARED = '---\ntitle: Parts Engineer\n---\n\n## Performance Indicators\n\n- Parts made\n'
const LEVEL = '---\ntitle: Senior Parts Engineer\n---\n\nThe Senior Parts Engineer is a grade 7.\n'

async function sharedBy(path: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const handbook = openHandbook(openMemorySnapshot(files))
  const page = await handbook.page(path)
  return page ? (await sharingPages(page, handbook)).map((other) => other.path) : []
}

describe('sharingPages', () => {
  const folder = 'content/job-families/example/parts-engineer'
  const index = `${folder}/_index.md`
  const senior = `${folder}/senior.md`

  it('counts the folder page of a family for the pages of its levels, and these for it', async () => {
    const files = {[index]: SHARED, [senior]: LEVEL}
    expect(await sharedBy(senior, files)).toEqual([index])
    expect(await sharedBy(index, files)).toEqual([senior])
  })

  it('counts no folder page that is a family by itself', async () => {
    const files = {[index]: `${SHARED}\nThe Parts Engineer is a grade 6.\n`, [senior]: LEVEL}
    expect(await sharedBy(senior, files)).toEqual([])
    expect(await sharedBy(index, files)).toEqual([])
  })

  it('counts no list of a department, and no folder without a family in it', async () => {
    const list = '---\ntitle: Parts Roles\n---\n'
    expect(await sharedBy(senior, {[index]: list, [senior]: LEVEL})).toEqual([])
    expect(await sharedBy(index, {[index]: SHARED, [`${folder}/notes.md`]: list})).toEqual([])
  })
})
