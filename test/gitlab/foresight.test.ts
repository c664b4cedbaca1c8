import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {openForge} from '../../src/gitlab/forge.ts'
import {createForgeCache} from '../../src/gitlab/forge-cache.ts'
import type {Foreseen, Snapshot} from '../../src/handbook/snapshot.ts'
import {blobId} from '../../src/handbook/source-file.ts'
import {change, type Opened, openSharedSandbox} from '../sandbox/open-sandbox.ts'

const FILES = {
  'page.md': 'page\n',
  'content/a.md': 'ä\n',
  'content/bom.md': '\ufeffbom\n',
  'content/latin.md': new Uint8Array([0xe4, 0x0a]),
  'content/deep/b.md': 'b\n',
  'data/x.bin': new Uint8Array([0, 1, 2]),
  ...Object.fromEntries(Array.from({length: 120}, (_, index) => [`many/${index}.md`, 'x\n']))
}

let shared: Awaited<ReturnType<typeof openSharedSandbox>> | undefined
beforeAll(async () => {
  shared = await openSharedSandbox(FILES)
  await change(shared.opened, {'page.md': 'changed\n'})
})
afterAll(() => shared?.close())

const NOTHING: Foreseen = {texts: [], files: [], folders: []}

/** A snapshot of the merge base in a process that knows nothing, and what is asked of GitLab from then on. */
async function fresh() {
  const opened: Opened = shared?.opened ?? (await openSharedSandbox()).opened
  const {url, token, project, api} = opened
  const cache = createForgeCache()
  const forge = openForge({url, token, cache})
  const mergeRequest = await forge.mergeRequest({project: project.id, iid: 1})
  const snapshot = forge.snapshot(mergeRequest.ref, mergeRequest.diffRefs.base)
  api.clearRequests()
  const asked = () => api.requests().requests.map(({path}) => path.replace(/^.*\/repository|\?.*$/g, ''))
  return {snapshot, forge, api, asked}
}

const foresee = async (snapshot: Snapshot, wanted: Partial<Foreseen>) =>
  snapshot.foresee?.({...NOTHING, ...wanted})

describe('a snapshot of GitLab that looks ahead', () => {
  it('reads files and folders with one question, and then asks for none of them', async () => {
    const {snapshot, forge, asked} = await fresh()
    await foresee(snapshot, {
      texts: ['content/a.md', 'content/bom.md', 'content/none.md'],
      files: ['content/deep/b.md'],
      folders: ['content', 'none']
    })
    expect(asked()).toEqual(['/graphql'])
    expect(forge.counts).toEqual({reads: 2, writes: 0})
    expect(snapshot.knows?.('content/deep/b.md')).toBe(true)
    expect(await snapshot.read('content/a.md')).toEqual({
      path: 'content/a.md',
      id: blobId(Buffer.from('ä\n')),
      text: 'ä\n',
      size: 3
    })
    expect(await snapshot.read('content/bom.md')).toMatchObject({text: 'bom\n', size: 7})
    expect(await snapshot.read('content/none.md')).toBeUndefined()
    expect((await snapshot.entries('content'))?.map(({kind, name}) => `${kind} ${name}`).sort()).toEqual([
      'file a.md',
      'file bom.md',
      'file latin.md',
      'folder deep'
    ])
    expect(await snapshot.entries('none')).toBeUndefined()
    expect(asked()).toEqual(['/graphql'])
  })

  it('believes no text that is not what the id says, and no list that may go on', async () => {
    const {snapshot, asked} = await fresh()
    await foresee(snapshot, {texts: ['content/latin.md', 'data/x.bin'], folders: ['many']})
    const latin = await snapshot.read('content/latin.md')
    expect(latin?.id).toBe(blobId(FILES['content/latin.md']))
    expect(await snapshot.read('data/x.bin')).toMatchObject({text: null, size: 3})
    expect(await snapshot.entries('many')).toHaveLength(120)
    expect(asked().filter((path) => path === '/graphql')).toHaveLength(1)
    expect(asked().length).toBeGreaterThan(3)
  })

  it('asks for a path once, whether it is there or not', async () => {
    const {snapshot, asked} = await fresh()
    await foresee(snapshot, {texts: ['content/none.md'], folders: ['none']})
    await foresee(snapshot, {texts: ['content/none.md'], folders: ['none']})
    expect(asked()).toEqual(['/graphql'])
  })

  it('takes an empty answer for nothing where it has not seen the commit', async () => {
    const {snapshot, asked} = await fresh()
    await foresee(snapshot, {texts: ['content/none.md'], folders: ['none']})
    expect(await snapshot.entries('none')).toBeUndefined()
    expect(asked().length).toBeGreaterThan(1)
  })

  it('divides what is too much for one question', async () => {
    const {snapshot, asked, api} = await fresh()
    const texts = Array.from({length: 120}, (_, index) => `many/${index}.md`)
    await foresee(snapshot, {texts, files: texts.map((path) => `${path}.x`), folders: ['content', 'data']})
    expect(asked()).toEqual(['/graphql', '/graphql', '/graphql'])
    expect(api.requests().requests.every(({status}) => status === 200)).toBe(true)
    expect(await snapshot.read('many/119.md')).toMatchObject({text: 'x\n'})
    expect(asked()).toHaveLength(3)
  })

  it('asks one by one where GitLab has no such question, and does not try again', async () => {
    const {snapshot, asked, api} = await fresh()
    api.addFault({method: 'POST', path: '/graphql', status: 403})
    await foresee(snapshot, {texts: ['content/a.md']})
    await foresee(snapshot, {texts: ['content/deep/b.md']})
    api.clearFaults()
    expect(await snapshot.read('content/a.md')).toMatchObject({text: 'ä\n'})
    expect(asked()).toEqual(['/graphql', '/files/content%2Fa.md/raw'])
  })

  it('is none the worse for an answer that does not come', async () => {
    const {snapshot, asked, api} = await fresh()
    api.addFault({method: 'POST', path: '/graphql', status: 502})
    await foresee(snapshot, {texts: ['content/a.md']})
    api.clearFaults()
    expect(await snapshot.read('content/a.md')).toMatchObject({text: 'ä\n'})
    await foresee(snapshot, {texts: ['content/deep/b.md']})
    expect(asked()).toEqual(['/graphql', '/files/content%2Fa.md/raw', '/graphql'])
  })
})
