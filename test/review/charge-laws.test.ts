import {readdirSync, readFileSync} from 'node:fs'
import fc from 'fast-check'
import type {Root} from 'mdast'
import {describe, expect, it} from 'vitest'
import {runRules} from '../../rules/run-rules.ts'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {openHandbook} from '../../src/handbook/open-handbook.ts'
import {parsePage} from '../../src/page/parse-page.ts'
import {charge} from '../../src/review/charge.ts'
import {compareTexts} from '../../src/review/compare-texts.ts'
import {describeParts} from '../../src/reviewer/check-pages.ts'
import {ruleSettings} from '../../src/reviewer/rule-settings.ts'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'

const PATH = 'content/job-families/delivery/migration-engineer.md'
const FIXTURES = new URL('../fixtures/merge-requests/second-role/', import.meta.url)
/** What rules once read line by line. */
const WRAPPED = `---
title: Parts Engineer
---

## Levels

### Manager, Parts

The Manager, Parts is a grade [8](/handbook/total-rewards/compensation/compensation-calculator/#gitlab-job-grades) depending on seniority.

They have experience with leading people in two time zones, and report to the Director, Parts.

#### Manager, Parts Performance Indicators

This role includes all of the indicators above, plus:

- Parts a day

## Career Ladder

The next step for managers of people is to move to the [Director](/job-families/delivery/delivery-leadership/) job family.
`

/** Pages with findings of many rules. */
const PAGES = [
  WRAPPED,
  ...readdirSync(FIXTURES).map((name) => readFileSync(new URL(name, FIXTURES), 'utf8')),
  ...Object.entries(demoHandbook()).flatMap(([path, text]) =>
    path.startsWith('content/job-families/') ? [text] : []
  )
]

/** What a change of this page from one text to another is charged with, and what was there before. */
async function charged(before: string, after: string) {
  const settings = ruleSettings(['location=info'])
  const [base, head] = [parsePage(PATH, before), parsePage(PATH, after)]
  const handbook = (text: string) => openHandbook(openMemorySnapshot({...demoHandbook(), [PATH]: text}))
  const atBase = await runRules(base, handbook(before), undefined, settings)
  const atHead = await runRules(head, handbook(after), base, settings)
  const file = {oldPath: PATH, newPath: PATH, status: 'modified', diff: compareTexts(before, after)} as const
  const findings = {baseFindings: atBase.findings, headFindings: atHead.findings, notChecked: []}
  const charges = charge([{pageId: PATH, file, base, head, ...findings}], describeParts)
  return {
    new: charges.new.map(({finding}) => `${finding.rule}: ${finding.reason}`),
    fixed: charges.fixed.map(({finding}) => finding.rule),
    before: charges.preExisting.length
  }
}

/** The page with its plain paragraphs wrapped elsewhere: a line ends where the list says so, turn by turn. */
function rewrapped(text: string, breaks: readonly boolean[]): string {
  const tree: Root = parsePage(PATH, text).tree
  let turn = 0
  let result = ''
  let from = 0
  for (const node of tree.children) {
    const [start = 0, end = 0] = [node.position?.start.offset, node.position?.end.offset]
    const source = text.slice(start, end)
    if (node.type !== 'paragraph' || /[{<|`]| {2}\n|\\\n/.test(source)) continue
    const words = source.split(/\s+/)
    const wrapped = words.map((word, index) => {
      const mayBreak = index > 0 && /^[\p{L}([]/u.test(word) && breaks[turn++ % breaks.length]
      return `${index === 0 ? '' : mayBreak ? '\n' : ' '}${word}`
    })
    result += text.slice(from, start) + wrapped.join('')
    from = end
  }
  return result + text.slice(from)
}

describe('charge, with all rules', () => {
  const page = fc.constantFrom(...PAGES)

  it('finds nothing new or fixed on a page whose paragraphs are wrapped anew', async () => {
    const breaks = fc.array(fc.boolean(), {minLength: 1, maxLength: 12})
    await fc.assert(
      fc.asyncProperty(page, breaks, async (text, ends) => {
        const change = await charged(text, rewrapped(text, ends))
        expect(change).toMatchObject({new: [], fixed: []})
      }),
      {numRuns: 40}
    )
  })

  it('finds nothing new or fixed when lines come in above', async () => {
    await fc.assert(
      fc.asyncProperty(page, fc.integer({min: 1, max: 5}), async (text, count) => {
        const lines = Array.from({length: count}, (_, index) => `Sentence ${index} says nothing.\n\n`).join(
          ''
        )
        expect(await charged(text, text.replace(/^## /m, `${lines}## `))).toMatchObject({new: [], fixed: []})
      }),
      {numRuns: 15}
    )
  })

  it('takes back what it charged when a change is taken back', async () => {
    await fc.assert(
      fc.asyncProperty(page, page, async (before, after) => {
        const there = await charged(before, after)
        const back = await charged(after, before)
        expect([there.before, back.before]).toEqual([there.before, there.before])
      }),
      {numRuns: 15}
    )
  })
})
