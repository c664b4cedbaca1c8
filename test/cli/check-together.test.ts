import {describe, expect, it} from 'vitest'
import {type CheckOne, checkNext, checkTogether} from '../../src/cli/check-together.ts'
import {folderWith, runCli} from './run-cli.ts'

const FOLDER = 'content/job-families/delivery'

/** As many as several threads share, each with a finding. */
function manyPages(): Record<string, string> {
  return Object.fromEntries(
    Array.from({length: 130}, (_, index) => [
      `${FOLDER}/role-${index}.md`,
      `---\ntitle: Role ${index}\n---\n\n## Responsibilities\n\n- Look after Gitlab\n`
    ])
  )
}

const here: CheckOne = async (path) => ({
  path,
  text: 'checked in this thread',
  findings: [],
  probation: [],
  silenced: [],
  notChecked: []
})

describe('checkTogether', () => {
  it('gives every page once, in order, whichever thread checked it', async () => {
    const files = manyPages()
    const pages = Object.keys(files)
    const checked = await checkTogether({root: folderWith(files), pages, rule: []}, here)
    expect(checked.map(({path}) => path)).toEqual(pages)
  })

  it('leaves out a page that is not there', async () => {
    const files = manyPages()
    const pages = Object.keys(files)
    const root = folderWith(Object.fromEntries(Object.entries(files).slice(0, -1)))
    const present: CheckOne = async (path) => (path === pages.at(-1) ? undefined : here(path))
    const checked = await checkTogether({root, pages, rule: []}, present)
    expect(checked.map(({path}) => path)).toEqual(pages.slice(0, -1))
  })

  it('checks itself what another thread failed at', async () => {
    const files = manyPages()
    const pages = Object.keys(files)
    const root = folderWith({...files, '.ladderlint.yml': 'rules: {no-such-rule: error}\n'})
    const checked = await checkTogether({root, pages, rule: []}, here)
    expect(checked.map(({path}) => path)).toEqual(pages)
    expect(new Set(checked.map(({text}) => text))).toEqual(new Set(['checked in this thread']))
  })
})

describe('checkNext', () => {
  it('takes no page that another one has taken', async () => {
    const pages = ['a', 'b', 'c', 'd', 'e']
    const work = {root: '/', pages, rule: [], next: new Int32Array(new SharedArrayBuffer(4))}
    const shares = await Promise.all([checkNext(work, here), checkNext(work, here)])
    expect(shares.every((share) => share.length > 0)).toBe(true)
    const indices = shares.flat().map(([index]) => index)
    expect(indices.sort()).toEqual([0, 1, 2, 3, 4])
  })
})

describe('ladderlint check of many pages', () => {
  it('reports what a check in one thread reports, with --rule', () => {
    const root = folderWith(manyPages())
    const args = ['check', '--format', 'json', '--fail-on', 'never', '--rule', 'gitlab-casing=error']
    const together = runCli(root, args)
    expect(together.stderr).toBe('')
    expect(JSON.parse(together.stdout).summary).toMatchObject({pages: 130})
    // With a cache all is checked in one thread.
    expect(together.stdout).toBe(runCli(root, [...args, '--cache']).stdout)
  })
})
