import {describe, expect, it} from 'vitest'
import {type Opened, openSandbox} from './open-sandbox.ts'

const files = {
  'content/a.md': 'ä\n',
  'content/deep/b.md': 'b\n',
  'data/x.bin': new Uint8Array([0, 1, 2])
}

async function ask(
  {url, token}: Opened,
  query: string,
  variables: Record<string, unknown> = {}
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
): Promise<any> {
  const response = await fetch(`${url}/api/graphql`, {
    method: 'POST',
    headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'},
    body: JSON.stringify({query, variables: {path: 'group/handbook', ...variables}})
  })
  return response.json()
}

const BLOBS = `query($path: ID!, $paths: [String!]!) { project(fullPath: $path) { repository {
  some: blobs(paths: $paths, first: 100) { nodes { path oid mode size rawTextBlob } }
} } }`

describe('POST /api/graphql', () => {
  it('hands out files at paths, and leaves out what is none', async () => {
    const opened = await openSandbox(files)
    const {data} = await ask(opened, BLOBS, {
      paths: ['content/a.md', 'content/none.md', 'content', 'data/x.bin']
    })
    expect(data.project.repository.some.nodes).toEqual([
      {
        path: 'content/a.md',
        oid: expect.stringMatching(/^[0-9a-f]{40}$/),
        mode: '100644',
        size: 3,
        rawTextBlob: 'ä\n'
      },
      {path: 'data/x.bin', oid: expect.any(String), mode: '100644', size: 3, rawTextBlob: null}
    ])
  })

  it('lists a folder, and nothing for one that is not there', async () => {
    const opened = await openSandbox(files)
    const tree = (path: string) =>
      `{ project(fullPath: "group/handbook") { repository { tree(path: "${path}") { trees { nodes { name } } blobs { nodes { name mode } } } } } }`
    expect((await ask(opened, tree('content'))).data.project.repository.tree).toEqual({
      trees: {nodes: [{name: 'deep'}]},
      blobs: {nodes: [{name: 'a.md', mode: '100644'}]}
    })
    expect((await ask(opened, tree('none'))).data.project.repository.tree).toEqual({
      trees: {nodes: []},
      blobs: {nodes: []}
    })
  })

  it.each([
    [
      'a field that there is not',
      '{ project(fullPath: "group/handbook") { frobs } }',
      "Field 'frobs' doesn't exist on type 'Project'"
    ],
    ['what is no query', '{ project(', 'Expected'],
    ['a missing variable', BLOBS, 'Variable $paths was provided invalid value'],
    ['too long a query', `{ ${' '.repeat(10_000)} }`, 'Query too large']
  ])('tells with status 200 that it does not take %s', async (_what, query, message) => {
    const {errors} = await ask(await openSandbox(files), query)
    expect(errors[0].message).toContain(message)
  })

  it('counts a point for each path, and takes no more than 250', async () => {
    const opened = await openSandbox(files)
    const many = (count: number) => ({
      paths: Array.from({length: count}, (_, index) => `content/${index}.md`)
    })
    expect((await ask(opened, BLOBS, many(200))).errors).toBeUndefined()
    const {errors} = await ask(opened, BLOBS, many(250))
    expect(errors[0].message).toMatch(/^Query has complexity of 2\d\d, which exceeds max complexity of 250$/)
  })

  it('knows nobody without a bearer token, and no project that the token may not see', async () => {
    const opened = await openSandbox(files)
    const {url, token, api} = opened
    const bare = await fetch(`${url}/api/graphql`, {
      method: 'POST',
      headers: {'private-token': token, 'content-type': 'application/json'},
      body: '{"query":"{ project(fullPath: \\"group/handbook\\") { repository { tree { trees { nodes { name } } } } } }"}'
    })
    expect(bare.status).toBe(401)
    const other = {...opened, token: api.createToken(api.createUser('nobody'))}
    expect(await ask(other, BLOBS, {paths: []})).toEqual({data: {project: null}})
    expect(api.requests()).toMatchObject({writes: 0, reads: 2})
  })
})
