import {expect, describe as group, it} from 'vitest'
import type {Finding, Remedy} from '../../rules/finding.ts'
import {charge} from '../../src/review/charge.ts'
import {proveRemedies} from '../../src/review/prove-remedies.ts'
import {describe, findingAt, reviewed} from './build.ts'

const OTHER = 'content/other.md'
const TEXTS: Readonly<Record<string, string>> = {[OTHER]: 'see old\n', 'content/more.md': 'old too\n'}

/** Writes another word for "old" in some files. */
function remedy(word: string, paths: readonly string[] = [OTHER], label = `Write ${word}`): Remedy {
  const editOf = (path: string) => {
    const start = (TEXTS[path] ?? '').indexOf('old')
    return {start, end: start + 3, text: word}
  }
  return {label, isFix: false, files: paths.map((path) => ({path, edits: [editOf(path)]}))}
}

/** What is proven for a page that is wrong while any file says "old"; "worse" anywhere is another finding. */
async function prove(remedies: readonly Remedy[], readable: readonly string[] = Object.keys(TEXTS)) {
  const head = 'page\n'
  const [wrong, worse] = [findingAt(head, 'page', {}), findingAt(head, 'page', {rule: 'another'})]
  const withRemedies: Finding = {...wrong, parts: wrong.parts.map((part) => ({...part, remedies}))}
  const page = reviewed({base: null, head, headFindings: [withRemedies]})
  const foreseen: string[] = []
  const proven = await proveRemedies(page, charge([page], describe).new, {
    async foresee(paths) {
      foreseen.push(...paths)
    },
    read: async (path) => (readable.includes(path) ? TEXTS[path] : undefined),
    async recheck(changed) {
      const now = Object.entries(TEXTS).map(([path, text]) => changed.get(path) ?? text)
      const isWrong = now.some((text) => text.includes('see old'))
      const isWorse = now.some((text) => text.includes('worse'))
      return [...(isWrong ? [withRemedies] : []), ...(isWorse ? [worse] : [])]
    }
  })
  return {proven, foreseen}
}

group('proveRemedies', () => {
  it('offers a patch that ends the finding, and says beforehand what it will read', async () => {
    const {proven, foreseen} = await prove([remedy('new')])
    expect(proven.map(({label, patch}) => [label, patch])).toEqual([
      ['Write new', `--- a/${OTHER}\n+++ b/${OTHER}\n@@ -1,1 +1,1 @@\n-see old\n+see new\n`]
    ])
    expect(foreseen).toEqual([OTHER])
  })

  it.each([
    ['leaves the finding', remedy('old ')],
    ['starts another one', remedy('worse')],
    ['changes a file that is not the end of it', remedy('new', ['content/more.md'])],
    ["breaks the handbook's own rules for links", remedy('[new](https://handbook.gitlab.com/x/)')]
  ])('offers none that %s', async (_what, one) => {
    expect((await prove([one])).proven).toEqual([])
  })

  it('offers none for a file whose bytes are not sure', async () => {
    expect((await prove([remedy('new', [OTHER, 'content/more.md'])], [OTHER])).proven).toEqual([])
  })

  it('offers two ways out at the most, the best ones first', async () => {
    const {proven} = await prove([remedy('worse'), remedy('a'), remedy('b'), remedy('c')])
    expect(proven.map(({label}) => label)).toEqual(['Write a', 'Write b'])
  })
})
