import {describe, expect, it} from 'vitest'
import {CHROMIUM_PATH, hasBrowser, type Tab, useBrowser} from '../browser-tab.ts'
import {change, type Opened, openSandbox, page, position} from './open-sandbox.ts'

describe.skipIf(!hasBrowser)(`the page in a browser (${CHROMIUM_PATH})`, () => {
  const openTab = useBrowser()

  /** The page of a merge request with one thread that suggests, and everything the browser complained about. */
  async function opened(body = '```suggestion\nbetter\n```'): Promise<Opened & Tab> {
    const sandbox = await openSandbox()
    const mergeRequest = await change(sandbox, {'page.md': page({10: 'changed'})})
    const at = await position(sandbox.call, {new_line: 10})
    await sandbox.call('POST', ':mr/discussions', {body, position: at})
    return {...sandbox, ...(await openTab(sandbox.api.pageUrl(mergeRequest), {colorScheme: 'light'}))}
  }

  it('applies a suggestion with a click and folds its thread', async () => {
    const {tab, call, complaints} = await opened()
    await tab.getByRole('button', {name: 'Apply suggestion'}).click()
    await tab.getByText('1 on earlier versions').click()
    await tab.getByText('Resolved by Ada').waitFor()
    const raw = await call('GET', ':project/repository/files/page.md/raw?ref=change-1')
    expect(raw.text).toBe(page({10: 'better'}))
    expect(complaints).toEqual([])
  })

  it('resolves a thread and opens it again', async () => {
    const {tab} = await opened('Look.')
    await tab.getByRole('button', {name: 'Resolve thread'}).click()
    await tab.getByText('Resolved by Ada').click()
    await tab.getByRole('button', {name: 'Open again'}).click()
    await tab.getByRole('button', {name: 'Resolve thread'}).waitFor()
  })

  it('shows by itself what happens elsewhere, and keeps unfolded what a reader unfolded', async () => {
    const {tab, call} = await opened('<details><summary>More</summary>\n\nThe rest.\n\n</details>')
    await tab.getByText('More', {exact: true}).click()
    await tab.getByText('The rest.').waitFor()
    await call('POST', ':mr/notes', {body: 'News from elsewhere.'})
    await tab.getByText('News from elsewhere.').waitFor()
    expect(await tab.getByText('The rest.').isVisible()).toBe(true)
  })

  it('draws mermaid diagrams, and leaves one that cannot be drawn as text', async () => {
    const {tab, call, complaints} = await opened('```mermaid\nflowchart LR\n  a[One] --> b[Two]\n```')
    await tab.locator('pre.drawn svg').waitFor()
    expect(await tab.locator('pre.drawn svg').textContent()).toContain('One')
    await call('POST', ':mr/notes', {body: '```mermaid\nthis is no diagram\n```'})
    await tab.getByText('this is no diagram').waitFor()
    expect(complaints).toEqual([])
  })

  it('runs nothing that a body holds', async () => {
    const {tab, complaints} = await opened(
      [
        '<script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)">press me</a>',
        '```mermaid\nflowchart LR\n  a["<img src=x onerror=alert(4)>"] --> b\n  click b "javascript:alert(5)"\n```'
      ].join('\n\n')
    )
    await tab.locator('pre.drawn svg').waitFor()
    await tab.locator('.markdown').getByText('press me').click()
    expect(complaints.filter((complaint) => complaint.startsWith('dialog'))).toEqual([])
  })
})
