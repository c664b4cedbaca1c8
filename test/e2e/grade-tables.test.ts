import {describe, expect, it} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import {install} from './installation.ts'

const TABLES = 'content/handbook/total-rewards/compensation/compensation-calculator/_index.md'

async function edit(change: (text: string) => string) {
  const installation = await install(demoHandbook())
  const {api, project, author} = installation
  const files = {[TABLES]: change(demoHandbook()[TABLES] ?? '')}
  const mergeRequest = await api.createMergeRequest({project, title: 'Change the grades', files, author})
  await installation.idle()
  return {installation, mergeRequest}
}

describe('a merge request that edits the grade tables', () => {
  it('is told which families it contradicts, without a thread or a failing status', async () => {
    const {installation, mergeRequest} = await edit((text) => text.replaceAll('| 10 |', '| 13 |'))
    const [summary = '', ...more] = installation.summaries(mergeRequest)
    expect(more).toEqual([])
    expect(summary).toMatch(
      /contradict 1 family that it does not change: `\/job-families\/delivery\/delivery-leadership\/` \(Director, Delivery, grade 10\)/
    )
    expect(installation.threads(mergeRequest)).toEqual([])
    expect(installation.api.statuses(mergeRequest)).toMatchObject([{state: 'success'}])
  })

  it('hears nothing when the tables say what they said before', async () => {
    const {installation, mergeRequest} = await edit((text) => `${text}\nMore words.\n`)
    expect(installation.summaries(mergeRequest)).toEqual([])
    expect(installation.api.statuses(mergeRequest)).toEqual([])
  })
})
