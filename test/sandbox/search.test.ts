import {describe, expect, it} from 'vitest'
import {openSandbox} from './open-sandbox.ts'

const files = {
  'content/a.md': 'one\ntwo\nthree /x/y/\nfour\nfive\nsix\n\n\n\nSee /X/Y/.\n',
  'content/b.md': 'nothing\n',
  'images/x.png': new Uint8Array([0, 1, 47, 120, 47, 121, 47]),
  'x/y/z.txt': 'named only\n'
}

const ask = (text: string, more = '') =>
  `:project/search?scope=blobs&search=${encodeURIComponent(text)}${more}`

describe('GET /projects/:id/search', () => {
  it('finds the places that hold a text in any case, with the lines around them, and files of that name', async () => {
    const {call} = await openSandbox(files)
    const {status, body, headers} = await call('GET', ask('x/y/'))
    expect(status).toBe(200)
    expect(headers.get('x-total')).toBe('3')
    expect(body.map(({path, startline}: {path: string; startline: number}) => [path, startline])).toEqual([
      ['content/a.md', 1],
      ['content/a.md', 8],
      ['x/y/z.txt', 1]
    ])
    expect(body[0].data).toBe('one\ntwo\nthree /x/y/\nfour\nfive\n')
  })

  it('searches the commit that is named, and finds nothing in one that is not there', async () => {
    const {api, project, call} = await openSandbox(files)
    const head = await api.push({project, branch: 'other', from: 'main', files: {'content/b.md': '/x/y/\n'}})
    const paths = async (ref: string) =>
      (await call('GET', ask('/x/y/', `&ref=${ref}`))).body.map(({path}: {path: string}) => path)
    expect(await paths(head)).toContain('content/b.md')
    expect(await paths('main')).not.toContain('content/b.md')
    expect(await paths('0'.repeat(40))).toEqual([])
  })

  it('takes a text as it is, options and patterns included', async () => {
    const {call} = await openSandbox(files)
    expect((await call('GET', ask('--help'))).body).toEqual([])
    expect((await call('GET', ask('t.o'))).body).toEqual([])
  })

  it('refuses more than thirty searches a minute, in no header of which it warned', async () => {
    const {call} = await openSandbox(files)
    for (let n = 0; n < 30; n++) expect((await call('GET', ask('one'))).status).toBe(200)
    const {status, body, headers} = await call('GET', ask('one'))
    expect(status).toBe(429)
    expect(body).toEqual({
      message: {error: 'This endpoint has been requested too many times. Try again later.'}
    })
    expect(headers.get('retry-after')).toBeNull()
  })

  it('wants a token, a scope and a text', async () => {
    const {as, author} = await openSandbox(files, {visibility: 'public'})
    expect((await as(null)('GET', ask('one'))).status).toBe(401)
    expect((await as(author, ['read_user'])('GET', ask('one'))).status).toBe(403)
    const {status, body} = await as(author)('GET', ':project/search?scope=everything')
    expect([status, body]).toEqual([400, {error: 'search is missing, scope does not have a valid value'}])
  })
})
