import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import {folderWith, git, runCli, write} from './run-cli.ts'

const PAGE = 'content/job-families/engineering/data-engineer.md'
const fine = demoHandbook()[PAGE] ?? ''
/** Broken in one known way: "—" that was read in the wrong encoding. */
const broken = fine.replace('\n- ', '\n- Data â€” ours and theirs\n- ')

describe('the page of these tests', () => {
  it('is broken where it should be', () => {
    expect(broken).not.toBe(fine)
  })
})

describe('ladderlint check', () => {
  it('says that there is nothing to do, and succeeds', () => {
    const {stdout, status} = runCli(folderWith({...demoHandbook(), [PAGE]: fine}), ['check', PAGE])
    expect(stdout).toBe('1 page checked: nothing to do.\n')
    expect(status).toBe(0)
  })

  it('finds the handbook from inside it, and all of its pages', () => {
    const folder = folderWith(demoHandbook())
    const pages = (cwd: string) =>
      JSON.parse(runCli(cwd, ['check', '--format', 'json', '--fail-on', 'never']).stdout).summary.pages
    expect(pages(folder)).toBeGreaterThan(5)
    expect(pages(join(folder, 'content/job-families/engineering'))).toBe(pages(folder))
  })

  it('fails on errors, and on what is asked for', () => {
    const folder = folderWith({...demoHandbook(), [PAGE]: broken})
    expect(runCli(folder, ['check', PAGE]).status).toBe(0)
    expect(runCli(folder, ['check', PAGE, '--fail-on', 'warning']).status).toBe(1)
    expect(runCli(folder, ['check', PAGE, '--max-warnings', '0']).status).toBe(1)
    expect(runCli(folder, ['check', PAGE, '--rule', 'mojibake=error']).status).toBe(1)
    expect(runCli(folder, ['check', PAGE, '--rule', 'mojibake=off', '--fail-on', 'info']).status).toBe(0)
  })

  it('repairs what can be repaired and touches nothing else', () => {
    const folder = folderWith({...demoHandbook(), [PAGE]: broken})
    expect(runCli(folder, ['check', PAGE, '--fix'])).toEqual({
      stdout: '1 page checked: nothing to do.\n',
      stderr: 'Repaired 1 finding on 1 page.\n',
      status: 0
    })
    expect(readFileSync(join(folder, PAGE), 'utf8')).toBe(broken.replace('â€”', '—'))
  })

  it('keeps the byte order mark of a page that it repairs', () => {
    const folder = folderWith({...demoHandbook(), [PAGE]: `\ufeff${broken}`})
    runCli(folder, ['check', PAGE, '--fix'])
    expect(readFileSync(join(folder, PAGE), 'utf8')).toBe(`\ufeff${broken.replace('â€”', '—')}`)
  })

  it('writes reports to files as well', () => {
    const folder = folderWith({...demoHandbook(), [PAGE]: broken})
    const {stdout} = runCli(folder, [
      'check',
      PAGE,
      '--output',
      'json=report.json',
      '--output',
      'codequality=quality.json'
    ])
    expect(stdout).toContain('mojibake')
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')).findings).toHaveLength(1)
    expect(JSON.parse(readFileSync(join(folder, 'quality.json'), 'utf8'))).toMatchObject([
      {check_name: 'mojibake'}
    ])
  })

  it('has no colours in a pipe, and some when they are asked for', () => {
    const folder = folderWith({...demoHandbook(), [PAGE]: broken})
    expect(runCli(folder, ['check', PAGE]).stdout).not.toContain('\u001b[')
    expect(runCli(folder, ['check', PAGE], {FORCE_COLOR: '1'}).stdout).toContain('\u001b[')
  })
})

