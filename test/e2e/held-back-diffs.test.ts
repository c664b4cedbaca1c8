import {describe, expect, it, onTestFinished} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import type {Files} from '../../src/sandbox/git/commit-stream.ts'
import {startSandbox} from '../../src/sandbox/start.ts'
import {openReviews} from './direct-review.ts'

const PATH = 'content/job-families/engineering/tidal-engineer.md'

/** Longer than what GitLab shows of a file without being asked: 20 KB. */
function longPage(title: string): string {
  const prose = Array.from(
    {length: 600},
    (_, index) => `Tides are measured at station ${index} all year round.`
  )
  return `---\ntitle: ${title}\n---\n\n${prose.join('\n')}\n\nMore about â€” us.\n`
}

/** What a review says of these files, on a GitLab of a version. */
async function said(version: string, before: Readonly<Record<string, string>>, files: Files) {
  const sandbox = await startSandbox({version})
  onTestFinished(() => sandbox.close())
  const reviews = await openReviews(sandbox, {...demoHandbook(), ...before})
  const mergeRequest = await reviews.open(files)
  await reviews.review(mergeRequest)
  return reviews.charged(mergeRequest)
}

describe('a page whose diff an older GitLab holds back without a word', () => {
  it('is read when it is new, and never taken for empty', async () => {
    const files = {[PATH]: longPage('Tidal Engineer')}
    const old = await said('17.11.0', {}, files)
    expect(old).toEqual(await said('19.6.0', {}, files))
    expect(old).toContain('mojibake 606')
  })

  it('is read when it was renamed, and never taken for unchanged', async () => {
    const moved = 'content/job-families/engineering/tide-engineer.md'
    const text = longPage('Tidal Engineer')
    const before = {[PATH]: text.replace('â€” ', '')}
    // Beyond a hundred files GitLab shows no diff at all.
    const others = Array.from({length: 101}, (_, index) => [`aside/${index}.txt`, `${index}\n`] as const)
    const files = {...Object.fromEntries(others), [PATH]: null, [moved]: text}
    const old = await said('17.11.0', before, files)
    expect(old).toEqual(await said('19.6.0', before, files))
    expect(old).toContain('mojibake 606')
  })
})
