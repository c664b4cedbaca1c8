import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {applyFixes} from '../../rules/apply-fixes.ts'
import rule from '../../rules/bold-heading/rule.ts'
import {parsePage} from '../../src/page/parse-page.ts'
import {checkText} from './check-text.ts'

const PATH = 'content/job-families/example/parts-engineer.md'
const TOP = '---\ntitle: Parts\n---\n\n'

async function mended(heading: string): Promise<string | null | undefined> {
  const [finding] = await checkText(rule, TOP + heading)
  return finding && (finding.fix ? applyFixes(TOP + heading, [finding.fix]).text.slice(TOP.length) : null)
}

describe('bold-heading', () => {
  it.each([
    ['## **Levels**', '## Levels'],
    ['### __Levels__ ###', '### Levels ###'],
    ['## **Parts (Grade 5\\)**', '## Parts (Grade 5\\)'],
    ['## **`code` and *more***', '## `code` and *more*'],
    ['- ## **In a list**', '- ## In a list']
  ])('writes %j as %j', async (heading, better) => {
    expect(await mended(heading)).toBe(better)
  })

  it.each(['## **Parts** Engineer', '## *Levels*', '**Levels**', '## Levels', '## ****'])(
    'has nothing to say about %j',
    async (heading) => {
      expect(await mended(heading)).toBeUndefined()
    }
  )

  it.each([
    '**- Levels**\n---',
    '## **C#**',
    '## **Parts** **C#**',
    '## **[Parts](/x/) C#**',
    '## ****Levels****'
  ])('leaves %j to a person, since it would read as something else', async (heading) => {
    expect(await mended(heading)).toBeNull()
  })

  it('leaves text and id of every heading as they were', async () => {
    const piece = fc.constantFrom('**', '__', '*', '`', 'Parts', ' ', '#', '[x](y)', '\\)', '-', '1. ')
    const heading = fc.array(piece, {maxLength: 10}).map((pieces) => `## ${pieces.join('')}\n\n## **Last**\n`)
    await fc.assert(
      fc.asyncProperty(heading, async (text) => {
        const read = (page: string) =>
          parsePage(PATH, TOP + page).family.headings.map(({text, id}) => `${text}#${id}`)
        const better = await mended(text)
        if (better) expect(read(better)).toEqual(read(text))
      }),
      {numRuns: 300}
    )
  })
})
