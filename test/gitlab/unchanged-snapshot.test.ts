import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {openUnchangedSnapshot} from '../../src/gitlab/unchanged-snapshot.ts'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import type {Snapshot} from '../../src/handbook/snapshot.ts'
import {compareTexts} from '../../src/review/compare-texts.ts'
import type {FileDiff} from '../../src/review/diff.ts'

const BASE = {
  'content/same.md': 'same\n',
  'content/edited.md': 'before\n',
  'content/old-name.md': 'moved\n',
  'content/gone/last.md': 'gone\n',
  'data/list.yml': '- a\n',
  was: 'a file\n'
}

const HEAD = {
  'content/same.md': 'same\n',
  'content/edited.md': 'after\n',
  'content/new-name.md': 'moved\n',
  'data/list.yml': '- a\n',
  'was/folder.md': 'a folder\n'
}

function diff(status: FileDiff['status'], newPath: string, oldPath = newPath): FileDiff {
  return {status, newPath, oldPath, diff: null}
}

const FILES = [
  diff('modified', 'content/edited.md'),
  diff('renamed', 'content/new-name.md', 'content/old-name.md'),
  diff('deleted', 'content/gone/last.md'),
  diff('deleted', 'was'),
  diff('added', 'was/folder.md')
]

/** The head seen as its base plus the diff. */
function overBase(own: Snapshot, base: Snapshot, files: readonly FileDiff[]): Snapshot {
  return openUnchangedSnapshot('head', {own, base, others: base, files})
}

/** Notes what is asked of a snapshot. */
function watched(snapshot: Snapshot, asked: string[]): Snapshot {
  return {
    ...snapshot,
    entries: (folder) => {
      asked.push(`entries ${folder}`)
      return snapshot.entries(folder)
    },
    read: (path) => {
      asked.push(`read ${path}`)
      return snapshot.read(path)
    }
  }
}

function open() {
  const askedOfHead: string[] = []
  const head = watched(openMemorySnapshot(HEAD, {commit: 'c'.repeat(40)}), askedOfHead)
  return {snapshot: overBase(head, openMemorySnapshot(BASE), FILES), askedOfHead}
}

/** Names and kinds of what is in a folder, sorted. */
async function namesIn(snapshot: Snapshot, folder: string): Promise<readonly string[] | undefined> {
  return (await snapshot.entries(folder))?.map(({name, kind}) => `${name} ${kind}`).toSorted()
}

const PATHS = [
  ...new Set([
    ...Object.keys(BASE),
    ...Object.keys(HEAD),
    'none.md',
    'content',
    'content/gone/none.md',
    'was/none.md'
  ])
]
const FOLDERS = ['', 'content', 'content/gone', 'data', 'was', 'none']

type Tree = Readonly<Record<string, string>>

const TREE_PATHS = ['a.md', 'b.md', 'c/a.md', 'c/b.md', 'c/d/e.md', 'e/f.md']

const text = fc
  .array(fc.constantFrom('one', 'two', 'naïve', ''), {maxLength: 5})
  .map((lines) => lines.map((each) => `${each}\n`).join(''))

const tree: fc.Arbitrary<Tree> = fc.dictionary(fc.constantFrom(...TREE_PATHS), text, {minKeys: 1})

/** The files of the diff between two trees. */
function filesOf(base: Tree, head: Tree, see: {readonly isHeldBack: boolean; readonly seesMoves: boolean}) {
  const changed = (oldPath: string, newPath: string, status: FileDiff['status']): FileDiff => {
    const hunks = compareTexts(base[oldPath] ?? '', head[newPath] ?? '')
    return {oldPath, newPath, status, diff: see.isHeldBack ? null : hunks}
  }
  const gone = Object.keys(base).filter((path) => !(path in head))
  const come = Object.keys(head).filter((path) => !(path in base))
  const moves = see.seesMoves ? Math.min(gone.length, come.length) : 0
  return [
    ...gone.slice(moves).map((path) => changed(path, path, 'deleted')),
    ...come.slice(moves).map((path) => changed(path, path, 'added')),
    ...gone.slice(0, moves).map((path, index) => changed(path, come[index] ?? '', 'renamed')),
    ...Object.keys(base)
      .filter((path) => path in head && base[path] !== head[path])
      .map((path) => changed(path, path, 'modified'))
  ]
}

