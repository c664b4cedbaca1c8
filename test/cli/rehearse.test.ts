import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {folderWith, git, runCli, write} from './run-cli.ts'

const PATH = 'content/job-families/port/pilot.md'
const GRADES = '/handbook/total-rewards/compensation/compensation-calculator/#gitlab-job-grades'

function page(levels: readonly (readonly [name: string, grade: number])[]): string {
  const sections = levels.map(
    ([name, grade]) =>
      `### ${name}\n\n#### ${name} Job Grade\n\nThe ${name} is a [grade ${grade}](${GRADES}).\n`
  )
  return `---\ntitle: Pilot\n---\n\n## Levels\n\n${sections.join('\n')}`
}

/** A handbook with a page, and three merges: a typo, a level in the wrong place, a file that is no page. */
function handbook(): string {
  const folder = folderWith({[PATH]: page([['Senior Pilot', 7]])})
  const commit = (subject: string) => {
    git(folder, 'add', '--all')
    git(folder, 'commit', '--quiet', '--message', subject)
  }
  git(folder, 'init', '--quiet')
  commit('Begin')
  write(folder, {[PATH]: `${page([['Senior Pilot', 7]])}\nThe pilot knows the harbour.\n`})
  commit('Say what a pilot knows')
  write(folder, {
    [PATH]: page([
      ['Senior Pilot', 7],
      ['Pilot (Intermediate)', 6]
    ])
  })
  commit('Add a level')
  write(folder, {'README.md': 'x\n'})
  commit('Read me')
  return folder
}

interface Rehearsal {
  readonly merges: readonly {readonly subject: string}[]
  readonly rules: readonly {
    readonly rule: string
    readonly merges: number
    readonly findings: readonly unknown[]
  }[]
}

function rehearse(folder: string, ...args: string[]): Rehearsal {
  const {stdout, stderr} = runCli(folder, ['rehearse', '--format', 'json', ...args])
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

describe('ladderlint rehearse', () => {
  it('says that a shallow clone holds not all merges, and what brings them', () => {
    const folder = folderWith({})
    git(folder, 'clone', '--quiet', '--depth', '2', `file://${handbook()}`, 'clone')
    const told = 'git fetch --unshallow'
    expect(runCli(join(folder, 'clone'), ['rehearse']).stderr).toContain(told)
    expect(runCli(handbook(), ['rehearse']).stderr).not.toContain(told)
  })

  it('tells what a rule would have said, and on which merge, leaving out what stood there before', () => {
    const {merges, rules} = rehearse(handbook(), '--rule', 'level-order')
    expect(merges.map(({subject}) => subject)).toEqual(['Add a level', 'Say what a pilot knows'])
    expect(rules).toMatchObject([
      {
        rule: 'level-order',
        errors: 1,
        merges: 1,
        findings: [
          {severity: 'error', path: PATH, line: 13, message: expect.stringContaining('Pilot (Intermediate)')}
        ]
      }
    ])
    // No merge brought it in that the page has no "Ability to use GitLab".
    expect(rehearse(handbook(), '--rule', 'ability-to-use-gitlab').rules).toMatchObject([{findings: []}])
  })

  it('goes back as far as it is told', () => {
    const folder = handbook()
    expect(rehearse(folder, '--last', '1').merges).toHaveLength(1)
    expect(rehearse(folder, '--since', 'HEAD~1').merges).toHaveLength(0)
    expect(rehearse(folder, '--since', 'HEAD~3').merges).toHaveLength(2)
  })

  it('rehearses rules that are off or on probation as if they were on, with the severities of the handbook', () => {
    const folder = handbook()
    const counts = (severity: string) => {
      write(folder, {'.ladderlint.yml': `rules:\n  level-order: ${severity}\n`})
      return rehearse(folder, '--rule', 'level-order').rules[0]
    }
    expect(counts('off')).toMatchObject({errors: 1, infos: 0})
    expect(counts('probation')).toMatchObject({errors: 1, infos: 0})
    expect(counts('info')).toMatchObject({errors: 0, infos: 1})
    expect(rehearse(folder).rules.map(({rule}) => rule)).toContain('location')
  })

  it('prints a table and examples for a person', () => {
    const {stdout, status} = runCli(handbook(), ['rehearse', '--rule', 'level-order'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^2 merges with 2 changed job-family pages, \d{4}-/)
    expect(stdout).toMatch(/^level-order +1 +1$/m)
    expect(stdout).toContain(`${PATH}:13`)
    expect(stdout).not.toContain('\u001b')
  })

  it.each([
    [['--last', 'ten'], '--last "ten" is not a number of merges'],
    [['--last', '2', '--since', 'HEAD'], '--since and --last both say how far to go back'],
    [['--since', 'nowhere'], '"nowhere" names no commit'],
    [['--rule', 'level-ordr'], 'Did you mean "level-order"?']
  ])('ends with 2 for %j', (args, message) => {
    const {stderr, status} = runCli(handbook(), ['rehearse', ...args])
    expect(stderr).toContain(message)
    expect(status).toBe(2)
  })
})
