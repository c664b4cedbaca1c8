import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import type {MergeRequest} from '../../src/sandbox/state.ts'
import {openReviews, type Reviews, useSandbox} from './direct-review.ts'

const sandbox = useSandbox()

const PATH = 'content/job-families/delivery/move-coordinator.md'
/** A family without a finding that could be fixed. */
const CLEAN = (demoHandbook()['content/job-families/delivery/migration-engineer.md'] ?? '')
  .replaceAll('Migration Engineer', 'Move Coordinator')
  .replace('Delivery Consultant', 'Move Coordinator')
  .replaceAll('https://handbook.gitlab.com/', '/')

/** What people write, each with the rule that offers the fix. Each finds its place whatever the others did. */
const MISTAKES: Readonly<Record<string, readonly [from: string | RegExp, to: string]>> = {
  'gitlab-casing in a sentence': ['Clear writing', 'Clear writing on Gitlab and git lab'],
  'gitlab-casing beside code': ['Patience with', 'Patience with `` a ` b `` and Gitlab, `Gitlab` aside,'],
  'inclusive-language beside a tab': ['Keep the runbook', 'Keep\tthe whitelist'],
  'inclusive-language on the next line': ['Carry out moves', 'Carry out moves with manpower'],
  'mojibake in a sentence': ['in at least one', 'â€” in at least one â€œgoodâ€\u009d'],
  'link-style of the whole address': [
    '](/handbook/delivery/)',
    '](https://handbook.gitlab.com/handbook/delivery/)'
  ],
  'link-target with a slip': ['#rehearsal-coverage', '#Rehearsal-Coverage'],
  'ladder-target that moved': [
    /\(\/job-families\/delivery\/delivery-leadership\/\) job family/,
    '(/job-families/delivery/head-of-delivery/) job family'
  ],
  'ladder-link-text': [/\[Delivery Leadership\](\([^)]*\)) job family/, 'Delivery Leadership [job family]$1'],
  'grade-phrase and its link': [
    '[grade 7](/handbook/total-rewards/compensation/compensation-calculator/#gitlab-job-grades)',
    'job grade [7](/handbook/total-rewards/compensation/compensation-calculator/#gitlab-job-grades)'
  ],
  'grade-link': [
    'a [grade 6](/handbook/total-rewards/compensation/compensation-calculator/#gitlab-job-grades)',
    'a grade 6'
  ],
  'level-heading': ['## Performance Indicators', '## Perfomance Indicators'],
  'bold-heading': ['## Responsibilities\n', '## **Responsibilities**\n'],
  'export-residue': ['Compare source and target', 'Compare source \\& target\\, twice\\;'],
  'list-continuation at the end of a list': [
    /(Calm and plain words on the day of a move)\n/,
    '$1\nWhoever has more to say writes it down.\n'
  ],
  'ability-to-use-gitlab in other words': ['- Ability to use GitLab\n', '- Able to use GitLab\n'],
  'ability-to-use-gitlab missing': ['- Ability to use GitLab\n', '']
}

const page = fc
  .record({
    mistakes: fc.subarray(Object.keys(MISTAKES), {minLength: 1}),
    isCrlf: fc.boolean(),
    isEnded: fc.boolean(),
    isNew: fc.boolean()
  })
  .map(({mistakes, isCrlf, isEnded, isNew}) => {
    const wrong = mistakes.reduce((text, name) => {
      const [from, to] = MISTAKES[name] ?? ['', '']
      return text.replace(from, to)
    }, CLEAN)
    const format = (text: string) => {
      const ended = isEnded ? text : text.trimEnd()
      return isCrlf ? ended.replaceAll('\n', '\r\n') : ended
    }
    return {mistakes, isCrlf, base: isNew ? null : format(CLEAN), head: format(wrong)}
  })

function suggestionsOf({sandbox: {api}}: Reviews, mergeRequest: MergeRequest): number[] {
  return api
    .discussions(mergeRequest)
    .filter(({notes}) => notes[0]?.resolvedAt === null)
    .flatMap(({notes}) => notes.flatMap(({suggestions}) => suggestions))
    .flatMap(({id, applied}) => (applied ? [] : [id]))
}

async function applyAll(reviews: Reviews, mergeRequest: MergeRequest): Promise<number> {
  const ids = suggestionsOf(reviews, mergeRequest)
  if (ids.length === 0) return 0
  const answer = await fetch(`${reviews.sandbox.url}/api/v4/suggestions/batch_apply`, {
    method: 'PUT',
    headers: {
      'PRIVATE-TOKEN': reviews.sandbox.api.createToken(reviews.author),
      'content-type': 'application/json'
    },
    body: JSON.stringify({ids})
  })
  expect([answer.status, await answer.text()]).toEqual([200, expect.anything()])
  return ids.length
}

async function textOf({project}: Reviews, {sourceBranch}: MergeRequest): Promise<string> {
  const head = await project.repository.branch(sourceBranch)
  return String(await project.repository.file(head ?? '', PATH))
}

/** Reviews, and tells the rules that are charged. */
async function rulesOf(reviews: Reviews, mergeRequest: MergeRequest): Promise<string[]> {
  await reviews.review(mergeRequest)
  return reviews.charged(mergeRequest).map((line) => line.replace(/ .*/, ''))
}

describe('"apply all suggestions"', () => {
  it("ends every finding that had one, starts no other, and keeps the file's line ends", async () => {
    const settings = {threads: {from: 'info', limit: 100}} as const
    const reviews = await openReviews(sandbox(), demoHandbook(), settings)
    let run = 0
    await fc.assert(
      fc.asyncProperty(page, async ({mistakes, isCrlf, base, head}) => {
        run += 1
        await reviews.advance({[PATH]: base, 'run.txt': `${run}`})
        const mergeRequest = await reviews.open({[PATH]: head}, `Change a page, ${run}`)
        const before = await rulesOf(reviews, mergeRequest)
        const rules = new Set(mistakes.map((name) => name.replace(/ .*/, '')))
        expect(new Set(before)).toEqual(rules)

        await applyAll(reviews, mergeRequest)
        const after = await rulesOf(reviews, mergeRequest)
        expect(suggestionsOf(reviews, mergeRequest)).toEqual([])
        // Into a CRLF file GitLab writes new lines with \n, so what takes several lines is not offered there.
        const rest = isCrlf ? after.filter((rule) => !rules.has(rule)) : after
        expect({mistakes, isCrlf, isNew: base === null, rest}).toMatchObject({rest: []})
        const text = await textOf(reviews, mergeRequest)
        expect(isCrlf ? /(?<!\r)\n/.test(text) : text.includes('\r')).toBe(false)
      }),
      {numRuns: 8}
    )
  })
})
