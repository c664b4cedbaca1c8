import {describe, expect, it} from 'vitest'
import {demoChange, demoFix, demoHandbook} from '../../src/sandbox/demo-files.ts'
import {type Installation, install} from './installation.ts'

const [[PATH, CHANGED] = ['', '']] = Object.entries(demoChange())

async function drafted(options: Parameters<typeof install>[1] = {}) {
  const installation = await install(demoHandbook(), options)
  const mergeRequest = await open(installation, 'Draft: Add a role')
  return {...installation, installation, mergeRequest}
}

async function open({api, project, author, idle}: Installation, title: string, labels?: readonly string[]) {
  const mergeRequest = await api.createMergeRequest({
    project,
    title,
    files: demoChange(),
    author,
    ...(labels ? {labels} : {})
  })
  await idle()
  return mergeRequest
}

describe('a draft', () => {
  it('gets status and summary, and its threads when it is ready', async () => {
    const {installation, mergeRequest, api, author} = await drafted()
    expect(installation.threads(mergeRequest)).toEqual([])
    expect(installation.summaries(mergeRequest)[0]).toContain(
      'Each gets its own thread when this draft is marked as ready:'
    )
    expect(api.statuses(mergeRequest)).toMatchObject([{state: 'failed'}])
    await api.edit(mergeRequest, {title: 'Add a role'}, author)
    await installation.idle()
    const ready = installation.threads(mergeRequest).map(({rule}) => rule)
    const atOnce = await open(await install(demoHandbook()), 'Add a role').then(() => ready)
    expect(ready.toSorted()).toEqual(atOnce.toSorted())
    expect(ready.length).toBeGreaterThan(3)
    expect(installation.summaries(mergeRequest)).toHaveLength(1)
    expect(installation.summaries(mergeRequest)[0]).not.toContain('marked as ready')
  })

  it('that was ready before keeps its threads, and they still resolve', async () => {
    const installation = await install(demoHandbook())
    const {api, project, author} = installation
    const mergeRequest = await open(installation, 'Add a role')
    const before = installation.threads(mergeRequest).length
    await api.edit(mergeRequest, {title: 'Draft: Add a role'}, author)
    await api.push({project, branch: mergeRequest.sourceBranch, files: demoFix(), author})
    await installation.idle()
    expect(installation.threads(mergeRequest)).toHaveLength(before)
    expect(installation.threads(mergeRequest).every(({resolved}) => resolved)).toBe(true)
  })

  it('gets its threads at once where that is configured', async () => {
    const {installation, mergeRequest} = await drafted({review: {drafts: 'full'}})
    expect(installation.threads(mergeRequest).length).toBeGreaterThan(3)
  })

  it('is left alone where that is configured', async () => {
    const {mergeRequest, api} = await drafted({review: {drafts: 'off'}})
    expect(api.discussions(mergeRequest)).toEqual([])
    expect(api.statuses(mergeRequest)).toEqual([])
  })
})

describe('labels', () => {
  const labels = {jobFamily: 'job-family', ladderChange: 'ladder-change', gradeChange: 'grade-change'}

  it('say what a merge request changes, beside those of people', async () => {
    const installation = await install(demoHandbook(), {review: {labels}})
    const mergeRequest = await open(installation, 'Add a role', ['people', 'grade-change'])
    expect(mergeRequest.labels).toEqual(['job-family', 'ladder-change', 'people'])
  })

  it('are written once: our own event brings no review about', async () => {
    const installation = await install(demoHandbook(), {review: {labels}})
    const {api, project, author} = installation
    const mergeRequest = await open(installation, 'Add a role')
    const events = api
      .deliveries(project)
      .filter(({requestBody}) => requestBody.includes('"labels":{"previous"'))
    expect(events.map(({status}) => status)).toEqual([200])
    api.clearRequests()
    await api.push({project, branch: mergeRequest.sourceBranch, files: {[PATH]: `${CHANGED}\n`}, author})
    await installation.idle()
    expect(mergeRequest.labels).toEqual(['job-family', 'ladder-change'])
  })

  it('go when the merge request no longer changes what they name', async () => {
    const installation = await install(demoHandbook(), {review: {labels}})
    const {api, project, author} = installation
    const mergeRequest = await open(installation, 'Add a role')
    const files = {[PATH]: demoHandbook()[PATH] ?? null, 'README.md': 'Other things.\n'}
    await api.push({project, branch: mergeRequest.sourceBranch, files, author})
    await installation.idle()
    expect(mergeRequest.labels).toEqual([])
  })

  it('cost no review where the role does not reach for them', async () => {
    const installation = await install(demoHandbook(), {review: {labels}})
    const {api} = installation
    api.addFault({method: 'PUT', path: '/\\/merge_requests\\/\\d+$/', status: 403})
    const mergeRequest = await open(installation, 'Add a role')
    expect(mergeRequest.labels).toEqual([])
    expect(installation.summaries(mergeRequest)[0]).toMatch(/^\*\*Yours to do/)
  })

  it('are left alone where none are configured', async () => {
    const installation = await install(demoHandbook())
    const mergeRequest = await open(installation, 'Add a role', ['people'])
    expect(mergeRequest.labels).toEqual(['people'])
  })
})

describe('a project that resolves threads whose lines have changed', () => {
  it('has them open again while the finding stands, since nobody decided', async () => {
    const installation = await install(demoHandbook(), {resolveOutdated: true})
    const {api, project, author} = installation
    const mergeRequest = await open(installation, 'Add a role')
    const thread = installation.threads(mergeRequest).find(({rule}) => rule === 'grade-table')
    const lines = CHANGED.split('\n')
    const at = (thread?.line ?? 1) - 1
    lines[at] = `${lines[at]} More words on the same line.`
    const files = {[PATH]: lines.join('\n')}
    const resolved = () =>
      installation.threads(mergeRequest).filter((each) => each.rule === 'grade-table' && each.resolved)
    api.holdDeliveries()
    await api.push({project, branch: mergeRequest.sourceBranch, files, author})
    expect(resolved().length).toBeGreaterThan(0)
    api.releaseDeliveries()
    await installation.idle()
    expect(resolved()).toEqual([])
    expect(installation.summaries(mergeRequest)[0]).not.toContain('settled by a person')
  })
})
