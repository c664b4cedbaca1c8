/**
 * level-name: level words are spelled right and written out, and "Intermediate" stands behind the role's name.
 * Policy: hiring/job-families.md, the templates' headings of levels. Why and examples: ./README.md
 */
import type {Heading, JobFamily, Level} from '../../src/page/job-family.ts'
import {withoutGrade} from '../../src/page/level-name.ts'
import {spellLevelWords} from '../../src/page/level-slips.ts'
import {sectionsOfLevel} from '../../src/page/levels.ts'
import {defineRule} from '../define-rule.ts'
import type {Fix} from '../finding.ts'
import {inWords} from '../in-words.ts'
import {levelKey} from '../level-key.ts'
import {headingRenamer, type Rewording} from '../rename-headings.ts'

/** A level whose name should be written in another way, in its own heading first and in those of its sections. */
interface Misnamed {
  readonly level: Level
  readonly rewordings: readonly [Rewording, ...Rewording[]]
}

export default defineRule({
  name: 'level-name',
  severity: 'info',
  fixes: true,
  summary: 'a level called "Intermediate X" or "Sr. X", or with a misspelt level word',
  describe: (parts) => `Write level names as the templates do: ${inWords(parts.map(({label}) => label))}`,
  async run({page, family, handbook, report}) {
    const misnamed = family.levels.flatMap((level) => findMisnamed(level, family) ?? [])
    if (misnamed.length === 0) return
    const all = misnamed.flatMap(({rewordings}) => rewordings)
    const {fixes, linkedFrom} = await headingRenamer(page, handbook)(all)
    for (const {level, rewordings} of misnamed) {
      const [{heading, written, better}] = rewordings
      const linking = (linkedFrom.get(heading.id) ?? []).map((path) => handbook.urlOf(path) ?? path)
      const links =
        linking.length > 0 ? ` (mend the links to #${heading.id} as well, in ${inWords(linking)})` : ''
      report({
        place: heading.place,
        key: levelKey(level),
        label: `"${better}" for "${written}"${links}`,
        fix: joinFixes(rewordings.map((rewording) => fixes[all.indexOf(rewording)] ?? null))
      })
    }
  }
})

/** Null without a fix for the first, which is the level's own heading. */
function joinFixes(fixes: readonly (Fix | null)[]): Fix | null {
  const edits = fixes.flatMap((fix) => fix?.edits ?? []).sort((a, b) => a.start - b.start)
  return fixes[0] ? {edits} : null
}

function findMisnamed(level: Level, family: JobFamily): Misnamed | undefined {
  const {heading, stated} = level
  const own = stated === 'heading' && heading ? reword(heading, withoutGrade(heading.text)) : undefined
  if (!own) return undefined
  const below = sectionsOfLevel(family, level).flatMap(
    ({heading: section, named}) => (named === null ? undefined : reword(section, named)) ?? []
  )
  return {level, rewordings: [own, ...below]}
}

function reword(heading: Heading, written: string): Rewording | undefined {
  const better = betterName(written)
  return better === written ? undefined : {heading, written, better}
}

function betterName(name: string): string {
  const spelled = spellLevelWords(name)
    .replaceAll(/\bSr(?:\.|\b)/gi, 'Senior')
    .replaceAll(/\bJr(?:\.|\b)/gi, 'Junior')
  return spelled.replace(/^Intermediate\s+(?!(?:and|or|to)\b|level\b)(\p{L}.*)$/iu, '$1 (Intermediate)')
}
