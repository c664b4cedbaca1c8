import {describe, expect, it} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import {install} from './installation.ts'

const FOLDER = 'content/job-families/delivery'
const OLD = `${FOLDER}/delivery-leadership.md`
const MOVED = `${FOLDER}/leadership-of-delivery.md`
const ADDRESS = '/job-families/delivery/delivery-leadership/'
const TEAM = 'data/team_members/person/a/anna.yml'

/** The demo's handbook, with a team member who holds the role that is taken away. */
function handbook(): Record<string, string> {
  return {
    ...demoHandbook(),
    [TEAM]: `role: <a href="${ADDRESS}">Director, Delivery</a>\n`
  }
}

async function change(files: Readonly<Record<string, string | null>>) {
  const installation = await install(handbook())
  const {api, project, author} = installation
  const mergeRequest = await api.createMergeRequest({project, title: 'Tidy up', files, author})
  await installation.idle()
  return {installation, mergeRequest}
}

const text = () => handbook()[OLD] ?? ''

describe('a merge request that deletes a page', () => {
  it('is told on the deleted file who links to it, and fails', async () => {
    const {installation, mergeRequest} = await change({[OLD]: null})
    const [thread, ...others] = installation.threads(mergeRequest).filter(({rule}) => rule === 'inbound-link')
    expect(others).toEqual([])
    expect(thread).toMatchObject({path: OLD, line: null, resolved: false})
    expect(thread?.body).toContain('data/team_members/person/a/anna.yml')
    expect(thread?.body).toContain('content/job-families/delivery/migration-engineer.md')
    expect(installation.api.statuses(mergeRequest)).toMatchObject([{state: 'failed'}])
  })

  it('is content once the links are gone', async () => {
    const {installation, mergeRequest} = await change({[OLD]: null})
    const {api, project, author} = installation
    const linking = Object.entries(handbook()).filter(([, content]) => content.includes(ADDRESS))
    const unlinked = linking.map(([path, content]) => [path, content.replaceAll(ADDRESS, '/job-families/')])
    await api.push({
      project,
      branch: mergeRequest.sourceBranch,
      files: {...Object.fromEntries(unlinked), [OLD]: null},
      author
    })
    await installation.idle()
    const states = installation.threads(mergeRequest).filter(({rule}) => rule === 'inbound-link')
    expect(states.map(({resolved}) => resolved)).toEqual([true])
  })
})

describe('a merge request that moves a page', () => {
  it('is told at the top of the page who links to the old address, unless it stays as an alias', async () => {
    const {installation, mergeRequest} = await change({[OLD]: null, [MOVED]: text()})
    const [thread] = installation.threads(mergeRequest).filter(({rule}) => rule === 'inbound-link')
    expect(thread).toMatchObject({path: MOVED, resolved: false})
    expect(thread?.body).toContain('data/team_members/person/a/anna.yml')

    const {api, project, author} = installation
    const alias = text().replace(/^---\n/, `---\naliases: [${ADDRESS}]\n`)
    await api.push({project, branch: mergeRequest.sourceBranch, files: {[MOVED]: alias}, author})
    await installation.idle()
    const again = installation.threads(mergeRequest).filter(({rule}) => rule === 'inbound-link')
    expect(again.map(({resolved}) => resolved)).toEqual([true])
  })
})

describe('a search that GitLab refuses', () => {
  it('is said in the summary, and costs the review nothing else', async () => {
    const installation = await install(handbook())
    const {api, project, author} = installation
    api.addFault({method: 'GET', path: '/search', status: 429})
    const mergeRequest = await api.createMergeRequest({
      project,
      title: 'Delete',
      files: {[OLD]: null},
      author
    })
    await installation.idle()
    expect(installation.threads(mergeRequest).filter(({rule}) => rule === 'inbound-link')).toEqual([])
    expect(installation.summaries(mergeRequest)[0]).toContain('it is not known who links there')
    expect(api.statuses(mergeRequest)).toMatchObject([{name: 'ladderlint'}])
  })
})
