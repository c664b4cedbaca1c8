import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {folderWith, git, runCli} from './run-cli.ts'

const PAGE = 'content/job-families/port/pilot.md'

/** A handbook with one page, and a folder apart from it from which it is asked for. */
function handbook() {
  const root = folderWith({
    [PAGE]: '---\ntitle: Pilot\n---\n\n## Levels\n\n### Senior Pilot\n\nThe Senior Pilot is a grade 7.\n',
    '.ladderlint.yml': 'rules: {mojibake: off}\n'
  })
  const elsewhere = folderWith({})
  return {
    root,
    page: join(root, PAGE),
    run: (...args: string[]) => runCli(elsewhere, [...args, '--root', root])
  }
}

describe('--root', () => {
  it('has all pages of the handbook there checked, or those that are named', () => {
    const {run, page} = handbook()
    const everything = run('check', '--format', 'json')
    const {summary, findings} = JSON.parse(everything.stdout)
    expect(summary.pages).toBe(1)
    expect(findings).toContainEqual(expect.objectContaining({path: PAGE, rule: 'required-sections'}))
    expect(run('check', '--format', 'json', page)).toEqual(everything)
  })

  it('refuses a page outside of it, and a folder that is not there', () => {
    const {root, run} = handbook()
    const outside = folderWith({'page.md': ''})
    expect(run('check', join(outside, 'page.md'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is outside the handbook')
    })
    expect(runCli(outside, ['check', '--root', `${root}-gone`])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('does not exist')
    })
  })

  it('has a page there inspected', () => {
    const {run, page} = handbook()
    const {stdout, status} = run('inspect', '--format', 'json', page)
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      path: PAGE,
      url: '/job-families/port/pilot/',
      title: 'Pilot',
      levels: [{name: 'Senior Pilot', grades: [{grade: 7, source: 'sentence', line: 9}]}]
    })
  })

  it('has the severities told that the file there sets', () => {
    expect(handbook().run('rules').stdout).toMatch(/^mojibake +off /m)
  })

  it('has past merges rehearsed from there', () => {
    const {root, run} = handbook()
    git(root, 'init')
    git(root, 'add', '.')
    git(root, 'commit', '-m', 'Begin')
    const {stdout, status} = run('rehearse', '--format', 'json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({version: 1})
  })

  it('has a configuration begun there', () => {
    const root = folderWith({[PAGE]: ''})
    expect(runCli(folderWith({}), ['init', '--root', root]).status).toBe(0)
    expect(existsSync(join(root, '.ladderlint.yml'))).toBe(true)
  })
})

describe("the handbook's top folder", () => {
  it('is above the sites of a Middleman handbook, whichever of them a named page is in', () => {
    const path = 'sites/uncategorized/source/job-families/port/pilot/index.html.md'
    const root = folderWith({
      [path]: '---\nlayout: job_family_page\ntitle: Pilot\n---\n\n## Responsibilities\n\n- Read the chart\n',
      '.ladderlint.yml': 'rules: {required-sections: off}\n'
    })
    const {stdout} = runCli(root, ['check', '--format', 'json', path])
    expect(JSON.parse(stdout).findings).toContainEqual(expect.objectContaining({path}))
    expect(stdout).not.toContain('required-sections')
    expect(JSON.parse(runCli(root, ['inspect', '--format', 'json', path]).stdout).path).toBe(path)
  })
})