async function expectSame(snapshot: Snapshot, real: Snapshot, {searches} = {searches: true}): Promise<void> {
  for (const path of TREE_PATHS) expect(await snapshot.read(path)).toEqual(await real.read(path))
  for (const folder of ['', 'c', 'c/d', 'e'])
    expect(await namesIn(snapshot, folder)).toEqual(await namesIn(real, folder))
  for (const wanted of searches ? ['one', 'ïv', 'three'] : [])
    for (const folder of ['', 'c'])
      expect(await snapshot.filesContaining?.(wanted, folder)).toEqual(
        await real.filesContaining?.(wanted, folder)
      )
}

describe('openUnchangedSnapshot', () => {
  it.each(PATHS)('has at %s what the head has', async (path) => {
    const {snapshot} = open()
    expect(await snapshot.read(path)).toEqual(await openMemorySnapshot(HEAD).read(path))
  })

  it.each(FOLDERS)('lists in "%s" what the head has', async (folder) => {
    const {snapshot} = open()
    expect(await namesIn(snapshot, folder)).toEqual(await namesIn(openMemorySnapshot(HEAD), folder))
  })

  it('asks the head for nothing that the diff does not name', async () => {
    const {snapshot, askedOfHead} = open()
    await snapshot.read('content/same.md')
    await snapshot.read('content/none.md')
    await snapshot.entries('data')
    expect(askedOfHead).toEqual([])
    await snapshot.read('content/edited.md')
    await snapshot.entries('content')
    expect(askedOfHead).toEqual(['read content/edited.md'])
  })

  it('lists folders in which only contents changed without asking the head, whose ids it leaves open', async () => {
    const askedOfHead: string[] = []
    const head = watched(openMemorySnapshot({...BASE, 'content/edited.md': 'after\n'}), askedOfHead)
    const base = openMemorySnapshot(BASE)
    const snapshot = overBase(head, base, [diff('modified', 'content/edited.md')])
    const idsAt = async (from: Snapshot) =>
      new Map((await from.entries('content'))?.map(({name, id}) => [name, id]))
    const [ids, idsBefore] = [await idsAt(snapshot), await idsAt(base)]
    expect([...ids.keys()]).toEqual([...idsBefore.keys()])
    expect(ids.get('edited.md')).toBeNull()
    expect(ids.get('same.md')).toBe(idsBefore.get('same.md'))
    expect((await snapshot.entries(''))?.map(({name}) => name)).toEqual(['content', 'data', 'was'])
    expect(askedOfHead).toEqual([])
    expect(await snapshot.read('content/edited.md')).toMatchObject({text: 'after\n'})
  })

  it('takes a changed text from the diff, where that tells it for certain', async () => {
    const askedOfHead: string[] = []
    const edited = (text: string, hunks: string) => {
      const head = watched(openMemorySnapshot({...BASE, 'content/edited.md': text}), askedOfHead)
      const file = {...diff('modified', 'content/edited.md'), diff: hunks}
      return overBase(head, openMemorySnapshot(BASE), [file]).read('content/edited.md')
    }
    const plain = '@@ -1,1 +1,2 @@\n before\n+after\n'
    expect(await edited('before\nafter\n', plain)).toEqual(
      await openMemorySnapshot({'content/edited.md': 'before\nafter\n'}).read('content/edited.md')
    )
    expect(askedOfHead).toEqual([])
    await edited('before\nnaïve\n', '@@ -1,1 +1,2 @@\n before\n+naïve\n')
    await edited('else\n', '@@ -1,1 +1,2 @@\n other\n+after\n')
    expect(askedOfHead).toEqual(['read content/edited.md', 'read content/edited.md'])
  })

  it('has in every file, and finds in every search, what the head has', async () => {
    await fc.assert(
      fc.asyncProperty(tree, tree, fc.boolean(), fc.boolean(), async (base, head, isHeldBack, seesMoves) => {
        const files = filesOf(base, head, {isHeldBack, seesMoves})
        const real = openMemorySnapshot(head)
        await expectSame(overBase(real, openMemorySnapshot(base), files), real)
      })
    )
  })

  it('has at both ends, over the target branch, what the diff does not name as that has it by now', async () => {
    await fc.assert(
      fc.asyncProperty(tree, tree, tree, fc.boolean(), async (base, head, target, isHeldBack) => {
        const files = filesOf(base, head, {isHeldBack, seesMoves: true})
        const changed = new Set(files.flatMap(({oldPath, newPath}) => [oldPath, newPath]))
        const ends = {base, head}
        for (const end of ['base', 'head'] as const) {
          const rest = Object.entries(target).filter(([path]) => !changed.has(path))
          const own = Object.entries(ends[end]).filter(([path]) => changed.has(path))
          const snapshot = openUnchangedSnapshot(end, {
            own: openMemorySnapshot(ends[end]),
            base: openMemorySnapshot(base),
            others: openMemorySnapshot(target),
            files
          })
          await expectSame(snapshot, openMemorySnapshot(Object.fromEntries([...rest, ...own])), {
            searches: false
          })
        }
      })
    )
  })

  it('asks the head for the folders of links, of which the diff does not tell what they are', async () => {
    const askedOfHead: string[] = []
    const head = watched(openMemorySnapshot(HEAD), askedOfHead)
    const link = {...diff('added', 'was/link.md'), isSpecial: true}
    const snapshot = overBase(head, openMemorySnapshot(BASE), [...FILES, link])
    await snapshot.entries('was')
    await snapshot.read('was/link.md')
    expect(askedOfHead).toEqual(['entries was', 'read was/link.md'])
  })

  it('is a snapshot of the head', () => {
    expect(open().snapshot.commit).toBe('c'.repeat(40))
  })
})

