import {describe, expect, it} from 'vitest'
import {change, type Opened, openSandbox, page, position} from './open-sandbox.ts'

async function opened() {
  const sandbox = await openSandbox()
  const mergeRequest = await change(sandbox, {'page.md': page({10: 'changed', 20: 'changed too'})})
  const address = sandbox.api.pageUrl(mergeRequest)
  const read = async () => (await fetch(address)).text()
  const press = (button: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${address}/${button}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers,
      redirect: 'manual'
    })
  return {...sandbox, mergeRequest, address, read, press}
}

async function thread({call}: Opened, body: string, line = 10) {
  const at = await position(call, {new_line: line})
  return (await call('POST', ':mr/discussions', {body, position: at})).body
}

describe('the page of a merge request', () => {
  it('shows the branches, the diff and the thread under its line', async () => {
    const sandbox = await opened()
    await thread(sandbox, 'A **bold** remark.')
    const text = await sandbox.read()
    expect(text).toContain('<code>change-1</code> into <code>main</code>')
    const [, after = ''] = text.split('<td class="code">changed</td>')
    expect(after.indexOf('<strong>bold</strong>')).toBeGreaterThan(0)
    expect(after.indexOf('<strong>bold</strong>')).toBeLessThan(after.indexOf('line 11'))
  })

  it('shows a thread outside the hunks with the lines around it', async () => {
    const sandbox = await opened()
    expect(await sandbox.read()).not.toContain('line 35')
    const at = await position(sandbox.call, {old_line: 35, new_line: 35})
    await sandbox.call('POST', ':mr/discussions', {body: 'Here.', position: at})
    const text = await sandbox.read()
    expect(text).toContain('line 33')
    expect(text.indexOf('Here.', text.indexOf('line 35'))).toBeGreaterThan(0)
  })

  it('folds resolved threads and tells who resolved them', async () => {
    const sandbox = await opened()
    const {id} = await thread(sandbox, 'Look.')
    expect((await sandbox.press('resolve', {discussion: id, resolved: 'true'})).status).toBe(303)
    expect(await sandbox.read()).toMatch(
      /<details class="thread resolved"[^>]*>\s*<summary>.*Resolved by <strong>Ada/
    )
    await sandbox.press('resolve', {discussion: id, resolved: 'false'})
    expect(await sandbox.read()).not.toContain('class="thread resolved"')
  })

  it('applies a suggestion by a form, without a script', async () => {
    const sandbox = await opened()
    const {notes} = await thread(sandbox, '```suggestion\nbetter\n```')
    expect((await sandbox.press('apply', {suggestion: String(notes[0].suggestions[0].id)})).status).toBe(303)
    const text = await sandbox.read()
    expect(text).toContain('Applied</span>')
    expect(text).toContain('<td class="code">better</td>')
  })

  it('applies all suggestions that apply, leaving out one of two that overlap', async () => {
    const sandbox = await opened()
    await thread(sandbox, '```suggestion\nfirst\n```')
    await thread(sandbox, '```suggestion\nsecond\n```')
    await thread(sandbox, '```suggestion\nthird\n```', 20)
    expect(await sandbox.read()).toContain('Apply all 2 suggestions')
    await sandbox.press('apply-all', {})
    const raw = await sandbox.call('GET', ':project/repository/files/page.md/raw?ref=change-1')
    expect(raw.text).toBe(page({10: 'first', 20: 'third'}))
  })

  it('says in words why a button did nothing', async () => {
    const {press} = await opened()
    const answer = await press('apply', {suggestion: '1'})
    expect(answer.status).toBe(404)
    expect((await press('resolve', {})).status).toBe(400)
  })

  it('obeys no page of another site', async () => {
    const sandbox = await opened()
    const {id} = await thread(sandbox, 'Look.')
    const fields = {discussion: id, resolved: 'true'}
    expect((await sandbox.press('resolve', fields, {'sec-fetch-site': 'cross-site'})).status).toBe(403)
    expect(sandbox.mergeRequest.discussions[0]?.notes[0]?.resolvedAt).toBeNull()
  })

  it('shows the newest status with its link, unless that leads anywhere but to a site', async () => {
    const sandbox = await opened()
    const {sha} = (await sandbox.call('GET', ':mr')).body
    const status = {
      state: 'failed',
      name: 'lint',
      description: '2 errors',
      target_url: 'https://example.com/a?b&c'
    }
    await sandbox.call('POST', `:project/statuses/${sha}`, status)
    const text = await sandbox.read()
    expect(text).toContain('href="https://example.com/a?b&amp;c"')
    expect(text).toContain('2 errors')
  })

  it('moves outdated threads out of the diff', async () => {
    const sandbox = await opened()
    await thread(sandbox, 'Look.')
    await sandbox.api.push({
      project: sandbox.project,
      branch: 'change-1',
      files: {'page.md': page({10: 'other'})}
    })
    expect(await sandbox.read()).toContain('1 on earlier versions')
  })

  it('is 404 for what is not there', async () => {
    const {url, address} = await opened()
    expect((await fetch(`${address}0`)).status).toBe(404)
    expect((await fetch(`${url}/no/project/-/merge_requests/1`)).status).toBe(404)
  })
})

describe('hostile text on the page', () => {
  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['a handler', '<img src=x onerror=alert(1)>'],
    ['a script address', '[x](javascript:alert(1)) <a href="javascript:alert(1)">x</a>'],
    ['a frame', '<iframe src="https://example.com"></iframe>'],
    ['a style', '<style>*{display:none}</style><p style="position:fixed">x</p>'],
    ['a form', '<form action="/x"><input name="a"><button>Press</button></form>'],
    ['a suggestion that is code', '```suggestion\n</td><script>alert(1)</script>\n```'],
    ['a diagram that is code', '```mermaid\n</pre><script>alert(1)</script>\n```'],
    [
      'a suggestion block written as HTML',
      '<pre><code class="language-suggestion"><b onclick="alert(1)">x</b></code></pre>'
    ]
  ])('does nothing: %s', async (_, body) => {
    const sandbox = await opened()
    await thread(sandbox, body)
    const text = (await sandbox.read()).replace(
      /<script type="module" src="\/-\/assets\/page\.js"><\/script>/,
      ''
    )
    const tags = text.match(/<[a-z][^>]*>/gi) ?? []
    const bad = /<(?:script|iframe|style)|\son[a-z]+\s*=|href="javascript:|\sstyle=/i
    expect(tags.filter((tag) => bad.test(tag))).toEqual([])
    const forms = tags.filter((tag) => tag.startsWith('<form'))
    expect(forms.filter((tag) => !tag.includes(`action="${new URL(sandbox.address).pathname}/`))).toEqual([])
  })

  it('does nothing in titles, branches, paths and contents', async () => {
    const sandbox = await openSandbox()
    const evil = '<script>alert(1)</script>'
    const mergeRequest = await sandbox.api.createMergeRequest({
      project: sandbox.project,
      title: evil,
      files: {[`${evil}.md`]: evil, 'page.md': page({1: evil})},
      message: evil
    })
    await sandbox.api.push({
      project: sandbox.project,
      branch: 'change-1',
      files: {'x.md': 'x'},
      message: evil
    })
    const text = await (await fetch(sandbox.api.pageUrl(mergeRequest))).text()
    expect(text).not.toContain(evil)
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(await (await fetch(sandbox.url)).text()).not.toContain(evil)
  })

  it('would be stopped by the policy besides', async () => {
    const {address} = await opened()
    const policy = (await fetch(address)).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
  })
})
