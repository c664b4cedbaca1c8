/**
 * ability-to-use-gitlab: every role requires the "Ability to use GitLab", in these words.
 * Policy: hiring/job-families.md, "hard requirements". Why and examples: ./README.md
 */
import type {JobFamily} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {defineRule} from '../define-rule.ts'
import type {Fix} from '../finding.ts'
import {inWords} from '../in-words.ts'
import {addBullet} from './add-bullet.ts'
import {type Bullet, bulletsOf, linesOf} from './bullets.ts'
import {rolesOf} from './roles.ts'
import {EXACT, isExact, isNear, replaceable} from './wording.ts'

const NEAR = 'near wording'

export default defineRule({
  name: 'ability-to-use-gitlab',
  severity: 'error',
  fixes: true,
  summary: `a role that does not require the "${EXACT}"; a near wording of it (info)`,
  describe(parts) {
    const labels = inWords(parts.map((part) => part.label))
    if (parts.every((part) => part.key === NEAR)) {
      return `${labels} says the same in other words; the policy's words are "${EXACT}"`
    }
    return `No requirement ${labels} says "${EXACT}"; add it as a bullet, since every role must have it`
  },
  run({page, family, report, notChecked}) {
    if (family.included.includes('requirements')) {
      notChecked(`"${EXACT}"`, 'an include brings the Requirements section')
      return
    }
    const bullets = bulletsOf(page)
    const said = [...bullets, ...linesOf(page)]
      .filter(({text}) => isExact(text))
      .map(({section}) => ladderAt(section, family))
    for (const role of rolesOf(page)) {
      if (said.includes(null) || said.includes(role.ladder) || (role.ladder === null && said.length > 0))
        continue
      const own = bullets.filter(({section}) => section !== null && role.sections.includes(section))
      const near = own.find(({text}) => isNear(text))
      const [heading] = role.sections.map((index) => family.sections[index]?.heading.place)
      if (near?.item.position) {
        const label = `"${shorten(near.text)}"`
        report({place: near.item.position, key: NEAR, label, fix: replaceOrAdd(near, page), severity: 'info'})
      } else if (heading) {
        const list = own[0]?.list
        report({
          place: heading,
          key: role.key,
          label: role.label,
          fix: list ? addBullet(list, page.text) : null
        })
      }
    }
  }
})

/** The ladder whose role a section belongs to; null for the page as a whole. */
function ladderAt(section: number | null, {sections, levels}: JobFamily): number | null {
  const level = section === null ? null : (sections[section]?.level ?? null)
  return level === null ? null : (levels[level]?.ladder ?? null)
}

function replaceOrAdd({item, list, text}: Bullet, page: Page): Fix | null {
  const words = replaceable(text)
  const start = item.children[0]?.position?.start.offset
  if (words === undefined || start === undefined) return addBullet(list, page.text)
  // Only where the words stand there as they are read; markup between them would be lost.
  if (!page.text.startsWith(words, start)) return addBullet(list, page.text)
  return {edits: [{start, end: start + words.length, text: EXACT}]}
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 80 ? `${line.slice(0, 79)}…` : line
}
