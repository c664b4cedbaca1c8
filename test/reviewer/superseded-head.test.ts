import {describe, expect, it} from 'vitest'
import {z} from 'zod'
import {openForge} from '../../src/gitlab/forge.ts'
import {createPageCache} from '../../src/handbook/page-cache.ts'
import {checkHere} from '../../src/reviewer/check.ts'
import type {Forge} from '../../src/reviewer/forge.ts'
import {reviewMergeRequest} from '../../src/reviewer/review-merge-request.ts'
import {demoChange, demoFix, demoHandbook} from '../../src/sandbox/demo-files.ts'
import {openSandbox} from '../sandbox/open-sandbox.ts'

describe('reviewMergeRequest', () => {
  it('leaves no status running on a head that a push has superseded in the meantime', async () => {
    const {url, api, project, author, token} = await openSandbox(demoHandbook())
    const mergeRequest = await api.createMergeRequest({project, title: 'Change', files: demoChange(), author})
    const first = await project.repository.branch(mergeRequest.sourceBranch)
    const forge = openForge({url, token})
    let isPushed = false
    let reads = 0
    const moving: Forge = {
      ...forge,
      // Enough of them that the review asks whether the head has moved.
      counts: {
        get reads() {
          reads += 100
          return reads
        },
        writes: 0
      },
      async discussions(ref) {
        if (!isPushed) {
          isPushed = true
          await api.push({project, branch: mergeRequest.sourceBranch, files: demoFix(), author})
        }
        return forge.discussions(ref)
      }
    }
    const outcome = await reviewMergeRequest(
      moving,
      {project: project.id, iid: mergeRequest.iid},
      {ruling: {}, check: checkHere(createPageCache({maxEntries: 50})), markerKey: 'key'}
    )
    const statuses = async (commit: string) => {
      const answer = await fetch(
        `${url}/api/v4/projects/${project.id}/repository/commits/${commit}/statuses?name=ladderlint`,
        {headers: {'private-token': token}}
      )
      return z.array(z.object({status: z.string()})).parse(await answer.json())
    }
    expect(outcome).toMatchObject({kind: 'reviewed'})
    const second = outcome.kind === 'reviewed' ? outcome.head : ''
    expect(second).not.toBe(first)
    expect((await statuses(first ?? '')).map(({status}) => status)).toEqual(['canceled'])
    expect((await statuses(second)).map(({status}) => status)).toEqual(['success'])
    expect(outcome).toMatchObject({writes: forge.counts.writes})
  })

  it('lets a head pass of which the pages were taken away while it was reviewed', async () => {
    const {url, api, project, author, token} = await openSandbox(demoHandbook())
    const files = {'content/notes.md': '# Notes\n'}
    const mergeRequest = await api.createMergeRequest({project, title: 'Change', files, author})
    const head = await project.repository.branch(mergeRequest.sourceBranch)
    const forge = openForge({url, token})
    const ref = {project: project.id, iid: mergeRequest.iid}
    const seen = await forge.mergeRequest(ref)
    await forge.setStatus(seen, {state: 'canceled', description: 'A newer commit is reviewed', url: null})
    const settings = {ruling: {}, check: checkHere(createPageCache({maxEntries: 50})), markerKey: 'key'}
    const outcome = await reviewMergeRequest(openForge({url, token}), ref, settings)
    expect(outcome).toMatchObject({kind: 'skipped', reason: 'no job-family page is changed'})
    const answer = await fetch(`${url}/api/v4/projects/${project.id}/repository/commits/${head}/statuses`, {
      headers: {'private-token': token}
    })
    expect(await answer.json()).toMatchObject([
      {status: 'success', description: 'No job-family page is changed'}
    ])
    const again = openForge({url, token})
    await reviewMergeRequest(again, ref, settings)
    expect(again.counts.writes).toBe(0)
  })
})
