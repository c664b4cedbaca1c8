import {describe, expect, it} from 'vitest'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {givesSameAnswers, recordAnswers, rememberAnswers} from '../../src/handbook/recorded-snapshot.ts'

const files = {'content/a.md': 'one', 'content/b.md': 'two', 'data/c.yml': 'three'}

/** What was asked of a tree: a listing, a file, a file that is not there, and a search. */
async function ask() {
  const {snapshot, answered} = recordAnswers(openMemorySnapshot(files))
  await snapshot.entries('content')
  await snapshot.read('content/a.md')
  await snapshot.read('content/z.md')
  await snapshot.filesContaining?.('two', 'content')
  return answered()
}

describe('recorded answers', () => {
  it('are the same of the same tree, whatever else is in it', async () => {
    expect(await givesSameAnswers(openMemorySnapshot(files), await ask())).toBe(true)
    const more = {...files, 'data/c.yml': 'changed', 'data/new.yml': 'new'}
    expect(await givesSameAnswers(openMemorySnapshot(more), await ask())).toBe(true)
  })

  it.each([
    ['a file that was read has changed', {...files, 'content/a.md': 'changed'}],
    ['a file that was missing is there', {...files, 'content/z.md': ''}],
    ['a file that was read is gone', {'content/b.md': 'two'}],
    ['a listed folder has a new file', {...files, 'content/new.md': ''}],
    ['a search finds another file', {...files, 'content/b.md': 'changed'}]
  ])('are others when %s', async (_, changed) => {
    expect(await givesSameAnswers(openMemorySnapshot(changed), await ask())).toBe(false)
  })

  it('name each question once', async () => {
    const {snapshot, answered} = recordAnswers(openMemorySnapshot(files))
    await Promise.all([snapshot.read('content/a.md'), snapshot.read('content/a.md')])
    expect(answered()).toHaveLength(1)
  })
})

describe('rememberAnswers', () => {
  it('asks each question once', async () => {
    const asked: string[] = []
    const tree = openMemorySnapshot(files)
    const snapshot = rememberAnswers({
      ...tree,
      read(path) {
        asked.push(path)
        return tree.read(path)
      }
    })
    expect(await Promise.all([snapshot.read('content/a.md'), snapshot.read('content/a.md')])).toHaveLength(2)
    expect(asked).toEqual(['content/a.md'])
    expect(await snapshot.filesContaining?.('two', 'content')).toEqual(['content/b.md'])
    expect(await snapshot.entries('none')).toBeUndefined()
  })
})
