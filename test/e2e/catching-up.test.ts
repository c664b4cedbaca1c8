import {describe, expect, it} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import {type Installation, install} from './installation.ts'
import {LEAD, PATH, TARGET, WITH_STEP} from './next-step.ts'

/** Sweeps at the start, and then no more while a test runs. */
const SWEEPING = {sweepMinutes: 1_440}

/** Resolves when the service has logged a line with this text since there were `from` lines. */
async function logged({log}: Installation, text: string, from: number): Promise<void> {
  await expect.poll(() => log.slice(from).some((line) => line.includes(text)), {timeout: 20_000}).toBe(true)
}

async function restart(installation: Installation): Promise<void> {
  const lines = installation.log.length
  await installation.restart()
  await logged(installation, 'looked for open merge requests without a review', lines)
  await installation.idle()
}

describe('a service that was down', () => {
  it('reviews what was opened and what was pushed meanwhile, when it is started again', async () => {
    const installation = await install(demoHandbook(), SWEEPING)
    const {api, project, author} = installation
    const known = await installation.open()
    await installation.idle()
    const threads = installation.threads(known).length
    expect(threads).toBeGreaterThan(0)
    await installation.stop()
    await api.push({project, branch: known.sourceBranch, files: demoHandbook(), author})
    const fresh = await installation.open({title: 'Add a step', files: {[PATH]: WITH_STEP}})
    await api.settled()
    expect(installation.summaries(fresh)).toEqual([])

    await restart(installation)
    expect(installation.threads(known).map(({resolved}) => resolved)).toEqual(Array(threads).fill(true))
    expect(installation.threads(fresh).map(({rule}) => rule)).toEqual(['ladder-target'])
    expect(api.statuses(fresh)).toMatchObject([{name: 'ladderlint', state: 'failed'}])
  })

  it('asks again for what was pushed to the target branch meanwhile', async () => {
    const installation = await install({...demoHandbook(), [TARGET]: LEAD}, SWEEPING)
    const {api, project} = installation
    const mergeRequest = await installation.open({title: 'Add a step', files: {[PATH]: WITH_STEP}})
    await installation.idle()
    expect(installation.threads(mergeRequest)).toEqual([])
    await installation.stop()
    await api.push({project, branch: 'main', files: {[TARGET]: null}})
    await api.settled()
    await restart(installation)
    expect(installation.threads(mergeRequest).map(({rule}) => rule)).toEqual(['ladder-target'])
  })

  it('leaves alone what is reviewed, and writes nothing', async () => {
    const installation = await install(demoHandbook(), SWEEPING)
    const {api} = installation
    await installation.open()
    await installation.idle()
    await installation.stop()
    api.clearRequests()
    await restart(installation)
    const reads = api.requests().requests.map(({path}) => path)
    expect(reads.filter((path) => path.includes('/discussions'))).toEqual([])
    expect(api.requests().writes).toBe(0)
  })

  it('starts while GitLab is down, and says so', async () => {
    const installation = await install(demoHandbook())
    const {api} = installation
    api.addFault({method: 'GET', path: '/personal_access_tokens/', status: 503, times: 100})
    const lines = installation.log.length
    await installation.restart()
    expect(installation.log.slice(lines).join('')).toContain(
      'GitLab failed GET personal_access_tokens/self (503)'
    )
  })
})

describe('a push to the target branch', () => {
  it('that deletes a ladder target gives the open merge request that leads there its thread', async () => {
    const installation = await install({...demoHandbook(), [TARGET]: LEAD})
    const {api, project} = installation
    const mergeRequest = await installation.open({title: 'Add a step', files: {[PATH]: WITH_STEP}})
    const other = await installation.open()
    await installation.idle()
    expect(installation.threads(mergeRequest)).toEqual([])
    api.clearRequests()
    await api.push({project, branch: 'main', files: {[TARGET]: null}})
    await installation.idle()
    expect(installation.threads(mergeRequest)).toMatchObject([
      {path: PATH, rule: 'ladder-target', resolved: false}
    ])
    const read = api.requests().requests.map(({path}) => path)
    expect(read.filter((path) => path.includes(`merge_requests/${other.iid}/discussions`))).toEqual([])

    await api.push({project, branch: 'main', files: {[TARGET]: LEAD}})
    await installation.idle()
    expect(installation.threads(mergeRequest)).toMatchObject([{rule: 'ladder-target', resolved: true}])
  })

  it('that changes nothing a review depends on makes the service ask nothing', async () => {
    const installation = await install(demoHandbook())
    const {api, project} = installation
    await installation.open()
    await installation.idle()
    api.clearRequests()
    await api.push({project, branch: 'main', files: {'package.json': '{}\n'}})
    await installation.idle()
    const asked = api.requests().requests.filter(({path}) => path.includes('/projects/'))
    expect(asked).toEqual([])
    expect(api.deliveries(project).at(-1)).toMatchObject({trigger: 'push_hooks', status: 200})
  })
})
