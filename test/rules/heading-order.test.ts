import {describe, expect, it} from 'vitest'
import rule from '../../rules/heading-order/rule.ts'
import {checkText} from './check-text.ts'

const TOP = '---\ntitle: Parts\n---\n\n'
const headings = (...depths: readonly number[]): string =>
  depths.map((depth) => `${'#'.repeat(depth)} Heading\n`).join('\n')

const labels = async (text: string): Promise<string[]> =>
  (await checkText(rule, TOP + text)).flatMap(({parts}) => parts.map(({label}) => label))

describe('heading-order', () => {
  it.each([
    [[2, 3, 4, 2, 3], []],
    [[1, 2, 3], []],
    [[4, 2], ['"Heading" (#### below the title)']],
    [
      [2, 4, 4, 2, 5],
      ['"Heading" (#### below ##)', '"Heading" (##### below ##)']
    ]
  ])('judges the depths %j', async (depths, skips) => {
    expect(await labels(headings(...depths))).toEqual(skips)
  })

  it.each(['<%= partial("x") %>', '{{% include "x" %}}', '<h3>Hidden</h3>'])(
    'does not count what %s may hide',
    async (hidden) => {
      expect(await labels(`## A\n\n${hidden}\n\n#### B\n`)).toEqual([])
    }
  )
})
