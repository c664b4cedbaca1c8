import {describe, expect, it} from 'vitest'
import {demoChange, demoHandbook} from '../../src/sandbox/demo-files.ts'
import {type Installation, install} from './installation.ts'

/** What the dashboard tells, as one text without its tags. */
async function dashboardOf({serviceUrl}: Installation): Promise<string> {
  const page = await (await fetch(`${serviceUrl}/dashboard/content`)).text()
  return page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
}

/** Per rule: threads that ended by a change, a person's resolve or an ignore, those still open, and all. */
async function endsOf({serviceUrl}: Installation): Promise<Record<string, readonly number[]>> {
  const page = await (await fetch(`${serviceUrl}/dashboard/content`)).text()
  const rows = page.slice(page.indexOf('id="rules"')).split('<tr>').slice(2)
  return Object.fromEntries(
    rows.map((row) => [
      />([\w-]+)<\/a>/.exec(row)?.[1] ?? '',
      [...row.matchAll(/data-of="\w+">(\d+)</g)].map(([, count]) => Number(count))
    ])
  )
}

async function reviewed() {
  const installation = await install(demoHandbook())
  const {api, project, author} = installation
  const mergeRequest = await installation.open({title: 'Add a role & more'})
  await installation.idle()
  const [first] = installation.threads(mergeRequest)
  if (!first) throw new Error('nothing was found')
  const discussion = api.discussions(mergeRequest).find(({notes}) => notes[0]?.body === first.body)
  return {installation, api, project, author, mergeRequest, rule: first.rule, discussion}
}

describe('the dashboard of a whole installation', () => {
  it('shows a review with its findings and its link, and what the metrics count', async () => {
    const {installation, mergeRequest} = await reviewed()
    const text = await dashboardOf(installation)
    expect(text).toMatch(
      new RegExp(`to fix Add a role &amp; more people/handbook!${mergeRequest.iid} [0-9a-f]{8} \\d+ errors?`)
    )
    const page = await (await fetch(`${installation.serviceUrl}/`)).text()
    expect(page).toContain(`/people/handbook/-/merge_requests/${mergeRequest.iid}"`)
    const metrics = await (await fetch(`${installation.serviceUrl}/metrics`)).text()
    expect(metrics).toMatch(/ladderlint_reviews_total\{outcome="failed"\} 1\n/)
    expect(metrics).toMatch(/ladderlint_gitlab_requests_total\{method="GET",status="200"\} \d+/)
    expect(metrics).toMatch(/ladderlint_findings_total\{rule="[a-z-]+",severity="error"\} \d+/)
    const line = installation.log.map((each) => JSON.parse(each)).find(({msg}) => msg.startsWith('reviewed:'))
    expect(line).toMatchObject({
      iid: mergeRequest.iid,
      outcome: 'failed',
      findings: {error: expect.any(Number)},
      request: expect.stringMatching(/^[0-9a-f-]{36}$/),
      delivery: expect.any(String),
      reads: expect.any(Number),
      writes: expect.any(Number),
      ms: expect.any(Number)
    })
  })

  it('counts the threads of a rule that an ignore ended', async () => {
    const {installation, author, mergeRequest, rule} = await reviewed()
    const [, , , open = 0] = (await endsOf(installation))[rule] ?? []
    expect(open).toBeGreaterThan(0)
    await installation.say(author, mergeRequest, `@ladderlint ignore ${rule} because we know`)
    expect((await endsOf(installation))[rule]).toEqual([0, 0, open, 0, open])
  })

  it('counts threads that a change ended, once', async () => {
    const {installation, api, project, mergeRequest} = await reviewed()
    const before = Object.values(await endsOf(installation)).reduce((sum, [, , , open = 0]) => sum + open, 0)
    const asBefore = Object.fromEntries(
      Object.keys(demoChange()).map((path) => [path, demoHandbook()[path] ?? null])
    )
    for (const path of ['one.md', 'two.md']) {
      await api.push({project, branch: mergeRequest.sourceBranch, files: {...asBefore, [path]: 'A note.\n'}})
      await installation.idle()
      const ends = Object.values(await endsOf(installation))
      expect(ends.reduce((sum, [byChange = 0]) => sum + byChange, 0)).toBe(before)
    }
  })

  it('counts a thread that a person resolved before the merge, which no event tells', async () => {
    const {installation, author, api, mergeRequest, rule, discussion} = await reviewed()
    const [, , , open = 0] = (await endsOf(installation))[rule] ?? []
    await installation.call(author, 'PUT', mergeRequest, `/discussions/${discussion?.id}`, {resolved: true})
    await api.changeState(mergeRequest, 'close')
    await installation.idle()
    expect((await endsOf(installation))[rule]).toEqual([0, 1, 0, open - 1, open])
  })
})
