import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {describe, expect, it} from 'vitest'
import {z} from 'zod'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import {folderWith, git, write} from '../cli/run-cli.ts'
import {body, inputs, jobsWith, runScript} from './component.ts'

const REPORT = 'gl-code-quality-report.json'
const MERGE_REQUEST = {CI_MERGE_REQUEST_IID: '7', CI_MERGE_REQUEST_DIFF_BASE_SHA: 'base'}

/** Writes down what it is called with; each command ends as the test says. */
function recorder(check: number, review = 0): string {
  return `echo "$*" >>calls\ncase "$*" in *\\ check\\ *) exit ${check} ;; *) exit ${review} ;; esac`
}

/** The calls of npx that the job makes, with its exit status. */
function callsOf(
  variables: Readonly<Record<string, string>>,
  {given = {}, npx = recorder(0)}: {given?: Readonly<Record<string, string>>; npx?: string} = {}
) {
  const cwd = folderWith({calls: ''})
  const [job] = Object.values(jobsWith(given))
  const {status, stdout} = runScript(job?.script[0] ?? '', {npx, cwd, variables})
  return {status, stdout, calls: readFileSync(join(cwd, 'calls'), 'utf8').trim().split('\n'), cwd}
}

describe('the header of templates/review.yml', () => {
  it.each(Object.entries(inputs))('gives "%s" a default that it accepts itself', (_name, input) => {
    const value = String(input.default)
    expect(typeof input.default).toBe(input.type ?? 'string')
    if (input.options) expect(input.options).toContain(value)
    if (input.regex) expect(value).toMatch(new RegExp(input.regex))
  })

  it('has no input that nothing uses, and uses none that it lacks', () => {
    const used = new Set(Array.from(body.matchAll(/\$\[\[ inputs\.([a-z-]+) \]\]/g), ([, name]) => name))
    expect([...used].sort()).toEqual(Object.keys(inputs).sort())
    expect(body.match(/\$\[\[(?! inputs\.[a-z-]+ \]\])/g)).toBeNull()
  })

  it('lets no version through that a shell would take for more', () => {
    const {regex = ''} = inputs.version ?? {}
    for (const version of ['latest', '1.2.3', '1.2.3-rc.1', '1']) expect(version).toMatch(new RegExp(regex))
    for (const version of ["1'; rm -rf .; '", '../x', '$(id)', '-g', '1 || true', ''])
      expect(version).not.toMatch(new RegExp(regex))
  })

  it('installs the version that the component is of', () => {
    expect(inputs.version?.default).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version)
    expect(readFileSync('docs/installing.md', 'utf8')).toContain(`/review@${inputs.version?.default}`)
  })

  it('is told in the documentation, input by input', () => {
    const docs = readFileSync('docs/installing.md', 'utf8')
    for (const name of Object.keys(inputs)) expect(docs).toContain(`| \`${name}\` |`)
  })
})

