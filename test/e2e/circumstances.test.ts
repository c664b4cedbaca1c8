import {describe, expect, it} from 'vitest'
import {demoChange, demoFix, demoHandbook} from '../../src/sandbox/demo-files.ts'
import {type Installation, install} from './installation.ts'

const [[PATH, CHANGED] = ['', '']] = Object.entries(demoChange())
const [[, FIXED] = ['', '']] = Object.entries(demoFix())

function open(
  {api, project, author}: Installation,
  files: Readonly<Record<string, string | null>> = demoChange()
) {
  return api.createMergeRequest({project, title: 'Add a role', files, author})
}

const rulesOf = (installation: Installation, mergeRequest: Awaited<ReturnType<typeof open>>) =>
  installation
    .threads(mergeRequest)
    .map(({rule}) => rule)
    .toSorted()

describe('a review on an older GitLab', () => {
  it('posts its threads one by one where there are no draft notes', async () => {
    const old = await install(demoHandbook(), {version: '15.8.0'})
    const mergeRequest = await open(old)
    await old.idle()
    const current = await install(demoHandbook())
    const reference = await open(current)
    await current.idle()
    expect(rulesOf(old, mergeRequest)).toEqual(rulesOf(current, reference))
    expect(rulesOf(old, mergeRequest).length).toBeGreaterThan(3)
  })
})

describe('a merge request from a fork', () => {
  it('is reviewed although its head may not be given a status', async () => {
    const installation = await install(demoHandbook())
    const {api, project} = installation
    const stranger = api.createUser('noor')
    const fork = await api.fork(project, 'noor/handbook', stranger)
    const mergeRequest = await api.createMergeRequest({
      project,
      sourceProject: fork,
      title: 'Add a role from outside',
      files: demoChange(),
      author: stranger
    })
    await installation.idle()
    expect(rulesOf(installation, mergeRequest)).toContain('ladder-target')
    expect(installation.summaries(mergeRequest)).toHaveLength(1)
    expect(api.statuses(mergeRequest)).toEqual([])
  })
})

describe('a push in the middle of a review', () => {
  it('leaves a review of the newest head, said once', async () => {
    const installation = await install(demoHandbook())
    const {api, project, author} = installation
    api.addFault({method: 'GET', path: '/repository/tree', delay: 300, times: 1})
    const mergeRequest = await open(installation)
    await api.push({project, branch: mergeRequest.sourceBranch, files: {[PATH]: FIXED}, author})
    await installation.idle()
    expect(installation.threads(mergeRequest).filter(({resolved}) => !resolved)).toEqual([])
    expect(installation.summaries(mergeRequest)).toHaveLength(1)
    expect(installation.summaries(mergeRequest)[0]).toContain('Nothing to do')
    expect(api.statuses(mergeRequest)).toMatchObject([{state: 'success'}])
  })
})

describe('a project that gets another path', () => {
  it('is reviewed on, although LADDERLINT_PROJECTS names the old one', async () => {
    const installation = await install(demoHandbook())
    const {api, project} = installation
    api.moveProject(project, 'company/handbook')
    const mergeRequest = await open(installation)
    await installation.idle()
    expect(rulesOf(installation, mergeRequest)).toContain('ladder-target')
    await installation.restart()
    await api.push({
      project,
      branch: mergeRequest.sourceBranch,
      files: demoFix(),
      author: installation.author
    })
    await installation.idle()
    expect(installation.summaries(mergeRequest)).toEqual([expect.stringContaining('Nothing to do')])
  })
})

describe('a page that moves and changes', () => {
  it('is compared with what it was, so that only the change is charged', async () => {
    const installation = await install(demoHandbook())
    const moved = PATH.replace('migration-engineer', 'move-engineer')
    const before = demoHandbook()[PATH] ?? ''
    const mergeRequest = await open(installation, {[PATH]: null, [moved]: `${before}\nMore about â€” us.\n`})
    await installation.idle()
    expect(
      installation
        .threads(mergeRequest)
        .filter(({path}) => path === moved)
        .map(({rule}) => rule)
    ).toEqual(['inbound-link', 'mojibake'])
    expect(installation.summaries(mergeRequest)[0]).toMatch(/[Mm]oved|[Rr]enamed/)
  })
})

