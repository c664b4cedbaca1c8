import {describe, expect, it} from 'vitest'
import {runsMarkdownlint} from '../../rules/runs-markdownlint.ts'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {openHandbook} from '../../src/handbook/open-handbook.ts'

const handbookWith = (path: string) => openHandbook(openMemorySnapshot({[path]: ''}))

describe('runsMarkdownlint', () => {
  it.each([
    '.markdownlint.json',
    '.markdownlint.yml',
    '.markdownlint.cjs',
    '.markdownlintrc',
    '.markdownlint-cli2.jsonc',
    '.markdownlint-cli2.mjs'
  ])('knows %s', async (path) => {
    expect(await runsMarkdownlint(await handbookWith(path))).toBe(true)
  })

  it.each(['content/.markdownlint.json', '.markdownlintignore', 'markdownlint.md'])(
    'takes %s for no configuration of the handbook',
    async (path) => {
      expect(await runsMarkdownlint(await handbookWith(path))).toBe(false)
    }
  )

  it('lists the root once for all rules and pages', async () => {
    let listed = 0
    const snapshot = openMemorySnapshot({})
    const entries = (folder: string) => {
      listed++
      return snapshot.entries(folder)
    }
    const handbook = await openHandbook({...snapshot, entries})
    listed = 0
    await Promise.all([runsMarkdownlint(handbook), runsMarkdownlint(handbook)])
    expect(listed).toBe(1)
  })
})
