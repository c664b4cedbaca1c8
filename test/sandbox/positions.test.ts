import {execFileSync} from 'node:child_process'
import fc from 'fast-check'
import {beforeAll, describe, expect, it} from 'vitest'
import {checkPosition} from '../../src/sandbox/review/check-position.ts'
import {currentVersion} from '../../src/sandbox/state.ts'
import {change, LINES, type Opened, openSandbox, openSharedSandbox, page, position} from './open-sandbox.ts'

const LINE_CODE = `400 Bad request - Note {:line_code=>["can't be blank", "must be a valid line code"]}`
const INCOMPLETE = `400 Bad request - Note {:line_code=>["can't be blank", "must be a valid line code"], :position=>["is incomplete"]}`

let shared: Opened

/** Line 10 replaced, two lines added after 20, line 30 removed. */
beforeAll(async () => {
  const {opened, close} = await openSharedSandbox({
    'page.md': page(),
    'old.md': page(),
    'untouched.md': 'same\n'
  })
  await change(opened, {
    'page.md': page({10: 'changed', 20: ['line 20', 'new 21', 'new 22'], 30: []}),
    'added.md': 'one\ntwo\n',
    'old.md': null,
    'renamed.md': page({5: 'other'})
  })
  shared = opened
  return close
})

async function post(numbers: object) {
  return shared.call('POST', ':mr/discussions', {
    body: 'Here.',
    position: await position(shared.call, numbers)
  })
}

/** The threads of merge request 1. */
function threads() {
  return shared.project.mergeRequests.get(1)?.discussions.length
}

describe('POST discussions with a position', () => {
  it.each([
    ['an added line by its new number', {new_line: 21}],
    ['a replaced line by its new number', {new_line: 10}],
    ['a removed line by its old number', {old_line: 30}],
    ['an unchanged line of a hunk by both numbers', {old_line: 19, new_line: 19}],
    ['an unchanged line outside the hunks by both numbers', {old_line: 1, new_line: 1}],
    ['an unchanged line behind all hunks, shifted', {old_line: 40, new_line: 41}],
    ['a line of an added file', {new_path: 'added.md', old_path: 'added.md', new_line: 2}],
    [
      'a line of a renamed file by both paths',
      {new_path: 'renamed.md', old_path: 'old.md', old_line: 6, new_line: 6}
    ],
    ['a whole file', {position_type: 'file'}]
  ])('takes %s', async (_, numbers) => {
    const {status, body} = await post(numbers)
    expect(status).toBe(201)
    expect(body.notes[0]).toMatchObject({type: 'DiffNote', resolvable: true, position: numbers})
  })

  it.each([
    ['an unchanged line by its new number alone', {new_line: 19}],
    ['an unchanged line by its old number alone', {old_line: 19}],
    ['an added line by both numbers', {old_line: 21, new_line: 21}],
    ['a removed line by both numbers', {old_line: 30, new_line: 30}],
    ['two numbers that are not of one line', {old_line: 1, new_line: 2}],
    ['a line behind the end of the file', {old_line: 41, new_line: 42}],
    ['line 0', {old_line: 0, new_line: 0}],
    [
      'a file that the merge request does not change',
      {new_path: 'untouched.md', old_path: 'untouched.md', new_line: 1}
    ],
    ['a file that does not exist', {new_path: 'none.md', old_path: 'none.md', new_line: 1}],
    [
      'a whole file that the merge request does not change',
      {
        position_type: 'file',
        new_path: 'untouched.md',
        old_path: 'untouched.md'
      }
    ],
    [
      'a context line of a renamed file by its new path twice',
      {
        new_path: 'renamed.md',
        old_path: 'renamed.md',
        old_line: 6,
        new_line: 6
      }
    ],
    [
      'a line of an added file with an old number',
      {
        new_path: 'added.md',
        old_path: 'added.md',
        old_line: 1,
        new_line: 1
      }
    ]
  ])('refuses %s', async (_, numbers) => {
    const before = threads()
    const {status, body} = await post(numbers)
    expect({status, body}).toEqual({status: 400, body: {message: LINE_CODE}})
    expect(threads()).toBe(before)
  })

  it.each([
    ['no number', {}],
    ['no old path', {old_path: undefined, new_line: 10}],
    ['no new path', {new_path: undefined, old_line: 30}],
    ['an empty path', {new_path: '', old_path: '', new_line: 10}]
  ])('calls a position with %s incomplete', async (_, numbers) => {
    expect(await post(numbers)).toMatchObject({status: 400, body: {message: INCOMPLETE}})
  })

  it.each([
    ['a missing sha', {head_sha: undefined}, 'position[head_sha] is missing'],
    ['a missing type', {position_type: undefined}, 'position[position_type] is missing'],
    ['an unknown type', {position_type: 'line'}, 'position[position_type] does not have a valid value'],
    ['a number that is none', {new_line: 'ten'}, 'position[new_line] is invalid']
  ])('names %s under another key', async (_, numbers, error) => {
    expect(await post(numbers)).toMatchObject({status: 400, body: {error}})
  })

  it('fails without a reason when the shas do not belong together', async () => {
    const {body, status} = await post({base_sha: 'f'.repeat(40), new_line: 10})
    expect({status, body}).toEqual({status: 500, body: {message: '500 Internal Server Error'}})
    expect(await post({start_sha: '', new_line: 10})).toMatchObject({status: 500})
  })

  it('knows no file comments before 16.4', async () => {
    const sandbox = await openSandbox(undefined, {version: '16.3.2'})
    await change(sandbox, {'page.md': page({1: 'changed'})})
    const at = await position(sandbox.call, {position_type: 'file'})
    const {status, body} = await sandbox.call('POST', ':mr/discussions', {body: 'Here.', position: at})
    expect({status, body}).toEqual({
      status: 400,
      body: {error: 'position[position_type] does not have a valid value'}
    })
  })

  it('takes the fields of a form too', async () => {
    const {url, project, token, call} = shared
    const at = await position(call, {new_line: 10})
    const form = new URLSearchParams({body: 'Here.'})
    for (const [key, value] of Object.entries(at)) form.set(`position[${key}]`, String(value))
    const response = await fetch(`${url}/api/v4/projects/${project.id}/merge_requests/1/discussions`, {
      method: 'POST',
      headers: {authorization: `Bearer ${token}`},
      body: form
    })
    expect(response.status).toBe(201)
  })
})

