/**
 * link-target: every link to the handbook's own pages leads to a page, and to a heading, that exists.
 * Source: the handbook's Markdown guide. Why and examples: ./README.md
 */
import type {Handbook, Resolution} from '../../src/handbook/handbook.ts'
import type {Link} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {createPlaces} from '../../src/page/places.ts'
import {judgeLink, rewriteAll, type Voice} from '../dead-link.ts'
import {defineRule, EVERY_KIND} from '../define-rule.ts'
import {ladderLinks} from '../ladder-target/ladder-links.ts'
import {isEmpty, type LinkTarget, readLinkTargets} from '../link-targets.ts'
import {leftOvers} from '../unfilled-template/left-overs.ts'
import {spacedLinks} from './spaced-links.ts'
import {isTemplateLink} from './template-link.ts'
import {unansweredIn} from './unanswered.ts'

export default defineRule({
  name: 'link-target',
  severity: 'error',
  fixes: true,
  summary: 'a link to a page or a heading that the handbook does not have; a link that a blank takes apart',
  kinds: EVERY_KIND,
  async run({page, handbook, base, report, notChecked}) {
    const targets = await readOtherTargets(page, handbook)
    for (const {key, links, resolution} of targets) {
      const [first] = links
      const dead = judgeLink(resolution, voiceFor(first, resolution, page.path))
      if (!dead) continue
      const fix = dead.becomes && rewriteAll(links, page.text, dead.becomes)
      const found = {place: first.place, key, fix}
      if (await isTemplateLink(resolution, page.path, handbook)) {
        const reason = `${dead.reason}. The policy's own template has this link, so the mistake is not this page's alone`
        report({...found, reason, severity: 'info'})
      } else report({...found, reason: dead.reason})
    }
    const placeOf = createPlaces(page.text)
    for (const {text, url, start, end, gap} of spacedLinks(page)) {
      report({
        reason: `"[${text}] (${url})" is no link, because of the space in it; write "[${text}](${url})"`,
        place: placeOf(start, end),
        key: `${text} ${url}`,
        fix: {edits: [{...gap, text: ''}]}
      })
    }
    const known = new Set(base?.family.links.map(({url}) => url))
    const unknown = targets.filter(({links: [{url}]}) => !known.has(url))
    for (const {what, reason} of unansweredIn(unknown)) notChecked(what, reason)
  }
})

function voiceFor({text, url}: Link, resolution: Resolution, path: string): Voice {
  const here = resolution.kind === 'page' && resolution.path === path
  return {lead: `The link "${text}" leads to`, here, otherwise: 'leave the link out', written: url}
}

/**
 * Other rules judge the links of the career ladder, those of a Levels table's rows to the page itself, and what is left of a
 * template ("[TODO]()").
 */
async function readOtherTargets(page: Page, handbook: Handbook): Promise<LinkTarget[]> {
  const ofLadder = new Set(ladderLinks(page.family))
  const ofRows = new Set(page.family.tables.flatMap(({rows}) => rows.flatMap(({link}) => link ?? [])))
  const links = page.family.links.filter(
    (link) => !ofLadder.has(link) && !(isEmpty(link.url) && leftOvers(link.text).length > 0)
  )
  const targets = await readLinkTargets(links, page, handbook)
  return targets.filter(
    ({links, resolution}) => !(leadsHere(resolution, page.path) && links.every((link) => ofRows.has(link)))
  )
}

/** Also where only the "#" was forgotten. */
function leadsHere(resolution: Resolution, path: string): boolean {
  if (resolution.kind === 'no-page') return resolution.nearest?.startsWith('#') === true
  return resolution.kind === 'page' && resolution.path === path
}