describe('a merge request that names its own owners', () => {
  it('is told who owns its pages on the target branch, and pings none of them', async () => {
    const installation = await install({
      ...demoHandbook(),
      'docs/CODEOWNERS':
        '[People][2] @people/partners\ncontent/job-families/\n^[Delivery]\ndelivery/ @delivery\n'
    })
    const mergeRequest = await open(installation, {...demoChange(), 'docs/CODEOWNERS': '* @ada\n'})
    await installation.idle()
    const [summary = ''] = installation.summaries(mergeRequest)
    expect(summary).toContain('Code owners, `People`: 2 approvals of `@people/partners`')
    expect(summary).toContain('Code owners, `Delivery` (optional): `@delivery`')
    expect(summary).not.toContain('@ada')
    expect(installation.api.effects('mention')).toEqual([])
  })
})

describe('a token that may only read', () => {
  it('keeps the service from starting, which names the scope that is missing', async () => {
    await expect(install(demoHandbook(), {scopes: ['read_api', 'read_user']})).rejects.toMatchObject({
      message:
        'The token lacks the scope "api", without which nothing can be written; it has "read_api", "read_user"',
      hint: 'Scopes cannot be added to a token: make another one with scope "api", and set GITLAB_TOKEN to it'
    })
  })
})

describe('people', () => {
  it('keep a thread resolved that they resolved, although the finding stands', async () => {
    const installation = await install(demoHandbook())
    const {api, project, author} = installation
    const mergeRequest = await open(installation)
    await installation.idle()
    const discussion = api.discussions(mergeRequest).find(({notes}) => notes[0]?.body.includes('grade-table'))
    if (!discussion) throw new Error('the review has no grade-table thread')
    await fetch(
      `${api.state.url}/api/v4/projects/${project.id}/merge_requests/${mergeRequest.iid}/discussions/${discussion.id}`,
      {
        method: 'PUT',
        headers: {'PRIVATE-TOKEN': api.createToken(author), 'content-type': 'application/json'},
        body: JSON.stringify({resolved: true})
      }
    )
    const touched = `${CHANGED}\n<!-- touched -->\n`
    await api.push({project, branch: mergeRequest.sourceBranch, files: {[PATH]: touched}, author})
    await installation.idle()
    const states = installation
      .threads(mergeRequest)
      .filter(({rule}) => rule === 'grade-table')
      .map(({resolved}) => resolved)
    expect(states.toSorted()).toEqual([false, true])
  })

  it('have every suggestion applied at once, and the threads they end resolve', async () => {
    const installation = await install(demoHandbook())
    const {api, project, author} = installation
    const mergeRequest = await open(installation)
    await installation.idle()
    const ids = api
      .discussions(mergeRequest)
      .flatMap(({notes}) => notes.flatMap(({suggestions}) => suggestions.map(({id}) => id)))
    expect(ids.length).toBeGreaterThan(0)
    const answer = await fetch(`${api.state.url}/api/v4/suggestions/batch_apply`, {
      method: 'PUT',
      headers: {'PRIVATE-TOKEN': api.createToken(author), 'content-type': 'application/json'},
      body: JSON.stringify({ids})
    })
    expect(answer.status).toBe(200)
    await installation.idle()
    expect(
      installation
        .threads(mergeRequest)
        .filter(({rule}) => rule === 'mojibake')
        .map(({resolved}) => resolved)
    ).toEqual([true])
    expect(api.statuses(mergeRequest)).toHaveLength(1)
    expect(project.mergeRequests.size).toBe(1)
  })
})

describe('secrets', () => {
  it('appear nowhere: not in notes, statuses, the log, or what the service answers', async () => {
    const {SECRETS} = await import('./installation.ts')
    const installation = await install(demoHandbook())
    const mergeRequest = await open(installation)
    await installation.idle()
    const answers = await Promise.all(
      ['/healthz', '/readyz', '/', '/webhooks/gitlab'].map(async (path) =>
        (await fetch(installation.serviceUrl + path)).text()
      )
    )
    const said = JSON.stringify([
      installation.api.discussions(mergeRequest),
      installation.api.statuses(mergeRequest),
      installation.log,
      answers
    ])
    for (const secret of [...Object.values(SECRETS), 'glpat-sandbox']) expect(said).not.toContain(secret)
  })
})
