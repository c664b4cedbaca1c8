import {describe, expect, it} from 'vitest'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import type {FileDiff} from '../../src/review/diff.ts'
import {readApprovals} from '../../src/reviewer/read-approvals.ts'
import {reviewed} from '../review/build.ts'

const FAMILY = 'content/job-families/port/pilot.md'
const OWNERS = '[Families]\n/content/job-families/ @families\n\n[Kitchen]\n/content/handbook/ @cooks\n'

function modified(path: string): FileDiff {
  return {oldPath: path, newPath: path, status: 'modified', diff: null}
}

describe('readApprovals', () => {
  const files = [modified(FAMILY), modified('content/handbook/soup.md')]
  const target = openMemorySnapshot({'.gitlab/CODEOWNERS': OWNERS})

  it('names the owners of the job families, and leaves those of other files to GitLab', async () => {
    const text = await readApprovals(target, files, [reviewed({base: 'a\n', head: 'b\n', path: FAMILY})])
    expect(text).toContain('`@families`')
    expect(text).not.toContain('@cooks')
  })

  it('says nothing where no job family changes', async () => {
    expect(await readApprovals(target, files, [])).toBeNull()
  })
})
