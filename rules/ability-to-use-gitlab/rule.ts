/**
 * ability-to-use-gitlab: every role requires the "Ability to use GitLab", in these words.
 * Policy: hiring/job-families.md, "hard requirements". Why and examples: ./README.md
 */
import type {Handbook} from '../../src/handbook/handbook.ts'
import type {JobFamily} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import {ancestors} from '../../src/page/sections.ts'
import {buildsOn} from '../builds-on.ts'
import {type Bullet, bulletsOf, linesOf} from '../bullets.ts'
import {defineRule} from '../define-rule.ts'
import {sharingPages} from '../family-folder.ts'
import type {Fix} from '../finding.ts'
import {inWords} from '../in-words.ts'
import {isInternPage} from '../intern-page.ts'
import {newLevels} from '../new-levels.ts'
import {shorten} from '../shorten.ts'
import {addBullet} from './add-bullet.ts'
import {ladderAt, type Role, rolesOf} from './roles.ts'
import {EXACT, isExact, isNear, replaceable} from './wording.ts'

const NEAR = 'near wording'

export default defineRule({
  name: 'ability-to-use-gitlab',
  severity: 'error',
  fixes: true,
  summary: `a role that does not require the "${EXACT}"; a near wording of it (info)`,
  describe(parts) {
    const labels = inWords([...new Set(parts.map((part) => part.label))])
    if (parts.every((part) => part.key === NEAR)) {
      return `${labels} says the same in other words; the policy's words are "${EXACT}"`
    }
    return `No requirement ${labels} says "${EXACT}"; add it as a bullet, since every role must have it`
  },
  async run({page, family, base, handbook, report, notChecked}) {
    if (isInternPage(family)) return
    if (family.included.includes('requirements')) {
      notChecked(`"${EXACT}"`, 'an include brings the Requirements section')
      return
    }
    const bullets = bulletsOf(page)
    const exact = [...bullets, ...linesOf(page)].filter(({text}) => isExact(text))
    const said = new Set(exact.map(({section}) => ladderAt(section, family)))
    for (const role of rolesOf(page, new Set(newLevels(family, base)))) {
      if (said.has(null) || said.has(role.ladder) || (role.ladder === null && said.size > 0)) continue
      const own = bullets.filter(({section}) => isOf(section, role, family))
      const near = own.find(({text}) => isNear(text))
      const list = own.find(({section}) => role.sections.includes(section ?? -1))?.list
      const heading = family.sections[role.sections[0] ?? -1]?.heading
      if (near?.item.position) {
        const label = `"${shorten(near.text)}"`
        report({place: near.item.position, key: NEAR, label, fix: replaceOrAdd(near, page), severity: 'info'})
      } else if (heading && !(await isSaidElsewhere(role, page, handbook))) {
        const label = role.name === null || said.size === 0 ? 'on this page' : `of the ${role.name}`
        const key = role.isFirst ? 'page' : (role.name ?? 'page')
        report({place: heading.place, key, label, fix: list ? addBullet(list, page.text) : null})
      }
    }
  }
})

/** Where a family is a folder, its own page may say so for all levels, or a level's requirements extend another level's page. */
async function isSaidElsewhere({sections}: Role, page: Page, handbook: Handbook): Promise<boolean> {
  const sharing = await sharingPages(page, handbook)
  if (sharing.some((other) => [...bulletsOf(other), ...linesOf(other)].some(({text}) => isExact(text))))
    return true
  const places = sections.flatMap((index) => page.family.sections[index]?.place ?? [])
  return sharing.length > 0 && places.some((place) => buildsOn(page.text.slice(startOf(place), endOf(place))))
}

/** Whether a section is a role's Requirements, or a part of them. */
function isOf(section: number | null, {sections}: Role, family: JobFamily): boolean {
  if (section === null) return false
  return [section, ...ancestors(family.sections, section)].some((index) => sections.includes(index))
}

function replaceOrAdd({item, list, text}: Bullet, page: Page): Fix | null {
  const words = replaceable(text)
  const start = item.children[0]?.position?.start.offset
  if (words === undefined || start === undefined) return addBullet(list, page.text)
  // Only where the words stand there as they are read; markup between them would be lost.
  if (!page.text.startsWith(words, start)) return addBullet(list, page.text)
  return {edits: [{start, end: start + words.length, text: EXACT}]}
}
