/**
 * ladder-direction: the career ladder leads up, and away from the page it stands on.
 * Policy: hiring/job-families.md, "Template 1 Additional Details". Why and examples: ./README.md
 */

import type {Handbook} from '../../src/handbook/handbook.ts'
import {toSegments} from '../../src/handbook/page-url.ts'
import type {JobFamily, Level} from '../../src/page/job-family.ts'
import {levelName} from '../../src/page/level-name.ts'
import type {Page} from '../../src/page/page.ts'
import {defineRule} from '../define-rule.ts'
import {isSameFamily} from '../family-name.ts'
import {type LadderStep, readLadderSteps} from '../ladder-steps.ts'
import {gradeOfLadder, topGrade} from './grades.ts'

/** Steps of another page's ladder that are looked at; a real one has ten at most. */
const MOST_BACK = 50

export default defineRule({
  name: 'ladder-direction',
  severity: 'warning',
  fixes: false,
  summary: 'a next step whose highest grade is lower, a ladder to its own page, a circle of two',
  async run({page, handbook, report}) {
    const steps = await readLadderSteps(page, handbook)
    const circles = new Map<string, Promise<string | undefined>>()
    /** Once for each page that steps lead to. */
    const circleBehind = (step: LadderStep) => {
      if (step.target?.resolution.anchor) return undefined
      const key = `${step.ladder.section} ${step.target?.page.path}`
      const known = circles.get(key) ?? leadsInACircle(step, page, handbook)
      circles.set(key, known)
      return known
    }
    for (const ladderSteps of Map.groupBy(steps, ({ladder}) => ladder).values()) {
      const lower = lowerSteps(ladderSteps, page)
      for (const step of ladderSteps) {
        const reason = leadsHere(step, page) ?? lower.get(step) ?? (await circleBehind(step))
        if (reason !== undefined) report({reason, place: step.link.place, key: step.link.url})
      }
    }
  }
})

/** A fragment is a level of this page: that step goes on within the family. */
function leadsHere({link, target}: LadderStep, {path, family}: Page): string | undefined {
  if (target?.page.path !== path || target.resolution.anchor) return undefined
  const meant = levelCalled(link.text, family)?.heading
  const advice = meant
    ? `write #${meant.id} for that level`
    : 'link the family, or the level, that comes next'
  return `The career ladder's step "${link.text}" leads to this page itself; ${advice}`
}

/** By its name; else by its level word ("VP of Product Management" for "VP of Product") where one level alone has it. */
function levelCalled(text: string, {levels}: JobFamily): Level | undefined {
  const {word} = levelName(text)
  const alike = word === null ? [] : levels.filter((level) => level.word === word)
  return levels.find(({name}) => isSameFamily(name, text)) ?? (alike.length === 1 ? alike[0] : undefined)
}

/**
 * Steps to families that end below this one. Of several steps one may be for those at the bottom of this family, so only
 * a ladder that leads nowhere else goes down.
 */
function lowerSteps(steps: readonly LadderStep[], page: Page): ReadonlyMap<LadderStep, string> {
  const reasons = new Map<LadderStep, string>()
  for (const step of steps) {
    const own = gradeOfLadder(step.ladder, page)
    const other = step.target ? topGrade(step.target.page.family) : null
    if (own === null || other === null || other >= own || !step.target) return new Map()
    const name = step.target.page.family.title ?? step.link.text
    reasons.set(
      step,
      `The career ladder leads to "${name}", whose highest grade is ${other}, below this family's ${own}; name a next step that goes up, or say for which level this one is`
    )
  }
  return reasons
}

/** Only where neither of the two is known to end higher: else one of the steps is right, and the other page's is wrong. */
async function leadsInACircle(
  {link, ladder, target}: LadderStep,
  page: Page,
  handbook: Handbook
): Promise<string | undefined> {
  const own = handbook.urlOf(page.path)
  if (!target || !own || target.page.path === page.path) return undefined
  const grades = [gradeOfLadder(ladder, page), topGrade(target.page.family)]
  if (grades[0] !== grades[1] && grades.every((grade) => grade !== null)) return undefined
  const backs = target.page.family.ladders.flatMap(({targets}) => targets)
  for (const back of backs.slice(0, MOST_BACK)) {
    // The name is in every way to write the address, and nothing else of that page is of interest here.
    if (!back.url.includes(toSegments(own).at(-1) ?? own) || back.url.includes('#')) continue
    const resolution = await handbook.resolve(back.url, target.page.path)
    if (resolution.kind !== 'page' || resolution.path !== page.path) continue
    const name = target.page.family.title ?? link.text
    return `The career ladder leads to "${name}", whose own career ladder leads back to this page; one of the two is no next step`
  }
  return undefined
}
