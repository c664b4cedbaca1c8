import {describe, expect, it} from 'vitest'
import {openMemorySnapshot} from '../../../src/handbook/memory-snapshot.ts'
import {checkHandbook} from '../../../src/server/checks/check-handbook.ts'
import {checkProject} from '../../../src/server/checks/check-project.ts'
import {accessWhere, refusal} from './fake-access.ts'

const PATH = 'people/handbook'
const PROJECT = {id: 7, path: PATH, defaultBranch: 'main', isArchived: false, role: 30}

const where = (differs: Partial<typeof PROJECT>) =>
  accessWhere({project: async () => ({...PROJECT, ...differs})})

describe('checkProject', () => {
  it.each([
    [50, 'ok', 'Owner of people/handbook'],
    [30, 'ok', 'Developer of people/handbook'],
    [
      20,
      'failed',
      "The token's user is Reporter of people/handbook: it can comment, but set no status and resolve only what nobody answered"
    ],
    [10, 'failed', "The token's user is Guest of people/handbook, which is too little to review there"],
    [0, 'failed', "The token's user is no member of people/handbook, which is too little to review there"]
  ])('says of access level %i: %s', async (role, verdict, says) => {
    expect((await checkProject(where({role}), PATH)).check).toMatchObject({verdict, says})
  })

  it('says of what is hidden that it is not there, or not for this token', async () => {
    const {check, access} = await checkProject(accessWhere({project: async () => undefined}), PATH)
    expect(access).toBeUndefined()
    expect(check).toMatchObject({
      about: 'project people/handbook',
      verdict: 'failed',
      says: "The project does not exist, or the token's user is not a member of it"
    })
  })

  it('warns of an archived one', async () => {
    expect((await checkProject(where({isArchived: true}), PATH)).check).toMatchObject({verdict: 'warning'})
  })

  it.each([
    [503, 'unknown'],
    [403, 'failed']
  ])('takes an answer of %s for: %s', async (status, verdict) => {
    const {check} = await checkProject(accessWhere({project: refusal(status)}), PATH)
    expect(check).toMatchObject({verdict, says: `GitLab answers ${status}`})
  })
})

describe('checkHandbook', () => {
  const holding = (files: Readonly<Record<string, string>>) =>
    accessWhere({branch: async () => openMemorySnapshot(files)})
  const FAMILY = {'content/job-families/delivery/pilot.md': '# Pilot\n'}
  const tell = async (access: ReturnType<typeof accessWhere>, project = PROJECT) =>
    (await checkHandbook(access, project)).map(({verdict, says}) => `${verdict}: ${says}`)

  it('counts job-family pages, and reads the configuration', async () => {
    expect(await tell(holding(FAMILY))).toEqual([
      'ok: There is no .ladderlint.yml: the defaults hold',
      'ok: 1 job-family page'
    ])
    expect(await tell(holding({...FAMILY, '.ladderlint.yml': 'fail-on: warning\n'}))).toContain(
      'ok: .ladderlint.yml has no mistakes'
    )
  })

  it('tells the first mistake of the configuration with its place, and how many more there are', async () => {
    const config = 'fail-on: sometimes\nrules:\n  level-ordr: off\n'
    const [first] = await tell(holding({...FAMILY, '.ladderlint.yml': config}))
    expect(first).toMatch(/^failed: \.ladderlint\.yml:1:\d+ .*, and 1 more$/)
  })

  it('warns where no job families are', async () => {
    expect((await tell(holding({'README.md': 'x'})))[1]).toMatch(/^warning: No job-family page/)
    expect(await tell(accessWhere({branch: async () => undefined}))).toEqual([
      'warning: The repository has no default branch yet'
    ])
  })

  it('does not know what it may not read', async () => {
    expect(await tell(accessWhere({branch: refusal(403)}))).toEqual(['unknown: GitLab answers 403'])
  })
})
