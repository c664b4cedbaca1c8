/**
 * level-name: level words are written out, and "Intermediate" stands behind the role's name.
 * Policy: hiring/job-families.md, the templates' headings of levels. Why and examples: ./README.md
 */
import type {Handbook} from '../../src/handbook/handbook.ts'
import type {Heading, JobFamily, Level} from '../../src/page/job-family.ts'
import {withoutGrade} from '../../src/page/level-name.ts'
import {sectionsOfLevel} from '../../src/page/levels.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import {defineRule} from '../define-rule.ts'
import type {Edit} from '../finding.ts'
import {inWords} from '../in-words.ts'
import {levelKey} from '../level-key.ts'
import {fixesOf, type Renaming, renameHeadings} from '../rename-headings.ts'

/** A level whose name should be written in another way, with the edits of all headings that hold it. */
interface Misnamed {
  readonly level: Level
  readonly heading: Heading
  readonly written: string
  readonly better: string
  readonly edits: readonly Edit[]
}

export default defineRule({
  name: 'level-name',
  severity: 'info',
  fixes: true,
  summary: 'a level called "Intermediate X" or "Sr. X"',
  describe: (parts) => `Write level names as the templates do: ${inWords(parts.map(({label}) => label))}`,
  async run({page, family, handbook, report}) {
    const misnamed = family.levels.flatMap((level) => findMisnamed(level, family, page.text))
    if (misnamed.length === 0) return
    const edits = misnamed.map((level) => level.edits)
    const renaming = await renameHeadings(page, handbook, edits.flat())
    const fixes = fixesOf(edits, renaming)
    for (const [index, {level, heading, written, better}] of misnamed.entries()) {
      report({
        place: heading.place,
        key: levelKey(level),
        label: `"${better}" for "${written}"${describeLinks(heading, renaming, handbook)}`,
        fix: fixes[index] ?? null
      })
    }
  }
})

function describeLinks({id}: Heading, {linkedFrom}: Renaming, handbook: Handbook): string {
  const pages = (linkedFrom.get(id) ?? []).map((path) => handbook.urlOf(path) ?? path)
  return pages.length === 0 ? '' : ` (mend the links to #${id} as well, in ${inWords(pages)})`
}

function findMisnamed(level: Level, family: JobFamily, text: string): Misnamed[] {
  const {heading, stated} = level
  if (stated !== 'heading' || !heading) return []
  const written = withoutGrade(heading.text)
  const better = betterName(written)
  if (better === written) return []
  const own = [
    {heading, name: written},
    ...sectionsOfLevel(family, level).flatMap(({heading: below, named}) =>
      named === null ? [] : [{heading: below, name: named}]
    )
  ]
  const edits = own.flatMap(({heading: {place}, name}) => editOf(name, startOf(place), endOf(place), text))
  return [{level, heading, written, better, edits}]
}

function betterName(name: string): string {
  const spelled = name.replaceAll(/\bSr(?:\.|\b)/gi, 'Senior').replaceAll(/\bJr(?:\.|\b)/gi, 'Junior')
  return spelled.replace(/^Intermediate\s+(?!(?:and|or|to)\b|level\b)(\p{L}.*)$/iu, '$1 (Intermediate)')
}

/** None where the name does not stand there exactly once as it is read. */
function editOf(name: string, start: number, end: number, text: string): Edit[] {
  const better = betterName(name)
  const heading = text.slice(start, end)
  const at = heading.indexOf(name)
  if (better === name || at === -1 || heading.includes(name, at + 1)) return []
  return [{start: start + at, end: start + at + name.length, text: better}]
}
