import {describe, expect, it} from 'vitest'
import {openProjectDirectory} from '../../src/gitlab/project-directory.ts'
import type {OpenMergeRequest} from '../../src/reviewer/project-directory.ts'
import {diffAnswer, mergeRequestAnswer, statusAnswer} from './answers.ts'
import {ADDRESS, fakeTiming, gitlab, HEAD, REF, rejection, TOKEN, useGitLab} from './gitlab-api.ts'

useGitLab()

function directory() {
  return openProjectDirectory({url: ADDRESS, token: TOKEN, timing: fakeTiming()})
}

function open(fields: Partial<OpenMergeRequest> = {}): OpenMergeRequest {
  return {ref: REF, head: HEAD, targetBranch: 'main', sourceProject: 7, updatedAt: 0, ...fields}
}

const statuses = (project: number) => `/projects/${project}/repository/commits/${HEAD}/statuses`

describe('project', () => {
  it('gives the id and the path of today', async () => {
    gitlab().get('/projects/people%2Fbook').reply(200, {id: 7, path_with_namespace: 'people/handbook'})
    expect(await directory().project('people/book')).toEqual({id: 7, path: 'people/handbook'})
  })

  it('follows the redirect of a path that the project had before', async () => {
    gitlab()
      .get('/projects/people%2Fbook')
      .reply(301, '', {location: `${ADDRESS}/api/v4/projects/7`})
    gitlab().get('/projects/7').reply(200, {id: 7, path_with_namespace: 'people/handbook', archived: true})
    expect(await directory().project('people/book')).toEqual({
      id: 7,
      path: 'people/handbook',
      isArchived: true
    })
  })

  it('gives nothing for a project that is not there, or is hidden', async () => {
    gitlab().get('/projects/people%2Fbook').reply(404, {message: '404 Project Not Found'})
    expect(await directory().project('people/book')).toBeUndefined()
  })
})

describe('ownProjects', () => {
  it('lists, page by page, where the token may review', async () => {
    const next = `<${ADDRESS}/api/v4/projects?id_after=7&pagination=keyset>; rel="next"`
    const query = {membership: 'true', min_access_level: '30', archived: 'false', pagination: 'keyset'}
    const page = (id: number) => [{id, path_with_namespace: `people/${id}`}]
    gitlab()
      .get('/projects')
      .query((sent) => Object.entries(query).every(([name, value]) => sent[name] === value) && !sent.id_after)
      .reply(200, page(7), {link: next})
    gitlab()
      .get('/projects')
      .query((sent) => sent.id_after === '7' && sent.membership === 'true')
      .reply(200, page(8))
    expect(await directory().ownProjects()).toEqual([
      {id: 7, path: 'people/7'},
      {id: 8, path: 'people/8'}
    ])
  })
})

describe('holdsFamilies', () => {
  const serve = (folder: string, names: readonly string[]) =>
    gitlab()
      .get('/projects/7/repository/tree')
      .query({pagination: 'keyset', per_page: '100', ...(folder === '' ? {} : {path: folder})})
      .reply(
        200,
        names.map((name) => ({id: HEAD, name, type: 'tree', path: name, mode: '040000'}))
      )

  it.each([
    ['a Hugo handbook', {'': ['content'], content: ['handbook', 'job-families']}, true],
    ['a Middleman handbook', {'': ['source'], source: ['jobs']}, true],
    ['a repository of sites', {'': ['config.rb', 'sites']}, true],
    ['one that is configured', {'': ['.ladderlint.yml']}, true],
    ['some other site', {'': ['content', 'source'], content: ['posts'], source: ['index.md']}, false],
    ['a program', {'': ['lib', 'sites']}, false]
  ])('tells %s', async (_what, folders, holds) => {
    for (const [folder, names] of Object.entries(folders)) serve(folder, names)
    expect(await directory().holdsFamilies(7)).toBe(holds)
  })

  it.each([403, 404])('says no of a repository that answers %i', async (status) => {
    gitlab().get('/projects/7/repository/tree').query(true).reply(status, {message: 'x'})
    expect(await directory().holdsFamilies(7)).toBe(false)
  })
})

