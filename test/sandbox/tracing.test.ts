import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {toNewLine, toOldLine} from '../../src/sandbox/review/diff-lines.ts'
import {change, LINES, type Opened, openSandbox, page, position} from './open-sandbox.ts'

const SOURCE = 'change-1'

/** A thread at a line of a merge request that replaces line 10. */
async function threadAt(numbers: object, options: {resolveOutdated?: boolean} = {}) {
  const opened = await openSandbox(undefined, options)
  const mergeRequest = await change(opened, {'page.md': page({10: 'changed'})})
  const at = await position(opened.call, numbers)
  const {body} = await opened.call('POST', ':mr/discussions', {body: 'Here.', position: at})
  const push = (text: string) =>
    opened.api.push({project: opened.project, branch: SOURCE, files: {'page.md': text}})
  const read = async () => (await opened.call('GET', `:mr/discussions/${body.id}`)).body.notes
  return {...opened, mergeRequest, push, read, at}
}

describe('a thread after a push', () => {
  it('follows its added line', async () => {
    const {push, read, call} = await threadAt({new_line: 10})
    await push(page({1: ['line 1', 'new'], 10: 'changed'}))
    const [note] = await read()
    const {body} = await call('GET', ':mr')
    expect(note.position).toMatchObject({...body.diff_refs, old_line: null, new_line: 11})
  })

  it('follows an unchanged line with both numbers', async () => {
    const {push, read} = await threadAt({old_line: 40, new_line: 40})
    await push(page({1: ['line 1', 'new'], 10: 'changed'}))
    expect((await read())[0].position).toMatchObject({old_line: 40, new_line: 41})
  })

  it('stays at its removed line', async () => {
    const {push, read} = await threadAt({old_line: 10})
    await push(page({1: ['line 1', 'new'], 10: 'changed'}))
    expect((await read())[0].position).toMatchObject({old_line: 10, new_line: null})
  })

  it('stands at an unchanged line when the line turns out to be in the target branch too', async () => {
    const {api, project, read} = await threadAt({new_line: 10})
    await api.push({project, branch: 'main', files: {'page.md': page({10: 'changed'})}})
    await api.push({
      project,
      branch: SOURCE,
      from: 'main',
      files: {'page.md': page({10: 'changed', 30: 'other'})}
    })
    expect((await read())[0].position).toMatchObject({old_line: 10, new_line: 10})
  })

  it('follows its file to another name', async () => {
    const {api, project, read} = await threadAt({new_line: 10})
    await api.push({project, branch: SOURCE, files: {'page.md': null, 'moved.md': page({10: 'changed'})}})
    expect((await read())[0].position).toMatchObject({
      old_path: 'page.md',
      new_path: 'moved.md',
      new_line: 10
    })
  })

  it('is outdated when its line changed: position of old, open, with a word about it', async () => {
    const {push, read, at} = await threadAt({new_line: 10})
    await push(page({10: 'changed again'}))
    const [note, word] = await read()
    expect(note).toMatchObject({position: at, resolved: false})
    expect(word).toMatchObject({
      system: true,
      resolvable: false,
      body: 'changed this line in version 2 of the diff'
    })
  })

  it('stays outdated when the line comes back', async () => {
    const {push, read, at} = await threadAt({new_line: 10})
    await push(page({10: 'changed again'}))
    await push(page({10: 'changed'}))
    expect((await read())[0].position).toMatchObject(at)
  })

  it('is resolved by the push where the project says so', async () => {
    const {push, read, mergeRequest} = await threadAt({new_line: 10}, {resolveOutdated: true})
    await push(page({10: 'changed again'}))
    expect((await read())[0]).toMatchObject({resolved: true})
    expect(mergeRequest.discussions[0]?.notes[0]?.resolvedByPush).toBe(true)
  })

  it('on a whole file is outdated by any change to the file', async () => {
    const {push, read, at} = await threadAt({position_type: 'file'})
    await push(page({10: 'changed', 40: 'other'}))
    expect((await read())[0].position.head_sha).toBe(at.head_sha)
  })

  it('on a whole file follows when the push leaves the file alone', async () => {
    const {api, project, read, call} = await threadAt({position_type: 'file'})
    await api.push({project, branch: SOURCE, files: {'other.md': 'other\n'}})
    const {body} = await call('GET', ':mr')
    expect((await read())[0].position.head_sha).toBe(body.diff_refs.head_sha)
  })

  it('made for a head that has moved meanwhile stands where its line went', async () => {
    const opened = await openSandbox()
    await change(opened, {'page.md': page({10: 'changed'})})
    const at = await position(opened.call, {new_line: 10})
    await opened.api.push({
      project: opened.project,
      branch: SOURCE,
      files: {'page.md': page({1: ['line 1', 'new'], 10: 'changed'})}
    })
    const {status, body} = await opened.call('POST', ':mr/discussions', {body: 'Late.', position: at})
    expect(status).toBe(201)
    expect(body.notes[0].position).toMatchObject({new_line: 11})
  })
})

describe('toNewLine and toOldLine', () => {
  it('lead to lines that read the same, and back', async () => {
    const {project}: Opened = await openSandbox()
    const {repository} = project
    const text = fc.array(fc.constantFrom('a', 'b', '', ...LINES.slice(0, 6)), {minLength: 1, maxLength: 25})
    let number = 0
    const commit = (lines: readonly string[]) => {
      number += 1
      const author = {name: 'A', email: 'a@example.com'}
      return repository.commit({
        branch: `text-${number}`,
        parents: [],
        files: {'t.md': lines.map((line) => `${line}\n`).join('')},
        message: 'x',
        author,
        date: new Date(0)
      })
    }
    await fc.assert(
      fc.asyncProperty(text, text, async (before, after) => {
        const [change] = await repository.diff(await commit(before), await commit(after))
        for (const [index, line] of before.entries()) {
          const there = toNewLine(change, index + 1)
          if (there === null) continue
          expect(after[there - 1]).toBe(line)
          expect(toOldLine(change, there)).toBe(index + 1)
        }
      }),
      {numRuns: 25}
    )
  })
})
