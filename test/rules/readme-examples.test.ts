import {describe, expect, it} from 'vitest'
import {type Example, parseExamples} from './readme-examples.ts'
import {readRuleFolders} from './rule-folders.ts'
import {brokenLaws, check, describeFinding, findingsOfEmptyPage, fixAll} from './rule-laws.ts'

/** Rules whose subject is that something is missing: only these speak about an empty page. */
const SPEAK_OF_ABSENCE = new Set(['front-matter'])

for (const {name, rule, readme} of await readRuleFolders()) {
  describe(name, () => {
    const examples = parseExamples(readme)

    it('shows a good and a bad page', () => {
      expect(new Set(examples.map((example) => example.kind))).toEqual(new Set(['good', 'bad']))
    })

    it(
      SPEAK_OF_ABSENCE.has(name) ? 'says one thing about an empty page' : 'says nothing about an empty page',
      async () => {
        expect(await findingsOfEmptyPage(rule)).toHaveLength(SPEAK_OF_ABSENCE.has(name) ? 1 : 0)
      }
    )

    it.each(examples.map(titled))(
      'finds what its README says, and obeys the laws: %s',
      async (_title, example) => {
        expect((await check(rule, example)).map(describeFinding)).toEqual(example.findings)
        expect(await brokenLaws(rule, example)).toEqual([])
      }
    )

    it.each(examples.filter(isBad).map(titled))('fixes what its README says: %s', async (_title, example) => {
      const fixed = await fixAll(rule, example)
      expect(fixed === example.page ? null : fixed).toBe(example.fixed)
    })

    it('is listed as fixing exactly when an example is fixed', () => {
      expect(examples.some((example) => example.fixed !== null)).toBe(rule.fixes)
    })
  })
}

function isBad(example: Example): boolean {
  return example.kind === 'bad'
}

function titled(example: Example): [string, Example] {
  return [`README.md:${example.line} (${example.kind})`, example]
}
