import {describe, expect, it} from 'vitest'
import {LadderlintError} from '../../src/config/ladderlint-error.ts'
import {type Merge, mergeHistory} from '../../src/handbook/merge-history.ts'
import {commitTree, git, temporaryFolder, writeTree} from './trees.ts'

const PILOT = 'content/job-families/port/pilot.md'
const COOK = 'content/job-families/galley/cook.md'

function commit(repository: string, tree: Record<string, string>, message: string): string {
  writeTree(repository, tree)
  git(repository, 'add', '--all')
  git(repository, 'commit', '--quiet', '--message', message)
  return git(repository, 'rev-parse', 'HEAD')
}

async function historyOf(repository: string, where: Parameters<typeof mergeHistory>[1]): Promise<Merge[]> {
  const merges: Merge[] = []
  for await (const merge of mergeHistory(repository, where)) merges.push(merge)
  return merges
}

describe('mergeHistory', () => {
  it('gives merges that changed job families, the newest first, each with its first parent', async () => {
    const repository = temporaryFolder()
    const first = commitTree(repository, {[PILOT]: '# Pilot\n', 'README.md': 'x\n'})
    git(repository, 'switch', '--quiet', '--create', 'branch')
    commit(repository, {[PILOT]: '# Pilot\n\nsteers\n'}, 'First half')
    commit(repository, {[PILOT]: '# Pilot\n\nsteers ships\n'}, 'Second half')
    git(repository, 'switch', '--quiet', 'main')
    const second = commit(repository, {'README.md': 'y\n'}, 'Something else')
    git(repository, 'merge', '--quiet', '--no-ff', '--message', 'Merge branch "branch"\tinto main', 'branch')
    const merged = git(repository, 'rev-parse', 'HEAD')
    const third = commit(repository, {[COOK]: '# Cook\n'}, 'Add the cook')

    const merges = await historyOf(repository, {last: 10})
    expect(merges).toMatchObject([
      {commit: third, base: merged, subject: 'Add the cook', pages: [{base: null, head: COOK}]},
      {
        commit: merged,
        base: second,
        subject: 'Merge branch "branch"\tinto main',
        pages: [{base: PILOT, head: PILOT}]
      }
    ])
    expect(merges.map(({commit}) => commit)).not.toContain(first)
  })

  it('knows pages that moved, left or went', async () => {
    const repository = temporaryFolder()
    const text = Array.from({length: 20}, (_, line) => `Line ${line}\n`).join('')
    commitTree(repository, {[PILOT]: text, [COOK]: `# Cook\n\n${text}`, 'content/job-families/x/y.md': 'y\n'})
    git(repository, 'mv', PILOT, 'content/job-families/port/steersman.md')
    git(repository, 'mv', COOK, 'content/handbook.md')
    git(repository, 'rm', '--quiet', 'content/job-families/x/y.md')
    commit(repository, {}, 'Tidy up')
    const [merge] = await historyOf(repository, {last: 1})
    expect(new Set(merge?.pages)).toEqual(
      new Set([
        {base: PILOT, head: 'content/job-families/port/steersman.md'},
        {base: COOK, head: null},
        {base: 'content/job-families/x/y.md', head: null}
      ])
    )
  })

  it('stops at the ref, or after so many merges, however many others lie between', async () => {
    const repository = temporaryFolder()
    const first = commitTree(repository, {'README.md': 'x\n'})
    for (const text of ['a', 'b', 'c']) {
      commit(repository, {[PILOT]: `${text}\n`}, text)
      commit(repository, {'README.md': `${text}\n`}, 'Other')
    }
    const subjects = async (where: Parameters<typeof mergeHistory>[1]) =>
      (await historyOf(repository, where)).map(({subject}) => subject)
    expect(await subjects({since: first})).toEqual(['c', 'b', 'a'])
    expect(await subjects({since: 'HEAD~4'})).toEqual(['c', 'b'])
    expect(await subjects({since: 'HEAD'})).toEqual([])
    expect(await subjects({last: 2})).toEqual(['c', 'b'])
  })

  it('says what is wrong with a ref that nobody knows', async () => {
    const repository = temporaryFolder()
    commitTree(repository, {'README.md': 'x\n'})
    await expect(historyOf(repository, {since: '--all'})).rejects.toThrow(LadderlintError)
    await expect(historyOf(temporaryFolder(), {last: 1})).rejects.toThrow('not inside a git repository')
  })
})