describe("the component's job", () => {
  it('stands where the inputs put it', () => {
    const jobs = jobsWith({'job-name': 'job families', stage: 'lint', image: 'registry.example.com/node:24'})
    expect(jobs).toMatchObject({'job families': {stage: 'lint', image: 'registry.example.com/node:24'}})
    expect(jobsWith()).toMatchObject({ladderlint: {stage: 'test', variables: {GIT_DEPTH: '0'}}})
  })

  it('uploads the report that its script writes', () => {
    const [job] = Object.values(jobsWith())
    expect(job?.artifacts.reports.codequality).toBe(REPORT)
    expect(job?.script[0]).toContain(`report=${REPORT}\n`)
  })

  it('checks what the merge request brings in, and reviews nothing without a token', () => {
    const {status, calls, stdout} = callsOf(MERGE_REQUEST)
    expect(calls).toEqual([
      `--yes ladderlint@${inputs.version?.default} check --since base --output codequality=${REPORT}`
    ])
    expect(status).toBe(0)
    expect(stdout).toContain('GITLAB_TOKEN is not set')
  })

  it('reviews with a token, in the version that was asked for', () => {
    const {calls} = callsOf({...MERGE_REQUEST, GITLAB_TOKEN: 'x'}, {given: {version: 'latest'}})
    expect(calls.map((call) => call.split(' ').slice(0, 3))).toEqual([
      ['--yes', 'ladderlint@latest', 'check'],
      ['--yes', 'ladderlint@latest', 'review']
    ])
  })

  it.each(inputs['fail-on']?.options ?? [])(
    'with fail-on %s leaves the severity to whom it belongs',
    (value) => {
      const {calls} = callsOf(MERGE_REQUEST, {given: {'fail-on': value}})
      expect(calls[0]?.includes(`--fail-on ${value} `)).toBe(value !== 'configured')
      expect(calls[0]?.includes('--fail-on')).toBe(value !== 'configured')
    }
  )

  it('compares merged results with the target branch, whose own changes are not the merge request’s', () => {
    const {calls} = callsOf({...MERGE_REQUEST, CI_MERGE_REQUEST_TARGET_BRANCH_SHA: 'target'})
    expect(calls[0]).toContain('check --since target ')
  })

  it.each([
    {check: 0, review: 0, status: 0},
    {check: 1, review: 1, status: 1},
    {check: 0, review: 1, status: 0},
    {check: 1, review: 0, status: 1},
    {check: 2, review: 0, status: 2},
    {check: 0, review: 3, status: 3},
    {check: 1, review: 3, status: 3}
  ])(
    'ends with $status when the check does with $check and the review with $review',
    ({check, review, status}) => {
      const ran = callsOf({...MERGE_REQUEST, GITLAB_TOKEN: 'x'}, {npx: recorder(check, review)})
      expect(ran.status).toBe(status)
      expect(ran.calls).toHaveLength(2)
    }
  )

  it('gives the target branch an empty report, so that merge requests show theirs', () => {
    const {status, calls, cwd} = callsOf({CI_COMMIT_BRANCH: 'main'})
    expect(status).toBe(0)
    expect(calls).toEqual([''])
    expect(JSON.parse(readFileSync(join(cwd, REPORT), 'utf8'))).toEqual([])
  })

  it('runs on merge requests outside of merge trains, and on the default branch without a checkout', () => {
    const [job] = Object.values(jobsWith())
    expect(job?.rules).toEqual([
      {
        if: '$CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_EVENT_TYPE != "merge_train"'
      },
      {if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', variables: {GIT_STRATEGY: 'none'}}
    ])
  })

  it('writes a Code Quality report of what the merge request brought in, and no more', () => {
    const page = 'content/job-families/delivery/migration-engineer.md'
    const cwd = folderWith(demoHandbook())
    git(cwd, 'init', '--quiet')
    git(cwd, 'add', '--all')
    git(cwd, 'commit', '--quiet', '--message', 'Begin')
    write(cwd, {[page]: `${demoHandbook()[page]}\n- Look after Gitlab and what they doâ€¦\n`})
    const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
    const npx = `shift 2; exec "${process.execPath}" "${main}" "$@"`
    const [job] = Object.values(jobsWith({'fail-on': 'warning'}))
    const {status, stdout} = runScript(job?.script[0] ?? '', {
      npx,
      cwd,
      variables: {...MERGE_REQUEST, CI_MERGE_REQUEST_DIFF_BASE_SHA: 'HEAD'}
    })
    expect(status).toBe(1)
    expect(stdout).toContain('mojibake')
    const report = z
      .array(
        z.object({
          description: z.string().min(1),
          check_name: z.string(),
          fingerprint: z.string().min(16),
          severity: z.enum(['info', 'minor', 'major', 'critical', 'blocker']),
          location: z.object({path: z.literal(page), lines: z.object({begin: z.int().positive()})})
        })
      )
      .parse(JSON.parse(readFileSync(join(cwd, REPORT), 'utf8')))
    expect(report.map(({check_name}) => check_name).sort()).toEqual(['gitlab-casing', 'mojibake'])
    expect(new Set(report.map(({fingerprint}) => fingerprint)).size).toBe(report.length)
  })
})
