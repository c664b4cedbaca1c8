import {describe, expect, it} from 'vitest'
import rule from '../../rules/level-repeats/rule.ts'
import {checkText} from './check-text.ts'

const BULLETS = ['Curiosity', 'Patience', 'Experience with pipelines', 'Experience with parts']

function level(name: string, bullets: readonly string[]): string {
  return `### ${name}\n\n#### ${name} Requirements\n\n${bullets.map((bullet) => `- ${bullet}\n`).join('')}\n`
}

const TOP = '---\ntitle: Parts\n---\n\n## Levels\n\n'

/** What is said of levels that are added below the Parts Engineer. */
async function saidOf(...levels: readonly string[]): Promise<string[]> {
  const base = TOP + level('Parts Engineer (Intermediate)', BULLETS)
  const findings = await checkText(rule, base + levels.join(''), {base})
  return findings.flatMap(({parts}) => parts.map(({label}) => label))
}

describe('level-repeats', () => {
  it('counts what a new level repeats, whatever its case and last sign', async () => {
    const repeated = BULLETS.map((bullet) => `${bullet.toUpperCase()}.`)
    expect(await saidOf(level('Senior Parts Engineer', ['New', ...repeated]))).toEqual([
      'Senior Parts Engineer repeats 4 of the 4 requirements of the Parts Engineer (Intermediate)'
    ])
  })

  it.each([
    ['two bullets', level('Senior Parts Engineer', BULLETS.slice(0, 2))],
    ['another job title', level('Senior Tool Designer', BULLETS)],
    [
      'what every role has',
      level('Senior Parts Engineer', [
        'Ability to use GitLab',
        'You share our values',
        'Leadership at GitLab'
      ])
    ],
    ['a lower level', level('Associate Parts Engineer', BULLETS)]
  ])('says nothing of %s', async (_what, added) => {
    expect(await saidOf(added)).toEqual([])
  })

  it('says nothing of levels that were there before', async () => {
    const page =
      TOP + level('Parts Engineer (Intermediate)', BULLETS) + level('Senior Parts Engineer', BULLETS)
    expect(await checkText(rule, page, {base: page})).toEqual([])
    expect(await checkText(rule, page)).toEqual([])
  })
})
