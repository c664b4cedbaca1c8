import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {currentVersion} from '../../src/sandbox/state.ts'
import {change, openSandbox, page, position} from './open-sandbox.ts'

/** A merge request that replaces line 10, and notes on it that suggest. */
async function opened(text = page({10: 'changed'}), base = page()) {
  const sandbox = await openSandbox({'page.md': base})
  const mergeRequest = await change(sandbox, {'page.md': text})
  const suggest = async (body: string, numbers: object = {new_line: 10}) => {
    const at = await position(sandbox.call, numbers)
    const answer = await sandbox.call('POST', ':mr/discussions', {body, position: at})
    return {...answer.body.notes[0], discussion: answer.body.id}
  }
  const head = async () => {
    const {repository} = sandbox.project
    return (await repository.file((await repository.branch('change-1')) ?? '', 'page.md'))?.toString()
  }
  return {...sandbox, mergeRequest, suggest, head}
}

function block(text: string, range = '', fence = '```'): string {
  return `Better:\n\n${fence}suggestion${range}\n${text}\n${fence}\n`
}

describe('a suggestion', () => {
  it('is read from the body with its lines', async () => {
    const {suggest} = await opened()
    const {suggestions} = await suggest(block('one\ntwo', ':-2+1'))
    expect(suggestions).toMatchObject([
      {
        from_line: 8,
        to_line: 11,
        from_content: 'line 8\nline 9\nchanged\nline 11\n',
        to_content: 'one\ntwo\n',
        appliable: true,
        applied: false
      }
    ])
  })

  it.each([
    ['a removed line', {old_line: 10}],
    ['a whole file', {position_type: 'file'}]
  ])('is not read on %s', async (_, numbers) => {
    const {suggest} = await opened()
    expect((await suggest(block('x'), numbers)).suggestions).toEqual([])
  })

  it('is not read in a plain note', async () => {
    const {call} = await opened()
    expect((await call('POST', ':mr/notes', {body: block('x')})).body.suggestions).toEqual([])
  })

  it('reaches no farther than 100 lines', async () => {
    const {suggest} = await opened()
    const {suggestions} = await suggest(block('x', ':-500+500'))
    expect(suggestions).toMatchObject([{from_line: 1, to_line: 110}])
  })

  it('holds fences inside a longer fence', async () => {
    const {suggest, call, head} = await opened()
    const {suggestions} = await suggest(block('```yaml\na: 1\n```', '', '````'))
    expect(suggestions).toHaveLength(1)
    await call('PUT', `/suggestions/${suggestions[0].id}/apply`)
    expect(await head()).toBe(page({10: ['```yaml', 'a: 1', '```']}))
  })

  it('is cut short by a fence inside a fence of the same length', async () => {
    const {suggest} = await opened()
    const {suggestions} = await suggest(block('```yaml\na: 1\n```'))
    expect(suggestions[0].to_content).toBe('```yaml\na: 1\n')
  })

  it('is appliable no more when its line changed, the text is the same already, or the merge request is closed', async () => {
    const {suggest, call, api, project, mergeRequest} = await opened()
    const {id} = await suggest(block('other'))
    const same = await suggest(block('changed'))
    const read = async (note: number) =>
      (await call('GET', `:mr/notes/${note}`)).body.suggestions[0].appliable
    expect(await read(same.id)).toBe(false)
    expect(await read(id)).toBe(true)
    await api.changeState(mergeRequest, 'close')
    expect(await read(id)).toBe(false)
    await api.changeState(mergeRequest, 'reopen')
    await api.push({project, branch: 'change-1', files: {'page.md': page({10: 'changed again'})}})
    expect(await read(id)).toBe(false)
  })
})

