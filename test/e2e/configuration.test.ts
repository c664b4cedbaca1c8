import {describe, expect, it} from 'vitest'
import {demoChange, demoHandbook} from '../../src/sandbox/demo-files.ts'
import {install} from './installation.ts'

const [[PATH, CHANGED] = ['', '']] = Object.entries(demoChange())

/** The demo's merge request at a handbook with this configuration. */
async function reviewed(
  config: string | undefined,
  {title = 'Add a role', files = demoChange()}: {title?: string; files?: Record<string, string>} = {}
) {
  const handbook = demoHandbook()
  const installation = await install(
    config === undefined ? handbook : {...handbook, '.ladderlint.yml': config}
  )
  const {api, project, author} = installation
  const mergeRequest = await api.createMergeRequest({project, title, files, author})
  await installation.idle()
  const rules = installation.threads(mergeRequest).map(({rule}) => rule)
  const [summary = ''] = installation.summaries(mergeRequest)
  return {installation, mergeRequest, rules, summary, status: api.statuses(mergeRequest)[0]}
}

const everyRuleOff = (rules: readonly string[]) =>
  `rules:\n${[...new Set(rules)].map((rule) => `  ${rule}: off\n`).join('')}`

describe("the handbook's .ladderlint.yml", () => {
  it('is followed as it stands on the target branch', async () => {
    const {rules} = await reviewed(undefined)
    const [rule = ''] = rules
    const changed = await reviewed(`rules:\n  ${rule}: off\n`)
    expect(changed.rules.toSorted()).toEqual(rules.filter((other) => other !== rule).toSorted())
  })

  it('cannot be loosened by the merge request that is reviewed', async () => {
    const {rules} = await reviewed(undefined)
    const files = {...demoChange(), '.ladderlint.yml': everyRuleOff(rules)}
    expect((await reviewed('fail-on: error\n', {files})).rules.toSorted()).toEqual(rules.toSorted())
    expect((await reviewed(undefined, {files})).rules.toSorted()).toEqual(rules.toSorted())
  })

  it('leaves pages out, and sets others apart', async () => {
    const {rules} = await reviewed(undefined)
    const ignored = await reviewed('paths:\n  ignore: [content/job-families/delivery/]\n')
    expect(ignored.installation.api.discussions(ignored.mergeRequest)).toEqual([])
    const apart = await reviewed(
      `overrides:\n  - paths: ["${PATH}"]\n    rules:\n${everyRuleOff(rules).replaceAll(/^ {2}/gm, '      ').replace('rules:\n', '')}`
    )
    expect(apart.rules).toEqual([])
    expect(apart.status).toMatchObject({state: 'success'})
  })

  it('sets the manners of the review', async () => {
    const few = await reviewed('review:\n  most-threads: 1\nfail-on: never\n')
    expect(few.rules).toHaveLength(1)
    expect(few.summary).toContain('Without a thread of their own')
    expect(few.status).toMatchObject({state: 'success'})
    const draft = await reviewed('review:\n  drafts: full\n', {title: 'Draft: Add a role'})
    expect(draft.rules.length).toBeGreaterThan(1)
    const approvals = await reviewed('approvals:\n  - who: the Handbook Council\n')
    expect(approvals.summary).toContain('the Handbook Council')
  })

  it('puts a rule on probation: told in the summary, no thread, no failing status', async () => {
    const {rules, status} = await reviewed(undefined)
    expect(status).toMatchObject({state: 'failed'})
    const {summary, ...trial} = await reviewed(everyRuleOff(rules).replaceAll(': off', ': probation'))
    expect(trial.rules).toEqual([])
    expect(trial.status).toMatchObject({state: 'success'})
    const list = /<details><summary>(\d+) findings of rules on probation[\s\S]*?<\/details>/.exec(summary)
    for (const rule of new Set(rules)) expect(list?.[0]).toContain(`\`${rule}\``)
    expect(summary.split('\n')[0]).not.toContain('Yours to do')
  })

  it('with mistakes in it is not followed, which the summary says', async () => {
    const {rules, status} = await reviewed(undefined)
    const broken = await reviewed('rules:\n  level-ordr: off\n  mojibake: loud\n')
    expect(broken.rules.toSorted()).toEqual(rules.toSorted())
    expect(broken.summary).toContain('this review follows the defaults')
    expect(broken.summary).toMatch(/2 mistakes.*level-ordr.*Did you mean "?`?level-order/)
    expect(broken.status?.description).toBe(status?.description)
  })

  it.each([
    ['no text', '\u0000\u0001'],
    ['a bomb', `a: &a [x, x]\n${'b: &b [*a, *a]\n'.repeat(100)}`],
    ['1 MB', '# filled up\n'.repeat(90_000)]
  ])('that is %s ends no review', async (_, config) => {
    const {summary, rules} = await reviewed(config)
    expect(rules.length).toBeGreaterThan(1)
    expect(summary).toContain('this review follows the defaults')
  })
})

describe('a comment that silences rules', () => {
  const silenced = (because: string) =>
    CHANGED.replace(/^---\n[\s\S]*?\n---\n/, (front) => `${front}\n<!-- ladderlint disable ${because} -->\n`)

  it('silences them on the merge request that adds it, and is the first that the summary tells', async () => {
    const {rules} = await reviewed(undefined)
    const [rule = ''] = rules
    const text = silenced(`${rule} because @all the roles are new until 9999-12-31`)
    const {summary, ...other} = await reviewed(undefined, {files: {[PATH]: text}})
    expect(other.rules).not.toContain(rule)
    const [, second = '', third = ''] = summary.split('\n\n')
    expect(second).toBe('**Silenced by comments that this merge request adds**')
    expect(third).toMatch(
      new RegExp(`^- line \\d+: \`disable ${rule}\` until 9999-12-31 because \`@all\` the`)
    )
    expect(third).toContain(`(\`${rule}\``.replace('(', '(['))
  })

  it('that stood there before is folded into a list, and fixes nothing', async () => {
    const {rules} = await reviewed(undefined)
    const [rule = ''] = rules
    const handbook = {...demoHandbook(), [PATH]: silenced(rule)}
    const installation = await install(handbook)
    const {api, project, author} = installation
    const files = {[PATH]: `${handbook[PATH]}\n<!-- touched -->\n`}
    const mergeRequest = await api.createMergeRequest({project, title: 'Touch it', files, author})
    await installation.idle()
    const [summary = ''] = installation.summaries(mergeRequest)
    expect(summary).toMatch(/<details><summary>\d+ findings? silenced by the page<\/summary>/)
    expect(summary).toContain('without a reason')
    expect(summary).not.toContain('Silenced by comments that this merge request adds')
    expect(summary).not.toContain('Thank you for fixing')
  })

  it('added to a page with old findings is no fix', async () => {
    const {rules} = await reviewed(undefined)
    const [rule = ''] = rules
    const installation = await install({...demoHandbook(), [PATH]: CHANGED})
    const {api, project, author} = installation
    const files = {[PATH]: silenced(rule)}
    const mergeRequest = await api.createMergeRequest({project, title: 'Silence it', files, author})
    await installation.idle()
    const [summary = ''] = installation.summaries(mergeRequest)
    expect(summary).toContain('Silenced by comments that this merge request adds')
    expect(summary).not.toContain('Thank you for fixing')
  })
})
