import type {Page} from 'playwright-core'
import {describe, expect, it} from 'vitest'
import type {RecordedReview} from '../../../src/journal/reviews.ts'
import {CHROMIUM_PATH, hasBrowser, useBrowser} from '../../browser-tab.ts'
import {emptyJournal} from '../empty-journal.ts'
import {openDashboard} from './open-dashboard.ts'
import {freshSources, sampleSources} from './sample-sources.ts'

/** What people could write into titles, branches and errors to do something in an operator's browser. */
const ATTACKS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(2)>',
  '</title></td></table><svg onload=alert(3)>',
  "' onmouseover='alert(4)",
  '&lt;script&gt;alert(5)&lt;/script&gt;',
  '\u202Etxet desrever'
]

describe.skipIf(!hasBrowser)(`the dashboard in a browser (${CHROMIUM_PATH})`, () => {
  const opened = useBrowser()
  const rowOf = (tab: Page, text: string) => tab.getByRole('row').filter({hasText: text})

  it('shows reviews, the queue, and the rules whose threads end worst first', async () => {
    const {tab, complaints} = await opened(await openDashboard())
    const review = rowOf(tab, 'Add the Staff Data Engineer')
    expect(await review.innerText()).toMatch(
      /to fix[\s\S]*people\/handbook!2[\s\S]*2 errors, 1 warning, 3 hints[\s\S]*2 min ago/
    )
    const link = review.getByRole('link', {name: 'Add the Staff Data Engineer'})
    expect(await link.getAttribute('href')).toBe(
      'https://gitlab.example.com/people/handbook/-/merge_requests/2'
    )
    const queue = await tab.locator('#queue').innerText()
    expect(queue).toContain('1 job runs, 3 wait, the oldest for 20 s')
    expect(queue).toContain('ladderlint queue retry 5f0c7c1e-0b0f-4c7d-9a3b-555555555555')
    expect(queue).toContain('a page took more than 10 s')
    const rules = await tab.locator('#rules tbody tr .what').allInnerTexts()
    expect([rules[0], rules.at(-1)]).toEqual(['vacancy-language', 'page-path'])
    expect(await rowOf(tab, 'vacancy-language').innerText()).toContain('23 %')
    expect(complaints).toEqual([])
  })

  it('shows by itself what has changed, and leaves alone what a reader marks', async () => {
    const sources = sampleSources()
    let reviews = await sources.journal.recent(50)
    const journal = {...sources.journal, recent: async () => reviews}
    const {tab, complaints} = await opened(await openDashboard({...sources, journal}))
    await tab.getByText('Add the Staff Data Engineer').first().waitFor()
    await tab.evaluate("document.getSelection().selectAllChildren(document.querySelector('#rules h2'))")
    reviews = reviews.map((review) => ({...review, title: `${review.title} (pushed again)`}))
    await tab.getByText('Add the Staff Data Engineer (pushed again)').first().waitFor()
    expect(await tab.evaluate('String(document.getSelection())')).toBe("What the rules' threads come to")
    expect(await tab.locator('#live').innerText()).toBe('live')
    expect(complaints).toEqual([])
  })

  it('says since when it is not up to date while the service is away', async () => {
    const {tab} = await opened(await openDashboard())
    await tab.route('**/dashboard/content', (route) => route.abort())
    await tab.locator('#live.stale').waitFor()
    expect(await tab.locator('#live').innerText()).toMatch(/^as of \d/)
    await tab.unroute('**/dashboard/content')
    await tab.locator('#live.live').waitFor()
  })

  it('runs and breaks nothing, whatever titles, branches and errors hold', async () => {
    const sources = sampleSources()
    const [pattern] = await sources.journal.recent(1)
    const [, waiting] = await sources.queue.list(2)
    if (!pattern || !waiting) throw new Error('the sample has no review')
    const reviews = ATTACKS.map(
      (attack): RecordedReview => ({
        ...pattern,
        ...{title: attack, project: attack, reason: attack, head: attack},
        url: `javascript:alert(6)//${attack}`,
        outcome: 'could-not-review'
      })
    )
    const jobs = ATTACKS.flatMap((attack) => [
      {...waiting, reason: attack},
      {...waiting, state: 'dead' as const, id: attack, reason: attack},
      {
        ...waiting,
        job: {kind: 'ripple' as const, project: 7, branch: attack, before: '', after: '', delivery: null}
      }
    ])
    const rules = ATTACKS.map((rule) => ({rule, opened: 1, byChange: 1, byPerson: 0, byIgnore: 0, open: 0}))
    const {tab, complaints} = await opened(
      await openDashboard({
        ...sources,
        journal: {...sources.journal, recent: async () => reviews, rules: async () => rules},
        queue: {...sources.queue, list: async () => jobs}
      })
    )
    expect(await tab.locator('#reviews .title').allInnerTexts()).toEqual(ATTACKS)
    expect(await tab.locator('#rules .what').allInnerTexts()).toEqual(ATTACKS)
    expect(await tab.locator('main script, main img, main svg, a[href^="javascript"]').count()).toBe(0)
    await tab.locator('#live.live').waitFor()
    expect(complaints).toEqual([])
  })

  it('teaches how to join it to GitLab while there is no review', async () => {
    const {tab, complaints} = await opened(await openDashboard(freshSources()))
    const text = await tab.locator('#reviews').innerText()
    expect(text).toContain('No delivery has come from GitLab since this service started')
    expect(text).toContain('https://ladderlint.example.com/webhooks/gitlab')
    expect(text).toContain('GITLAB_WEBHOOK_SECRET')
    expect(text).toContain('ladderlint doctor')
    expect(await tab.locator('#queue').innerText()).toContain('Nothing runs, and nothing waits')
    expect(complaints).toEqual([])
  })

  it('says what is wrong while database and GitLab are away', async () => {
    const away = async () => {
      throw new Error('connect ECONNREFUSED')
    }
    const {tab} = await opened(
      await openDashboard(
        sampleSources({
          health: async () => ({
            database: 'the database does not answer',
            gitlab: 'GitLab refuses the token'
          }),
          journal: {...emptyJournal, recent: away}
        })
      )
    )
    expect(await tab.locator('#facts').innerText()).toMatch(/does not answer[\s\S]*GitLab refuses the token/)
    expect(await tab.locator('#reviews').innerText()).toContain('The database does not answer')
  })

  it('asks for the token where one is set, and goes on being live with it', async () => {
    const url = await openDashboard(sampleSources(), {dashboardToken: 'the-dashboard-token'})
    for (const path of ['/', '/dashboard/content', '/dashboard/dashboard.js', '/metrics', '/queue']) {
      expect((await fetch(`${url}${path}`)).status, path).toBe(401)
    }
    const httpCredentials = {username: 'anyone', password: 'the-dashboard-token'}
    const {tab, complaints} = await opened(url, {httpCredentials})
    await tab.getByText('Add the Staff Data Engineer').first().waitFor()
    const answer = await tab.waitForResponse('**/dashboard/content')
    expect(answer.status()).toBe(200)
    expect(complaints).toEqual([])
  })

  it.each([
    ['light', 1200],
    ['dark', 1200],
    ['light', 360],
    ['dark', 360]
  ] as const)('fits a screen and can be read (%s, %d pixels wide)', async (colorScheme, width) => {
    const {tab} = await opened(await openDashboard(), {colorScheme, viewport: {width, height: 800}})
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    expect(await leastContrast(tab)).toBeGreaterThanOrEqual(4.5)
  })

  it('shows the same without scripts', async () => {
    const {tab} = await opened(await openDashboard(), {javaScriptEnabled: false})
    expect(await rowOf(tab, 'Add the Staff Data Engineer').count()).toBe(1)
    expect(await tab.locator('noscript meta[http-equiv="refresh"], meta[http-equiv="refresh"]').count()).toBe(
      1
    )
  })
})

/** Of all texts with what they stand on, by WCAG 2.2's formula ("relative luminance"); 4.5 is its level AA. */
function leastContrast(tab: Page): Promise<number> {
  return tab.evaluate<number>(`(() => {
    const parts = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number)
    const luminance = (color) => {
      const [r, g, b] = parts(color).map((part) => part / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const backOf = (element) => {
      for (let each = element; each; each = each.parentElement) {
        const color = getComputedStyle(each).backgroundColor
        if (parts(color)[3] !== 0) return color
      }
      return 'rgb(255, 255, 255)'
    }
    const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')
    const ratios = [...document.querySelectorAll('body *')].filter(own).filter((element) => !['SCRIPT', 'NOSCRIPT', 'METER'].includes(element.tagName)).map((element) => {
      const [a, b] = [luminance(getComputedStyle(element).color), luminance(backOf(element))].sort((x, y) => y - x)
      return (a + 0.05) / (b + 0.05)
    })
    return Math.min(...ratios)
  })()`)
}