describe('ladderlint check --since', () => {
  it('charges only what changed, and only what that brought in', () => {
    const folder = folderWith({...demoHandbook(), [PAGE]: broken})
    git(folder, 'init')
    git(folder, 'add', '.')
    git(folder, 'commit', '-m', 'Begin')
    git(folder, 'checkout', '-b', 'change')
    write(folder, {[PAGE]: `${broken}\nMore â€¦ to come.\n`})
    const {stdout} = runCli(folder, ['check', '--since', 'main', '--format', 'json'])
    const {findings, summary} = JSON.parse(stdout)
    expect(summary.pages).toBe(1)
    expect(findings).toMatchObject([{rule: 'mojibake', line: broken.split('\n').length + 1}])
  })

  it('tells who links to a page that is deleted, and to one that is moved', () => {
    const folder = folderWith(demoHandbook())
    git(folder, 'init')
    git(folder, 'add', '.')
    git(folder, 'commit', '-m', 'Begin')
    const old = 'content/job-families/delivery/delivery-leadership.md'
    const check = () => {
      const {stdout} = runCli(folder, ['check', '--since', 'main', '--format', 'json'])
      const findings: {rule: string; path: string; message: string}[] = JSON.parse(stdout).findings
      return findings.filter(({rule}) => rule === 'inbound-link')
    }
    git(folder, 'rm', old)
    expect(check()).toMatchObject([
      {path: old, message: expect.stringContaining('engineering/data-engineer.md')}
    ])
    git(folder, 'reset', '--hard')
    git(folder, 'mv', old, 'content/job-families/delivery/leadership.md')
    expect(check()).toMatchObject([{path: 'content/job-families/delivery/leadership.md'}])
  })

  it('gives the words of a git that refuses the repository, as one of another user', () => {
    const folder = folderWith(demoHandbook())
    git(folder, 'init', '--quiet')
    const asAnother = {GIT_TEST_ASSUME_DIFFERENT_OWNER: '1'}
    const {stderr, status} = runCli(folder, ['check', '--since', 'HEAD'], asAnother)
    expect(status).toBe(2)
    expect(stderr).toMatch(/^ladderlint: git does not read the repository of /)
    expect(stderr).toContain(`git config --global --add safe.directory ${folder}`)
  })

  it('means the branch of the remote where a clone has no such branch of its own', () => {
    const folder = folderWith({'handbook/content/job-families/port/pilot.md': '# Pilot\n'})
    const handbook = join(folder, 'handbook')
    git(handbook, 'init', '--quiet', '--initial-branch', 'trunk')
    git(handbook, 'add', '--all')
    git(handbook, 'commit', '--quiet', '--message', 'Begin')
    git(folder, 'clone', '--quiet', 'handbook', 'clone')
    git(join(folder, 'clone'), 'branch', '--quiet', '--move', 'mine')
    expect(runCli(join(folder, 'clone'), ['check', '--since', 'trunk']).stderr).toContain(
      'Did you mean "origin/trunk"?'
    )
  })

  it('names the ref that it does not find', () => {
    const folder = folderWith(demoHandbook())
    git(folder, 'init')
    git(folder, 'commit', '--allow-empty', '-m', 'Begin')
    const {stderr, status} = runCli(folder, ['check', '--since', 'no-such-branch'])
    expect(stderr).toContain('"no-such-branch" names no commit')
    expect(status).toBe(2)
  })
})

describe('wrong usage', () => {
  const folder = () => folderWith(demoHandbook())

  it.each<[string, string[], string]>([
    ['a path that does not exist', ['check', 'content/none.md'], '"content/none.md" does not exist'],
    ['a rule that does not exist', ['check', '--rule', 'level-ordr=error'], 'Did you mean "level-order"?'],
    ['a severity that does not exist', ['check', '--rule', 'level-order=fatal'], 'names no severity'],
    ['an output without a file', ['check', '--output', 'json'], 'FORMAT=FILE'],
    [
      'an output into no folder',
      ['check', '--output', 'json=none/report.json'],
      'cannot open "none/report.json": no such file or directory'
    ],
    ['a count that is none', ['check', '--max-warnings', 'few'], 'is not a number'],
    ['a command that does not exist', ['chekc'], 'check'],
    ['a port that is none', ['demo', '--port', 'eighty'], '"eighty"'],
    ['a number of merges that is none', ['rehearse', '--last', 'some'], '"some"'],
    ['an option that does not exist', ['check', '--formt', 'json'], '--format'],
    ['a rule that cannot be explained', ['explain', 'grade-tabel'], 'Did you mean "grade-table"?'],
    ['a review without its settings', ['review'], 'GITLAB_TOKEN is not set'],
    ['a service without its settings', ['serve'], 'anybody could send events']
  ])('names %s, with the next step and status 2', (_name, args, words) => {
    const {stderr, stdout, status} = runCli(folder(), args)
    expect(stderr).toContain(words)
    expect(stderr).not.toMatch(/\n {4}at /)
    expect(stdout).toBe('')
    expect(status).toBe(2)
  })

  it('says where pages are looked for when there are none', () => {
    const {stderr, status} = runCli(folderWith({'README.md': '# Nothing\n'}), ['check'])
    expect(stderr).toContain('content/job-families')
    expect(status).toBe(2)
  })
})

describe('help', () => {
  it('teaches by examples', () => {
    const {stdout, status} = runCli(folderWith({}), ['--help'])
    expect(stdout).toContain('ladderlint check --since main')
    expect(status).toBe(0)
  })

  it('lists every rule', () => {
    const {stdout} = runCli(folderWith({}), ['rules', '--format', 'json'])
    expect(JSON.parse(stdout).map((rule: {name: string}) => rule.name)).toContain('ladder-target')
  })

  it('explains a rule with its own page', () => {
    const {stdout, status} = runCli(folderWith({}), ['explain', 'grade-table'])
    expect(stdout).toMatch(/^# grade-table\n[\s\S]*^## Why$[\s\S]*^## Good$[\s\S]*^## Bad$/m)
    expect(status).toBe(0)
  })

  it('tells the version, and nothing else', () => {
    const {stdout, status} = runCli(folderWith({}), ['--version'])
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect(status).toBe(0)
  })
})
