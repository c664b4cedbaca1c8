/**
 * What every Snapshot promises. Each implementation's own test calls this with a way to open the same tree.
 */
import {createHash} from 'node:crypto'
import {describe, expect, it} from 'vitest'
import {MAX_FILE_BYTES, type Snapshot} from '../../src/handbook/snapshot.ts'

/** What the tree under test holds: text or bytes by path; a link is told by its target. */
export type TreeContent = Readonly<Record<string, string | Uint8Array | {readonly linkTo: string}>>

export interface SnapshotUnderTest {
  /** Opens a snapshot of a tree. Called once for each test; the caller cleans up after the tests. */
  open(tree: TreeContent): Promise<Snapshot>
  /** Whether this kind of snapshot can hold symbolic links. */
  readonly links: boolean
  /** What `complete` must say of a plain tree. */
  readonly complete: boolean
}

const PAGE = '---\ntitle: "Cook"\n---\n\n## Levels\n'

/** The contract of the Snapshot port. @param name Of the implementation, as tests are listed. */
export function describeSnapshot(name: string, {open, links, complete}: SnapshotUnderTest): void {
  describe(`${name} keeps the Snapshot contract`, () => {
    it('lists the direct children of a folder with their kinds', async () => {
      const snapshot = await open({
        'content/cook.md': PAGE,
        'content/kitchen/chef.md': PAGE,
        'README.md': 'x'
      })
      expect(await list(snapshot, '')).toEqual(['file README.md', 'folder content'])
      expect(await list(snapshot, 'content')).toEqual(['file cook.md', 'folder kitchen'])
    })

    it('says undefined for a folder that is not there, and for a file', async () => {
      const snapshot = await open({'content/cook.md': PAGE})
      expect(await snapshot.entries('content/kitchen')).toBeUndefined()
      expect(await snapshot.entries('content/cook.md')).toBeUndefined()
      expect(await snapshot.entries('contentment')).toBeUndefined()
    })

    it('reads a file with its git blob id and its size in bytes', async () => {
      const snapshot = await open({'content/café.md': 'Crème brûlée\n'})
      const bytes = Buffer.from('Crème brûlée\n')
      expect(await snapshot.read('content/café.md')).toEqual({
        path: 'content/café.md',
        id: createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex'),
        text: 'Crème brûlée\n',
        size: bytes.length
      })
    })

    it('says undefined for a file that is not there, and for a folder', async () => {
      const snapshot = await open({'content/cook.md': PAGE})
      expect(await snapshot.read('content/chef.md')).toBeUndefined()
      expect(await snapshot.read('content')).toBeUndefined()
      expect(await snapshot.read('')).toBeUndefined()
      expect(await snapshot.read('content/cook.md/more.md')).toBeUndefined()
    })

    it('gives a file the id that its listing gives', async () => {
      const snapshot = await open({'content/cook.md': PAGE})
      const [entry] = (await snapshot.entries('content')) ?? []
      const file = await snapshot.read('content/cook.md')
      expect([null, file?.id]).toContain(entry?.id)
    })

    it('tells upper and lower case apart', async () => {
      const snapshot = await open({'content/Cook.md': PAGE})
      expect(await snapshot.read('content/cook.md')).toBeUndefined()
      expect(await snapshot.read('Content/Cook.md')).toBeUndefined()
      expect(await snapshot.entries('CONTENT')).toBeUndefined()
    })

    it('reads names with spaces, quotes, percent signs and other scripts', async () => {
      const names = [
        'a b.md',
        `it's "quoted".md`,
        '50%25 off.md',
        '料理.md',
        '-rf.md',
        ':(glob)x.md',
        'a[1]*.md'
      ]
      const snapshot = await open(Object.fromEntries(names.map((file) => [`content/${file}`, file])))
      for (const file of names) expect((await snapshot.read(`content/${file}`))?.text).toBe(file)
      const listed = (await snapshot.entries('content'))?.map((entry) => entry.name)
      expect(listed?.toSorted()).toEqual(names.toSorted())
    })

    it('leaves a byte order mark out of the text and in the id', async () => {
      const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('text')])
      const snapshot = await open({'content/cook.md': bytes})
      const file = await snapshot.read('content/cook.md')
      expect(file).toMatchObject({text: 'text', size: 7})
      expect(file?.id).toBe(createHash('sha1').update('blob 7\0').update(bytes).digest('hex'))
    })

    it('reads an empty file as empty text', async () => {
      const snapshot = await open({'content/cook.md': ''})
      expect(await snapshot.read('content/cook.md')).toMatchObject({text: '', size: 0})
    })

    it('keeps every line end as it is', async () => {
      const snapshot = await open({'content/cook.md': 'a\r\nb\rc\n\n'})
      expect((await snapshot.read('content/cook.md'))?.text).toBe('a\r\nb\rc\n\n')
    })

    it('gives no text for a binary file', async () => {
      const snapshot = await open({'images/cook.png': new Uint8Array([137, 80, 78, 71, 0, 1, 2])})
      expect(await snapshot.read('images/cook.png')).toMatchObject({text: null, size: 7})
    })

    it('gives no text for a file over the limit, and its size', async () => {
      const snapshot = await open({
        'large.md': 'x'.repeat(MAX_FILE_BYTES + 1),
        'fits.md': 'x'.repeat(MAX_FILE_BYTES)
      })
      expect(await snapshot.read('large.md')).toMatchObject({text: null, size: MAX_FILE_BYTES + 1})
      expect((await snapshot.read('fits.md'))?.text?.length).toBe(MAX_FILE_BYTES)
    })

    it.each([
      '../secret',
      'content/../../secret',
      '/etc/passwd',
      'content//cook.md',
      './content',
      'content/',
      'a\0b',
      '..\\x'
    ])('refuses the path %j', async (path) => {
      const snapshot = await open({'content/cook.md': PAGE})
      expect(await snapshot.read(path)).toBeUndefined()
      expect(await snapshot.entries(path)).toBeUndefined()
    })

    it("keeps git's own folder out", async () => {
      const snapshot = await open({'content/cook.md': PAGE})
      expect(await snapshot.entries('.git')).toBeUndefined()
      expect(await snapshot.read('.git/HEAD')).toBeUndefined()
      expect(await list(snapshot, '')).toEqual(['folder content'])
    })

    it('answers many questions at once', async () => {
      const names = Array.from({length: 60}, (_, number) => `content/${number}.md`)
      const snapshot = await open(Object.fromEntries(names.map((file) => [file, `${file}\n`.repeat(500)])))
      const files = await Promise.all(names.map((file) => snapshot.read(file)))
      expect(files.map((file) => file?.text?.slice(0, file.path.length))).toEqual(names)
    })

    it('says whether absence proves anything', async () => {
      const snapshot = await open({'content/cook.md': PAGE})
      expect(snapshot.complete).toBe(complete)
    })

    it('finds the files that hold a text, if it can search', async () => {
      const snapshot = await open({
        'content/cook.md': '[x](/a.b/)',
        'content/x/chef.md': '/acb/',
        'data/list.yml': '- /a.b/'
      })
      expect(await snapshot.filesContaining?.('/a.b/', '')).toEqual(
        snapshot.filesContaining && ['content/cook.md', 'data/list.yml']
      )
      expect(await snapshot.filesContaining?.('/a.b/', 'content')).toEqual(
        snapshot.filesContaining && ['content/cook.md']
      )
      expect(await snapshot.filesContaining?.('--help', '')).toEqual(snapshot.filesContaining && [])
    })

    if (links) {
      it('lists a symbolic link as a link and does not follow it', async () => {
        const snapshot = await open({
          'content/cook.md': PAGE,
          'content/alias.md': {linkTo: 'cook.md'},
          'content/outside': {linkTo: '/etc'},
          'content/inside': {linkTo: '../content'}
        })
        expect(await list(snapshot, 'content')).toEqual([
          'file cook.md',
          'link alias.md',
          'link inside',
          'link outside'
        ])
        expect(await snapshot.read('content/alias.md')).toBeUndefined()
        expect(await snapshot.read('content/outside/passwd')).toBeUndefined()
        expect(await snapshot.read('content/inside/cook.md')).toBeUndefined()
        expect(await snapshot.entries('content/outside')).toBeUndefined()
        expect(await snapshot.entries('content/inside')).toBeUndefined()
      })
    }
  })
}

async function list(snapshot: Snapshot, folder: string): Promise<string[] | undefined> {
  return (await snapshot.entries(folder))?.map(({kind, name}) => `${kind} ${name}`).toSorted()
}