describe('openUnchangedSnapshot, looking ahead', () => {
  /** What is wanted of which commit, and what is known there. */
  function foreseeing(name: string, wanted: string[], known: readonly string[] = []): Snapshot {
    return {
      ...openMemorySnapshot({'content/a.md': 'a\n'}),
      async foresee({texts, files, folders}) {
        const paths = [...texts.map((path) => `text ${path}`), ...files, ...folders.map((path) => `${path}/`)]
        wanted.push(...paths.map((path) => `${name}: ${path}`))
      },
      knows: (path) => known.includes(path)
    }
  }

  const told = {...diff('modified', 'content/told.md'), diff: '@@ -1 +1 @@\n-a\n+b\n'}
  const untold = {...diff('modified', 'content/untold.md'), diff: '@@ -1 +1 @@\n-a\n+ä\n'}
  const files = [told, untold, diff('deleted', 'content/gone.md')]

  it('asks each commit for what only that one can tell', async () => {
    const wanted: string[] = []
    const [own, base, others] = ['own', 'base', 'others'].map((name) => foreseeing(name, wanted))
    if (!own || !base || !others) throw new Error('three snapshots')
    const snapshot = openUnchangedSnapshot('head', {own, base, others, files})
    await snapshot.foresee?.({
      texts: ['content/told.md', 'content/untold.md', 'content/gone.md', 'content/other.md'],
      files: ['content/list.md', 'content/told.md'],
      folders: ['content']
    })
    expect(wanted.sort()).toEqual([
      'base: text content/told.md',
      'others: content/',
      'others: content/list.md',
      'others: text content/other.md',
      'own: text content/untold.md'
    ])
  })

  it('knows the files that the diff names, and those that the other commit knows', () => {
    const others = foreseeing('others', [], ['content/other.md', 'content/gone.md'])
    const snapshot = openUnchangedSnapshot('head', {own: others, base: others, others, files})
    const known = ['told', 'gone', 'other', 'none'].map((name) => snapshot.knows?.(`content/${name}.md`))
    expect(known).toEqual([true, false, true, false])
  })
})