describe('a position over several lines', () => {
  const code = 'f5db2e3a8d3c7c3c38de4dd3e7ce30f9a8b5f1f4'

  async function range(change: (range: {start: object; end: object}) => object) {
    const {call} = shared
    const {body} = await call('POST', ':mr/draft_notes', {
      note: 'x',
      position: await position(call, {new_line: 21})
    })
    const [hash] = String(body.line_code).split('_')
    const end = {line_code: `${hash}_21_22`, type: 'new', old_line: null, new_line: 22}
    const start = {line_code: `${hash}_21_21`, type: 'new', old_line: null, new_line: 21}
    return post({new_line: 22, line_range: change({start, end})})
  }

  it('is taken with the line codes of both ends', async () => {
    const {status, body} = await range((given) => given)
    expect(status).toBe(201)
    expect(body.notes[0].position.line_range.start).toMatchObject({type: 'new', new_line: 21})
  })

  it('is refused without a line code', async () => {
    const answer = await range(({end}) => ({start: {type: 'new', new_line: 21}, end}))
    expect(answer).toMatchObject({
      status: 400,
      body: {error: 'position[line_range][start][line_code] is missing'}
    })
  })

  it.each([
    ['the line code of another file', (start: object) => ({...start, line_code: `${code}_21_21`})],
    ['a line code that is none', (start: object) => ({...start, line_code: 'line 21'})],
    ['an added line that it calls old', (start: object) => ({...start, type: 'old'})]
  ])('is refused with %s', async (_, spoil) => {
    const {status, text} = await range(({start, end}) => ({start: spoil(start), end}))
    expect(status).toBe(400)
    expect(text).toContain('line_code')
  })

  it('is refused when it does not end at the line of the comment', async () => {
    const {status, text} = await range(({start}) => ({start, end: start}))
    expect(status).toBe(400)
    expect(text).toContain('line_code')
  })
})

describe('checkPosition', () => {
  it('takes exactly the lines that git shows, each by its own numbers only', async () => {
    const opened = await openSandbox()
    const edits = fc.array(
      fc.record({
        at: fc.integer({min: 0, max: LINES.length}),
        remove: fc.integer({min: 0, max: 4}),
        insert: fc.array(fc.constantFrom('', 'line 3', 'new', '--- a', '+++ b', '@@ -1 +1 @@', 'x\ry'), {
          maxLength: 3
        })
      }),
      {minLength: 1, maxLength: 5}
    )
    let branch = 0
    await fc.assert(
      fc.asyncProperty(edits, fc.boolean(), async (list, lastBreak) => {
        const lines = [...LINES]
        for (const {at, remove, insert} of list) lines.splice(at, remove, ...insert)
        const text = lines.join('\n') + (lastBreak ? '\n' : '')
        fc.pre(text !== page() && text !== '')
        const {api, project} = opened
        branch += 1
        const mergeRequest = await api.createMergeRequest({
          project,
          title: 'Edit',
          sourceBranch: `edit-${branch}`,
          files: {'page.md': text}
        })
        const {base, start, head} = currentVersion(mergeRequest)
        const accepts = async (old_line: number | null, new_line: number | null) => {
          const numbers = {old_line, new_line, old_path: 'page.md', new_path: 'page.md', line_range: null}
          const shas = {base_sha: base, start_sha: start, head_sha: head}
          return checkPosition(mergeRequest, {...shas, ...numbers, position_type: 'text'}).then(
            () => true,
            () => false
          )
        }
        for (const {kind, oldLine, newLine} of everyLine(project.repository.folder, base, head)) {
          expect(await accepts(oldLine, null)).toBe(kind === '-')
          if (kind !== '-') expect(await accepts(null, newLine)).toBe(kind === '+')
          if (kind === ' ') expect(await accepts(oldLine, newLine)).toBe(true)
          if (kind === ' ') expect(await accepts(oldLine, newLine + 1)).toBe(false)
        }
      }),
      {numRuns: 12}
    )
  })
})

/** What git says of each line when it shows the whole file; of an added line the old number is one that no line has. */
function everyLine(
  folder: string,
  base: string,
  head: string
): {kind: string; oldLine: number; newLine: number}[] {
  const output = execFileSync('git', ['diff', '-U1000000', base, head], {cwd: folder, encoding: 'utf8'})
  const body = output
    .slice(output.indexOf('\n@@ ') + 1)
    .split('\n')
    .slice(1, -1)
  let oldLine = 1
  let newLine = 1
  return body.flatMap((line) => {
    const kind = line[0] ?? ''
    if (kind === '+') return [{kind, oldLine: -1, newLine: newLine++}]
    if (kind === '-') return [{kind, oldLine: oldLine++, newLine: -1}]
    return kind === ' ' ? [{kind, oldLine: oldLine++, newLine: newLine++}] : []
  })
}
