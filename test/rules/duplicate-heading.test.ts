import {describe, expect, it} from 'vitest'
import rule from '../../rules/duplicate-heading/rule.ts'
import {checkText} from './check-text.ts'

const again = async (text: string): Promise<string[]> =>
  (await checkText(rule, `---\ntitle: Parts\n---\n\n${text}`)).flatMap(({parts}) =>
    parts.map(({label}) => label)
  )

describe('duplicate-heading', () => {
  it.each([
    ['## A\n\n### B\n\n## C\n\n### B\n', []],
    ['## A\n\n### B\n\n### b\n', ['"b"']],
    ['## A\n\n## B\n\n### C\n\n## A\n', ['"A"']],
    ['## A\n\n> ## A\n', []]
  ])('compares headings side by side: %j', async (text, repeated) => {
    expect(await again(text)).toEqual(repeated)
  })
})
