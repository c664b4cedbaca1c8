/**
 * level-heading: sections have the templates' names, in the plural and spelt right.
 * Policy: hiring/job-families.md, the templates. Why and examples: ./README.md
 */
import type {Section} from '../../src/page/job-family.ts'
import {type Misspelling, misspellingIn} from '../../src/page/section-kinds.ts'
import {defineRule} from '../define-rule.ts'
import type {Part} from '../finding.ts'
import {inWords} from '../in-words.ts'
import {likeWritten} from '../like-written.ts'
import {headingRenamer, type Rewording} from '../rename-headings.ts'

/** One of a section that the templates write in the plural. */
const SINGULAR = /^level$|\bperformance indicator$/i

export default defineRule({
  name: 'level-heading',
  severity: 'info',
  fixes: true,
  summary: 'a section called "Level", or with a misspelt name',
  describe: (parts) => `Write section names as the templates do: ${describeNames(parts)}`,
  async run({page, family, handbook, report}) {
    const misspelt = family.sections.flatMap((section) => findMisspelt(section) ?? [])
    if (misspelt.length === 0) return
    const {fixes} = await headingRenamer(page, handbook)(misspelt)
    for (const [index, {heading, written, better}] of misspelt.entries()) {
      const label = `"${better}" for "${written}"`
      report({place: heading.place, key: written, label, fix: fixes[index] ?? null})
    }
  }
})

/** Each name once, with its count. */
function describeNames(parts: readonly Part[]): string {
  const names = Map.groupBy(parts, ({label}) => label)
  return inWords([...names].map(([label, {length}]) => (length > 1 ? `${label} (${length} times)` : label)))
}

function findMisspelt({heading, kind}: Section): Rewording | undefined {
  const {written, name} = misspellingIn(heading.text) ?? singularIn(heading.text) ?? {}
  if (kind === null || written === undefined || name === undefined) return undefined
  return {heading, written, better: likeWritten(name, written)}
}

function singularIn(heading: string): Misspelling | null {
  const [written] = SINGULAR.exec(heading) ?? []
  return written === undefined ? null : {written, name: `${written.toLowerCase()}s`}
}