describe('openMergeRequests', () => {
  it('gives the one that has waited longest first, of those that were asked for', async () => {
    const query = {
      state: 'opened',
      scope: 'all',
      order_by: 'updated_at',
      sort: 'desc',
      target_branch: 'main',
      updated_after: '2026-11-21T00:00:00.000Z',
      per_page: '100'
    }
    gitlab()
      .get('/projects/7/merge_requests')
      .query(query)
      .reply(200, [
        mergeRequestAnswer({iid: 13, updated_at: '2026-11-21T12:00:00.000Z', sha: null}),
        mergeRequestAnswer({updated_at: '2026-11-21T11:00:00.000Z', source_project_id: null})
      ])
    const filter = {targetBranch: 'main', updatedAfter: Date.parse('2026-11-21T00:00:00Z')}
    expect(await directory().openMergeRequests(7, filter)).toEqual([
      open({sourceProject: null, updatedAt: Date.parse('2026-11-21T11:00:00Z')}),
      open({ref: {project: 7, iid: 13}, head: null, updatedAt: Date.parse('2026-11-21T12:00:00Z')})
    ])
  })

  it('asks for no more pages than it takes', async () => {
    const page = Array.from({length: 100}, () => mergeRequestAnswer({updated_at: '2026-11-21T11:00:00Z'}))
    gitlab().get('/projects/7/merge_requests').query(true).times(20).reply(200, page, {'x-next-page': '2'})
    expect(await directory().openMergeRequests(7, {})).toHaveLength(2_000)
  })
})

describe('lastReview', () => {
  it.each([
    ['success', 'Nothing to do', {isDone: true, hasIgnored: false}],
    ['failed', '1 error to fix; 2 ignored', {isDone: true, hasIgnored: true}],
    ['failed', 'Could not be reviewed: GitLab is down', {isDone: false, hasIgnored: false}],
    ['running', 'Reading the job-family pages', {isDone: false, hasIgnored: false}]
  ])('tells of a status that is %s: %s', async (status, description, told) => {
    const finished_at = '2026-11-21T12:00:00.000Z'
    gitlab()
      .get(statuses(7))
      .query(true)
      .reply(200, [statusAnswer({status, description, finished_at})])
    expect(await directory().lastReview(open())).toEqual({...told, at: Date.parse(finished_at)})
  })

  it('looks into the fork, and into the target where the fork is hidden', async () => {
    gitlab().get(statuses(8)).query(true).reply(404, {message: '404 Project Not Found'})
    gitlab()
      .get(statuses(7))
      .query(true)
      .reply(200, [statusAnswer({status: 'success'})])
    expect(await directory().lastReview(open({sourceProject: 8}))).toMatchObject({isDone: true, at: null})
  })

  it('tells nothing of a head that no review was begun of', async () => {
    gitlab()
      .get(statuses(7))
      .query(true)
      .reply(200, [statusAnswer({name: 'lint'})])
    expect(await directory().lastReview(open())).toBeUndefined()
    expect(await directory().lastReview(open({head: null}))).toBeUndefined()
  })
})

describe('movedAt', () => {
  it('gives when the newest commit was made, and nothing for no such branch', async () => {
    const branch = {commit: {id: HEAD, committed_date: '2026-11-21T12:00:00.000+01:00'}}
    gitlab().get('/projects/7/repository/branches/release%2F1').reply(200, branch)
    expect(await directory().movedAt(7, 'release/1')).toBe(Date.parse('2026-11-21T11:00:00Z'))
    gitlab().get('/projects/7/repository/branches/main').reply(404, {message: '404 Branch Not Found'})
    expect(await directory().movedAt(7, 'main')).toBeUndefined()
  })
})

describe('compare', () => {
  it('compares the commits themselves, so that a forced push shows what it took away', async () => {
    gitlab()
      .get('/projects/7/repository/compare')
      .query({from: 'a', to: 'b', straight: 'true'})
      .reply(200, {commit: null, diffs: [diffAnswer({deleted_file: true})], compare_timeout: true})
    expect(await directory().compare(7, 'a', 'b')).toMatchObject({
      files: [{status: 'deleted'}],
      overflow: true
    })
  })
})

describe('changes', () => {
  it('gives the files of a merge request once a head, with the texts of pages', async () => {
    const own = directory()
    gitlab()
      .get('/projects/7/merge_requests/12/diffs')
      .query(true)
      .reply(200, [diffAnswer(), diffAnswer({old_path: 'a.png', new_path: 'a.png'})])
    const changes = await own.changes(open())
    expect(changes.files.map(({newPath, diff}) => [newPath, diff !== null])).toEqual([
      ['content/a.md', true],
      ['a.png', false]
    ])
    expect(await own.changes(open())).toEqual(changes)
  })

  it('stops at a merge request that changes very much, and says so', async () => {
    const page = Array.from({length: 30}, () => diffAnswer())
    gitlab()
      .get('/projects/7/merge_requests/12/diffs')
      .query(true)
      .times(21)
      .reply(200, page, {'x-next-page': '2'})
    expect((await directory().changes(open())).overflow).toBe(true)
  })

  it('tells what GitLab refuses', async () => {
    gitlab().get('/projects/7/merge_requests/12/diffs').query(true).reply(403, {message: '403 Forbidden'})
    expect(await rejection(directory().changes(open()))).toMatchObject({status: 403})
  })
})
