import {describe, expect, it} from 'vitest'
import {runRules} from '../../rules/run-rules.ts'
import {LadderlintError} from '../../src/config/ladderlint-error.ts'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {openHandbook} from '../../src/handbook/open-handbook.ts'
import {parsePage} from '../../src/page/parse-page.ts'
import {ruleSettings} from '../../src/reviewer/rule-settings.ts'

const page = parsePage('content/job-families/pilot.md', '---\ntitle: Pilot\n---\n\n[a](/handbook/a/)\n')

/** What running all rules rejects with, when the handbook cannot be listed. */
async function failureWith(error: Error): Promise<unknown> {
  const snapshot = {...openMemorySnapshot({}), entries: () => Promise.reject(error)}
  return runRules(page, openHandbook(snapshot), undefined, ruleSettings()).catch((reason: unknown) => reason)
}

describe('runRules', () => {
  it('passes on why the handbook could not be read, as it is', async () => {
    const error = new LadderlintError('GitLab cannot be reached')
    expect(await failureWith(error)).toBe(error)
  })

  it('names the rule that has a defect', async () => {
    expect(await failureWith(new TypeError('x is not a function'))).toMatchObject({
      message: expect.stringMatching(/^rule "[a-z-]+" failed: x is not a function$/)
    })
  })
})
