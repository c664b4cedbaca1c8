/**
 * ladder-target: every link of the career ladder leads to a page, and to a heading, that exists.
 * Policy: hiring/job-families.md, "Template 1 Additional Details". Why and examples: ./README.md
 */
import type {Resolution} from '../../src/handbook/handbook.ts'
import type {Link} from '../../src/page/job-family.ts'
import {type DeadLink, judgeLink, rewriteAll} from '../dead-link.ts'
import {defineRule} from '../define-rule.ts'
import type {Severity} from '../finding.ts'
import {isEmpty, readLinkTargets} from '../link-targets.ts'
import {ladderLinks} from './ladder-links.ts'

interface Verdict extends DeadLink {
  readonly severity?: Severity
}

export default defineRule({
  name: 'ladder-target',
  severity: 'error',
  fixes: true,
  summary: 'a link of the career ladder whose page or heading does not exist',
  async run({page, family, handbook, report, notChecked}) {
    for (const {key, links, resolution} of await readLinkTargets(ladderLinks(family), page, handbook)) {
      const [first] = links
      if (resolution.kind === 'not-checked') notChecked(first.url, resolution.reason)
      const verdict = judge(first, resolution)
      if (!verdict) continue
      const {becomes, ...said} = verdict
      const fix = becomes && rewriteAll(links, page.text, becomes)
      report({...said, place: first.place, key, fix})
    }
  }
})

function judge({text, url}: Link, resolution: Resolution): Verdict | undefined {
  if (isEmpty(url)) {
    return {
      reason: `The career ladder's link "${text}" leads nowhere; link the next job family, or write that it is not defined yet`,
      becomes: null
    }
  }
  const voice = {
    lead: `The career ladder leads to "${text}" at`,
    otherwise: 'name the next job family without a link',
    written: url
  }
  return judgeLink(resolution, voice) ?? judgeRedirect(resolution, voice.lead)
}

function judgeRedirect(resolution: Resolution, lead: string): Verdict | undefined {
  const redirect = resolution.kind === 'page' ? resolution.redirect : null
  if (!redirect) return undefined
  return {
    reason: `${lead} ${redirect.from}, which has moved; write ${redirect.to}`,
    severity: 'info',
    becomes: () => redirect.to
  }
}
