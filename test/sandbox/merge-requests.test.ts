import {describe, expect, it} from 'vitest'
import {change, openSandbox, page} from './open-sandbox.ts'

describe('a merge request', () => {
  it('has no diff refs at first, and no versions, as right after its creation', async () => {
    const {api, project, call} = await openSandbox()
    await api.createMergeRequest({project, title: 'New', files: {'page.md': page({1: 'x'})}, preparing: 2})
    const early = await call('GET', ':mr')
    expect(early.body).toMatchObject({diff_refs: null, changes_count: '', detailed_merge_status: 'preparing'})
    expect((await call('GET', ':mr/versions')).body).toEqual([])
    expect((await call('GET', ':mr/diffs')).body).toEqual([])
    await call('GET', ':mr')
    const {body} = await call('GET', ':mr')
    expect(body).toMatchObject({changes_count: '1', detailed_merge_status: 'mergeable'})
    expect(body.diff_refs.head_sha).toBe(body.sha)
  })

  it('gets a version with each push; its base and start are those of that moment', async () => {
    const sandbox = await openSandbox()
    const {api, project, call} = sandbox
    await change(sandbox, {'page.md': page({1: 'x'})})
    const first = (await call('GET', ':mr')).body.diff_refs
    const target = await api.push({project, branch: 'main', files: {'other.md': 'x\n'}})
    expect((await call('GET', ':mr')).body.diff_refs).toEqual(first)
    await api.push({project, branch: 'change-1', files: {'page.md': page({2: 'x'})}})
    const {body} = await call('GET', ':mr/versions')
    expect(body).toHaveLength(2)
    expect(body[0]).toMatchObject({
      base_commit_sha: first.base_sha,
      start_commit_sha: target,
      state: 'collected'
    })
    expect(body[1]).toMatchObject({head_commit_sha: first.head_sha, start_commit_sha: first.start_sha})
    const {diffs, commits} = (await call('GET', `:mr/versions/${body[1].id}`)).body
    expect(diffs[0].diff).toContain('+x')
    expect(commits).toHaveLength(1)
  })

  it('gets a version when the target already holds its commits or is pushed by force', async () => {
    const sandbox = await openSandbox()
    const {api, project} = sandbox
    const mergeRequest = await change(sandbox, {'page.md': page({1: 'x'})})
    await api.push({project, branch: 'main', from: 'change-1', files: {'other.md': 'x\n'}})
    expect(mergeRequest.versions).toHaveLength(2)
  })

  it('tells how far it is behind its target branch when asked', async () => {
    const sandbox = await openSandbox()
    const {api, project, call} = sandbox
    await change(sandbox, {'page.md': page({1: 'x'})})
    const behind = async () => (await call('GET', ':mr?include_diverged_commits_count=true')).body
    expect(await behind()).toMatchObject({diverged_commits_count: 0})
    await api.push({project, branch: 'main', files: {'other.md': 'x\n'}})
    await api.push({project, branch: 'main', files: {'other.md': 'y\n'}})
    expect(await behind()).toMatchObject({diverged_commits_count: 2})
    expect((await call('GET', ':mr')).body).not.toHaveProperty('diverged_commits_count')
  })

  it('tells a draft by its title, and a locked discussion', async () => {
    const sandbox = await openSandbox()
    const mergeRequest = await change(sandbox, {'page.md': page({1: 'x'})})
    await sandbox.api.edit(mergeRequest, {title: 'Draft: later', discussionLocked: true})
    expect((await sandbox.call('GET', ':mr')).body).toMatchObject({
      draft: true,
      work_in_progress: true,
      detailed_merge_status: 'draft_status',
      discussion_locked: true
    })
  })

  it('merges into its target', async () => {
    const sandbox = await openSandbox()
    await change(sandbox, {'page.md': page({1: 'x'})})
    expect((await sandbox.call('PUT', ':mr/merge')).body).toMatchObject({state: 'merged'})
    const merged = await sandbox.call('GET', ':project/repository/files/page.md/raw?ref=main')
    expect(merged.text).toBe(page({1: 'x'}))
    expect((await sandbox.call('PUT', ':mr/merge')).status).toBe(405)
  })

  it('from a fork is read in the target, where the fork itself is hidden', async () => {
    const {api, project, call} = await openSandbox()
    const owner = api.createUser('forker')
    const fork = await api.fork(project, 'forker/handbook', owner)
    const mergeRequest = await api.createMergeRequest({
      project,
      sourceProject: fork,
      title: 'From a fork',
      files: {'page.md': page({1: 'x'})},
      author: owner
    })
    const {body} = await call('GET', ':mr')
    expect(body).toMatchObject({source_project_id: fork.id, target_project_id: project.id})
    expect((await call('GET', `/projects/${fork.id}`)).status).toBe(404)
    const raw = await call('GET', `:project/repository/files/page.md/raw?ref=${body.sha}`)
    expect(raw.text).toBe(page({1: 'x'}))
    await api.push({project: fork, branch: 'change-1', files: {'page.md': page({2: 'x'})}, author: owner})
    expect(mergeRequest.versions).toHaveLength(2)
    api.deleteProject(fork)
    expect((await call('GET', ':mr')).body.source_project_id).toBeNull()
  })
})

