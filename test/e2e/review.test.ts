import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import {install, SECRETS} from './installation.ts'

const PATH = 'content/job-families/delivery/deployment-automation-engineer.md'
const version = (name: string) =>
  readFileSync(new URL(`../fixtures/merge-requests/second-role/${name}.md`, import.meta.url), 'utf8')

/** A handbook whose page gains a second role, as the merge request under review. */
async function secondRole(options: {readonly workers?: boolean} = {}) {
  const installation = await install({...demoHandbook(), [PATH]: version('base')}, options)
  const mergeRequest = await installation.api.createMergeRequest({
    project: installation.project,
    title: 'Add the Field Platform Engineer',
    files: {[PATH]: version('head')},
    author: installation.author
  })
  await installation.idle()
  return {...installation, installation, mergeRequest}
}

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length
}

describe('a merge request that adds a second role', () => {
  it('gets its new findings as threads on the lines they are about', async () => {
    const {installation, mergeRequest} = await secondRole({workers: true})
    const head = version('head')
    const grades = lineOf(
      head,
      'is a [grade 7](/handbook/total-rewards/compensation/compensation-calculator/#gitlab-job-grades), the Senior'
    )
    const found = installation.threads(mergeRequest).map(({path, line, rule}) => ({path, line, rule}))
    expect(found.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))).toEqual([
      {path: PATH, line: lineOf(head, '### Field Platform Engineers'), rule: 'level-placement'},
      {path: PATH, line: grades, rule: 'grade-table'},
      {path: PATH, line: grades, rule: 'grade-table'},
      {path: PATH, line: lineOf(head, 'customers need it'), rule: 'mojibake'}
    ])
  })

  it('folds what was there before, with its proof, and counts what it fixes', async () => {
    const {installation, mergeRequest} = await secondRole()
    const [summary = '', ...more] = installation.summaries(mergeRequest)
    expect(more).toEqual([])
    expect(summary.split('\n')[0]).toMatch(/^\*\*Nothing must be fixed\.\*\*/)
    expect(summary).toContain('`link-style`, 6 times')
    const before = /<summary>(\d+) findings from before[\s\S]*?<\/details>/.exec(summary)
    expect(before?.[0]).toContain('ability-to-use-gitlab')
    expect(before?.[0]).toContain('ladder-subject')
    expect(installation.threads(mergeRequest).map(({rule}) => rule)).not.toContain('ladder-subject')
  })

  it('tells the change in words', async () => {
    const {installation, mergeRequest} = await secondRole()
    const [summary = ''] = installation.summaries(mergeRequest)
    expect(summary).toContain('Deployment Automation Engineer & Field Platform Engineer')
    for (const level of [
      'Field Platform Engineer (grade 7)',
      'Senior Field Platform Engineer (grade 8)',
      'Staff Field Platform Engineer (grade 9)'
    ]) {
      expect(summary).toContain(level)
    }
    expect(summary).toContain('Career ladder unchanged')
  })

  it('reaches people as one mail for all threads', async () => {
    const {api, mergeRequest} = await secondRole()
    const mails = api.notifications().filter((mail) => JSON.stringify(mail).includes('review'))
    expect(mails).toHaveLength(1)
    expect(api.draftNotes(mergeRequest)).toEqual([])
  })

  it('shows success with a link to the summary, since warnings fail nothing', async () => {
    const {api, mergeRequest} = await secondRole()
    expect(api.statuses(mergeRequest)).toMatchObject([{name: 'ladderlint', state: 'success'}])
  })
})

describe('a second delivery', () => {
  it('writes nothing when GitLab sends the same event again', async () => {
    const {api, project, installation} = await secondRole()
    api.clearRequests()
    const delivery = api.deliveries(project).find(({trigger}) => trigger === 'merge_request_hooks')
    if (delivery) api.resend(project, delivery)
    await installation.idle()
    const events = api.deliveries(project).filter(({trigger}) => trigger === 'merge_request_hooks')
    expect(events.map(({status}) => status)).toEqual([202, 200])
    expect(api.requests().writes).toBe(0)
  })

  it('reviews again and writes nothing when the event is the same and its id another', async () => {
    const {api, project, installation} = await secondRole()
    api.clearRequests()
    const delivery = api.deliveries(project).find(({trigger}) => trigger === 'merge_request_hooks')
    const answer = await fetch(`${installation.serviceUrl}/webhooks/gitlab`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-gitlab-token': SECRETS.webhook,
        'idempotency-key': 'another'
      },
      body: delivery?.requestBody ?? ''
    })
    expect(answer.status).toBe(202)
    await installation.idle()
    expect(api.requests().reads).toBeGreaterThan(0)
    expect(api.requests().writes).toBe(0)
  })

  it('writes nothing when the service has lost its memory', async () => {
    const {api, project, installation} = await secondRole()
    await installation.restart()
    api.clearRequests()
    const delivery = api.deliveries(project).find(({trigger}) => trigger === 'merge_request_hooks')
    if (delivery) api.resend(project, delivery)
    await installation.idle()
    expect(api.requests().reads).toBeGreaterThan(0)
    expect(api.requests().writes).toBe(0)
  })
})

describe('the next push', () => {
  it('resolves the threads of what it fixes, leaves the others, and updates the one summary', async () => {
    const {api, project, installation, mergeRequest, author} = await secondRole()
    await api.push({project, branch: mergeRequest.sourceBranch, files: {[PATH]: version('fixed')}, author})
    await installation.idle()
    const states = installation
      .threads(mergeRequest)
      .map(({rule, resolved}) => `${rule} ${resolved ? 'resolved' : 'open'}`)
    expect(states.toSorted()).toEqual([
      'grade-table open',
      'grade-table open',
      'level-placement resolved',
      'mojibake resolved'
    ])
    expect(installation.summaries(mergeRequest)).toHaveLength(1)
  })

  it('reopens a thread whose finding comes back', async () => {
    const {api, project, installation, mergeRequest, author} = await secondRole()
    const branch = mergeRequest.sourceBranch
    await api.push({project, branch, files: {[PATH]: version('fixed')}, author})
    await installation.idle()
    await api.push({project, branch, files: {[PATH]: version('head')}, author})
    await installation.idle()
    expect(installation.threads(mergeRequest).filter(({resolved}) => resolved)).toEqual([])
    expect(installation.threads(mergeRequest)).toHaveLength(4)
  })
})