describe('PUT suggestions/:id/apply', () => {
  it('commits in the name of who suggested, resolves the thread and makes a new version', async () => {
    const {suggest, call, head, mergeRequest, project, bot, api, author, as} = await opened()
    const {suggestions, discussion} = await suggest(block('better'))
    const before = currentVersion(mergeRequest).head
    const {status, body} = await as(author)('PUT', `/suggestions/${suggestions[0].id}/apply`)
    expect(status).toBe(200)
    expect(body).toMatchObject({applied: true, appliable: false})
    expect(await head()).toBe(page({10: 'better'}))
    const [commit] = await project.repository.log(currentVersion(mergeRequest).head, {limit: 1})
    expect(commit).toMatchObject({
      parents: [before],
      author: {name: bot.name},
      committer: {name: author.name}
    })
    const {notes} = (await call('GET', `:mr/discussions/${discussion}`)).body
    expect(notes[0]).toMatchObject({resolved: true, resolved_by: {username: 'ada'}})
    expect(api.notifications().map(({kind}) => kind)).toContain('push')
  })

  it('keeps CRLF at the end of what it replaces', async () => {
    const {suggest, call, head} = await opened(page({10: 'changed'}, '\r\n'), page({}, '\r\n'))
    const {suggestions} = await suggest(block('better'))
    expect(suggestions[0]).toMatchObject({from_content: 'changed\r\n', to_content: 'better\r\n'})
    await call('PUT', `/suggestions/${suggestions[0].id}/apply`)
    expect(await head()).toBe(page({10: 'better'}, '\r\n'))
  })

  it('leaves a last line without a line break without one', async () => {
    const {suggest, call, head} = await opened(`${page()}end`, page())
    const {suggestions} = await suggest(block('finish'), {new_line: 41})
    await call('PUT', `/suggestions/${suggestions[0].id}/apply`)
    expect(await head()).toBe(`${page()}finish`)
  })

  it('deletes the lines with an empty block', async () => {
    const {suggest, call, head} = await opened()
    const {suggestions} = await suggest('```suggestion:-1+0\n```')
    await call('PUT', `/suggestions/${suggestions[0].id}/apply`)
    expect(await head()).toBe(page({9: [], 10: []}))
  })

  it('goes to the line where a push has moved it', async () => {
    const {suggest, call, head, api, project} = await opened()
    const {suggestions} = await suggest(block('better'))
    await api.push({
      project,
      branch: 'change-1',
      files: {'page.md': page({1: ['line 1', 'new'], 10: 'changed'})}
    })
    expect((await call('PUT', `/suggestions/${suggestions[0].id}/apply`)).status).toBe(200)
    expect(await head()).toBe(page({1: ['line 1', 'new'], 10: 'better'}))
  })

  it('refuses a second time, an outdated line and an unknown one, each in its own words', async () => {
    const {suggest, call, api, project} = await opened()
    const {suggestions} = await suggest(block('better'))
    const path = `/suggestions/${suggestions[0].id}/apply`
    await api.push({project, branch: 'change-1', files: {'page.md': page({10: 'changed again'})}})
    const changed = "Can't apply as this line was changed in a more recent version."
    expect(await call('PUT', path)).toMatchObject({status: 400, body: {message: changed}})
    expect(await call('PUT', '/suggestions/1/apply')).toMatchObject({status: 404})

    const again = await suggest(block('better'))
    await call('PUT', `/suggestions/${again.suggestions[0].id}/apply`)
    expect(await call('PUT', `/suggestions/${again.suggestions[0].id}/apply`)).toMatchObject({
      status: 400,
      body: {message: "Can't apply this suggestion."}
    })
  })

  it('is forbidden without the right to push', async () => {
    const {suggest, api, project, as} = await opened()
    const {suggestions} = await suggest(block('better'))
    const reporter = api.createUser('reporter')
    api.setRole(project, reporter, 'reporter')
    expect(await as(reporter)('PUT', `/suggestions/${suggestions[0].id}/apply`)).toMatchObject({status: 403})
  })
})

describe('PUT suggestions/batch_apply', () => {
  it('makes one commit of all', async () => {
    const {suggest, call, head, mergeRequest} = await opened()
    const first = await suggest(block('one\ntwo'))
    const second = await suggest(block('nine', ':-1+0'), {old_line: 12, new_line: 12})
    const ids = [second, first].map((note) => note.suggestions[0].id)
    expect(await call('PUT', '/suggestions/batch_apply', {ids})).toMatchObject({status: 200})
    expect(await head()).toBe(page({10: ['one', 'two'], 11: 'nine', 12: []}))
    expect(mergeRequest.versions).toHaveLength(2)
  })

  it('refuses two that replace the same line', async () => {
    const {suggest, call, mergeRequest} = await opened()
    const first = await suggest(block('one'))
    const second = await suggest(block('two', ':-1+0'), {old_line: 11, new_line: 11})
    const ids = [first, second].map((note) => note.suggestions[0].id)
    expect(await call('PUT', '/suggestions/batch_apply', {ids})).toMatchObject({
      status: 400,
      body: {message: 'Suggestions are not applicable as their lines cannot overlap.'}
    })
    expect(mergeRequest.versions).toHaveLength(1)
  })

  it('gives what replacing the lines by hand gives', async () => {
    const {suggest, call, head, api, project} = await opened()
    const line = fc.stringMatching(/^[a-z #`*-]{0,8}[a-z]$/)
    const plan = fc.uniqueArray(
      fc.record({at: fc.integer({min: 0, max: 9}), lines: fc.array(line, {minLength: 1, maxLength: 3})}),
      {minLength: 1, maxLength: 4, selector: ({at}) => at}
    )
    await fc.assert(
      fc.asyncProperty(plan, async (pieces) => {
        const changed = page(
          Object.fromEntries(Array.from({length: 40}, (_, index) => [index + 1, `new ${index}`]))
        )
        await api.push({project, branch: 'change-1', files: {'page.md': changed}})
        const expected = changed.split('\n')
        const ids: number[] = []
        for (const {at, lines} of pieces.toSorted((one, other) => other.at - one.at)) {
          const note = await suggest(block(lines.join('\n'), ':-1+0', '`````'), {new_line: at * 4 + 2})
          ids.push(note.suggestions[0].id)
          expected.splice(at * 4, 2, ...lines)
        }
        expect(await call('PUT', '/suggestions/batch_apply', {ids})).toMatchObject({status: 200})
        expect(await head()).toBe(expected.join('\n'))
      }),
      {numRuns: 6}
    )
  })
})