describe('GET merge_requests', () => {
  it('filters by state and branch, newest first', async () => {
    const {api, project, call} = await openSandbox()
    const first = await api.createMergeRequest({project, title: 'One', files: {'one.md': 'x\n'}})
    await api.createMergeRequest({project, title: 'Two', files: {'two.md': 'x\n'}})
    await api.changeState(first, 'close')
    const titles = async (query: string) =>
      (await call('GET', `:project/merge_requests${query}`)).body.map(({title}: {title: string}) => title)
    expect(await titles('')).toEqual(['Two', 'One'])
    expect(await titles('?state=opened')).toEqual(['Two'])
    expect(await titles('?source_branch=change-1')).toEqual(['One'])
    expect(await titles('?iids[]=1')).toEqual(['One'])
    expect((await call('GET', ':project/merge_requests?state=open')).status).toBe(400)
  })
})

describe('PUT merge_requests/:iid', () => {
  it('adds and removes labels, making those it does not know', async () => {
    const sandbox = await openSandbox()
    await change(sandbox, {'page.md': page({1: 'x'})})
    const {body} = await sandbox.call('PUT', ':mr', {add_labels: 'job family,reviewed'})
    expect(body.labels).toEqual(['job family', 'reviewed'])
    expect((await sandbox.call('PUT', ':mr', {remove_labels: 'reviewed'})).body.labels).toEqual([
      'job family'
    ])
    expect((await sandbox.call('GET', ':project/labels')).body).toHaveLength(2)
  })

  it('is for developers and the author', async () => {
    const sandbox = await openSandbox()
    await change(sandbox, {'page.md': page({1: 'x'})})
    sandbox.api.setRole(sandbox.project, sandbox.bot, 'reporter')
    expect((await sandbox.call('PUT', ':mr', {add_labels: 'x'})).status).toBe(403)
    sandbox.api.setRole(sandbox.project, sandbox.author, 'reporter')
    expect((await sandbox.as(sandbox.author)('PUT', ':mr', {title: 'Mine'})).body.title).toBe('Mine')
  })

  it('replaces the reviewers', async () => {
    const sandbox = await openSandbox()
    await change(sandbox, {'page.md': page({1: 'x'})})
    await sandbox.call('PUT', ':mr', {reviewer_ids: [sandbox.bot.id]})
    expect((await sandbox.call('GET', ':mr')).body.reviewers).toMatchObject([{id: sandbox.bot.id}])
    await sandbox.call('PUT', ':mr', {reviewer_ids: [0]})
    expect((await sandbox.call('GET', ':mr/reviewers')).body).toEqual([])
  })
})

