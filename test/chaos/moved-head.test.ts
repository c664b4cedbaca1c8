import {describe, expect, it, onTestFinished} from 'vitest'
import {openForge} from '../../src/gitlab/forge.ts'
import {attendMergeRequest} from '../../src/reviewer/attend-merge-request.ts'
import {startSandbox} from '../../src/sandbox/start.ts'
import * as authors from './authors.ts'
import {differences} from './compare.ts'
import {openGateway} from './gateway.ts'
import {MARKER_KEY} from './replica.ts'
import {check, openStage} from './stage.ts'

describe('a push while a review reads', () => {
  it('leaves no thread on a line of the newer diff at the older head', async () => {
    const sandbox = await startSandbox()
    onTestFinished(() => sandbox.close())
    const stage = await openStage(sandbox)
    await authors.open(stage, {kind: 'open', page: 0, flaws: ['ungraded-level'], draft: false})
    const [change] = stage.changes
    if (!change) throw new Error('nothing was opened')
    let isPushed = false
    const gateway = await openGateway(sandbox.url, (_method, path) => {
      if (isPushed || !path.includes('/diffs')) return null
      isPushed = true
      const what = () => authors.push(stage, change, {kind: 'toggle', flaw: 'pronoun'})
      return {kind: 'meanwhile', when: 'before', what}
    })
    onTestFinished(() => gateway.cut())
    const forge = openForge({url: gateway.url, token: stage.bot.token})
    const ref = {project: stage.project.id, iid: change.mergeRequest.iid}
    await attendMergeRequest(forge, ref, {ruling: {}, check, markerKey: MARKER_KEY, answersCommands: true})
    expect(await differences(stage, change.mergeRequest)).toEqual([])
  })
})
