import {describe, expect, it} from 'vitest'
import {folderWith, runCli} from './run-cli.ts'

const FOLDER = 'content/job-families/port'

const page = (title: string, ladder = '') =>
  `---\ntitle: ${title}\n---\n\n## Levels\n\n### Senior ${title}\n\nThe Senior ${title} is a grade 7.\n${ladder}`

const LADDER = `
## Career Ladder

The next step for the Pilot is the [Master](/job-families/port/master/) or the [Admiral](/job-families/port/admiral/).
`

const handbook = () =>
  folderWith({[`${FOLDER}/pilot.md`]: page('Pilot', LADDER), [`${FOLDER}/master.md`]: page('Master')})

describe('ladderlint inspect', () => {
  it('tells what it understood, and which steps of the ladder lead to a page', () => {
    const folder = handbook()
    const {stdout, status} = runCli(folder, ['inspect', '--format', 'json', `${FOLDER}/pilot.md`])
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      path: `${FOLDER}/pilot.md`,
      url: '/job-families/port/pilot/',
      title: 'Pilot',
      levels: [{name: 'Senior Pilot', grades: [{grade: 7, source: 'sentence', line: 9}]}],
      ladder: {
        targets: [
          {text: 'Master', url: '/job-families/port/master/', exists: true},
          {text: 'Admiral', url: '/job-families/port/admiral/', exists: false}
        ]
      }
    })
    expect(runCli(folder, ['inspect', `${FOLDER}/pilot.md`]).stdout).toContain('Senior Pilot')
  })

  it.each([
    ['a folder', FOLDER, 'is a folder with 2 pages\n  Name one of them\n'],
    ['a page that is not there', `${FOLDER}/none.md`, 'does not exist']
  ])('says what is wrong with %s, and ends with status 2', (_what, path, words) => {
    const {stdout, stderr, status} = runCli(handbook(), ['inspect', path])
    expect(stderr).toContain(words)
    expect([stdout, status]).toEqual(['', 2])
  })
})