describe('GET diffs', () => {
  const long = `${'x'.repeat(99)}\n`

  it('holds back a file that is too large', async () => {
    const sandbox = await openSandbox()
    await change(sandbox, {'large.md': long.repeat(2_200)})
    const {body} = await sandbox.call('GET', ':mr/diffs')
    expect(body).toMatchObject([{diff: '', too_large: true, new_file: true}])
  })

  it('holds back a collapsed file before 19, shows it since', async () => {
    const older = await openSandbox(undefined, {version: '18.11.0'})
    await change(older, {'long.md': long.repeat(300)})
    expect((await older.call('GET', ':mr/diffs')).body).toMatchObject([{diff: '', collapsed: true}])
    expect((await older.call('GET', ':mr/changes?access_raw_diffs=true')).body.changes[0].diff).not.toBe('')
    const newer = await openSandbox()
    await change(newer, {'long.md': long.repeat(300)})
    expect((await newer.call('GET', ':mr/diffs')).body[0]).toMatchObject({collapsed: false})
    expect((await newer.call('GET', ':mr/diffs')).body[0].diff).toContain('@@')
  })

  it('holds back every file after the hundredth before 19, and before 18.4 without a word', async () => {
    const files = Object.fromEntries(
      Array.from({length: 102}, (_, index) => [`f/${1_000 + index}.md`, 'x\n'])
    )
    const last = async (version: string) => {
      const sandbox = await openSandbox(undefined, {version})
      await change(sandbox, files)
      const page = await sandbox.call('GET', ':mr/diffs?per_page=30&page=4')
      return page.body.at(-1)
    }
    expect(await last('19.6.0')).toMatchObject({collapsed: false, diff: '@@ -0,0 +1 @@\n+x\n'})
    expect(await last('18.11.0')).toMatchObject({collapsed: true, diff: ''})
    const silent = await last('18.3.0')
    expect(silent).toMatchObject({new_path: 'f/1101.md', diff: ''})
    expect(silent).not.toHaveProperty('collapsed')
    expect(silent).not.toHaveProperty('too_large')
  })

  it('leaves out files beyond the thousandth, and says so elsewhere', async () => {
    const sandbox = await openSandbox()
    await change(
      sandbox,
      Object.fromEntries(Array.from({length: 1_001}, (_, index) => [`f/${index}.md`, 'x\n']))
    )
    expect((await sandbox.call('GET', ':mr')).body.changes_count).toBe('1000+')
    expect((await sandbox.call('GET', ':mr/versions')).body[0]).toMatchObject({
      state: 'overflow',
      real_size: '1000+'
    })
    expect((await sandbox.call('GET', ':mr/diffs')).headers.get('x-total')).toBe('1000')
    expect((await sandbox.call('GET', ':mr/changes')).body.overflow).toBe(true)
  })

  it('names the files with unidiff, says what kind of change it is, and empties pure renames', async () => {
    const sandbox = await openSandbox({'page.md': page(), 'old.md': `${page()}x\n`, 'gone.md': 'gone\n'})
    await change(sandbox, {
      'old.md': null,
      'moved.md': `${page()}x\n`,
      'gone.md': null,
      'page.md': page({1: 'x'})
    })
    const {body} = await sandbox.call('GET', ':mr/diffs?unidiff=true')
    const [gone, moved, changed] = body
    expect(gone).toMatchObject({deleted_file: true, new_path: 'gone.md', old_path: 'gone.md', b_mode: '0'})
    expect(gone.diff).toBe('--- a/gone.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-gone\n')
    expect(moved).toMatchObject({renamed_file: true, old_path: 'old.md', new_path: 'moved.md', diff: ''})
    expect(changed.diff).toMatch(/^--- a\/page\.md\n\+\+\+ b\/page\.md\n@@ /)
  })
})
