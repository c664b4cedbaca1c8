import {describe, expect, it} from 'vitest'
import {change, openSandbox, page} from './open-sandbox.ts'

async function withNotes(count: number) {
  const sandbox = await openSandbox()
  await change(sandbox, {'page.md': page({10: 'changed'})})
  for (let index = 0; index < count; index++)
    await sandbox.call('POST', ':mr/notes', {body: `Note ${index}.`})
  return sandbox
}

describe('a list', () => {
  it('comes in pages of 20, with headers to the next', async () => {
    const {call, url} = await withNotes(21)
    const {body, headers} = await call('GET', ':mr/discussions')
    expect(body).toHaveLength(20)
    const named = ['x-page', 'x-per-page', 'x-next-page', 'x-prev-page', 'x-total', 'x-total-pages']
    expect(named.map((name) => headers.get(name))).toEqual(['1', '20', '2', '', '21', '2'])
    const links = headers.get('link') ?? ''
    expect(links).toContain(`<${url}/api/v4/projects/`)
    expect(links).toMatch(/page=2&per_page=20>; rel="next"/)
    expect(links).toMatch(/rel="first".*rel="last"/)
  })

  it('ends with no next page', async () => {
    const {call} = await withNotes(21)
    const {body, headers} = await call('GET', ':mr/discussions?page=2')
    expect(body).toHaveLength(1)
    expect(headers.get('x-next-page')).toBe('')
    expect(headers.get('link')).not.toContain('rel="next"')
    expect((await call('GET', ':mr/discussions?page=3')).body).toEqual([])
  })

  it('gives no more than 100 at once', async () => {
    const {call} = await withNotes(101)
    const {body, headers} = await call('GET', ':mr/notes?per_page=500')
    expect(body).toHaveLength(100)
    expect(headers.get('x-per-page')).toBe('100')
  }, 120_000)

  it('refuses a page that is no number', async () => {
    const {call} = await withNotes(0)
    expect(await call('GET', ':mr/notes?per_page=many')).toMatchObject({
      status: 400,
      body: {error: 'per_page is invalid'}
    })
  })
})

describe('GET diffs', () => {
  it('gives no more than 30 at once, whatever is asked for', async () => {
    const sandbox = await openSandbox()
    await change(
      sandbox,
      Object.fromEntries(Array.from({length: 35}, (_, index) => [`new-${index}.md`, 'x\n']))
    )
    const first = await sandbox.call('GET', ':mr/diffs?per_page=100')
    expect(first.body).toHaveLength(30)
    expect(first.headers.get('x-next-page')).toBe('2')
    expect((await sandbox.call('GET', ':mr/diffs?per_page=100&page=2')).body).toHaveLength(5)
    expect((await sandbox.call('GET', ':mr/diffs')).body).toHaveLength(20)
  })
})

describe('GET repository/tree', () => {
  const files = Object.fromEntries(
    Array.from({length: 45}, (_, index) => [`folder/file-${index}.md`, `${index}\n`])
  )

  it('is walked by the Link header alone', async () => {
    const {call, url} = await openSandbox(files)
    const names: string[] = []
    let path = ':project/repository/tree?path=folder&pagination=keyset&per_page=20'
    for (let pages = 1; ; pages++) {
      const {body, headers} = await call('GET', path)
      expect(headers.get('x-total')).toBeNull()
      names.push(...body.map((item: {name: string}) => item.name))
      const [, next] = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '') ?? []
      if (next === undefined) {
        expect(pages).toBe(3)
        break
      }
      path = next.slice(`${url}/api/v4`.length)
    }
    expect(new Set(names).size).toBe(45)
  })

  it('does not know page numbers', async () => {
    const {call} = await openSandbox(files)
    const first = await call('GET', ':project/repository/tree?path=folder&page=1')
    const second = await call('GET', ':project/repository/tree?path=folder&page=2')
    expect(second.body).toEqual(first.body)
  })
})
