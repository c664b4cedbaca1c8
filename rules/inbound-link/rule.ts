/**
 * inbound-link: what a change deletes, moves or renames, nobody links to any more.
 * Policy: hiring/job-families.md, "Updating a URL and Redirect". Why and examples: ./README.md
 */
import {findInboundLinks} from '../../src/handbook/inbound-links.ts'
import type {Page} from '../../src/page/page.ts'
import {defineRule, EVERY_KIND} from '../define-rule.ts'
import {inWords} from '../in-words.ts'
import {topOf} from '../top-of-page.ts'
import {lostIds} from './lost-ids.ts'

export default defineRule({
  name: 'inbound-link',
  severity: 'error',
  fixes: false,
  summary: 'this change deletes, moves or renames a page or a heading that others link to',
  kinds: EVERY_KIND,
  unread: true,
  deleted: true,
  async run({page, base, isDeleted, handbook, report, notChecked}) {
    const from = base ? handbook.urlOf(base.path) : undefined
    if (!base || from === undefined) return
    const {snapshot} = handbook
    const place = topOf(page)
    const resolution = await handbook.resolve(from, page.path)

    if (resolution.kind === 'no-page') {
      const inbound = await findInboundLinks(snapshot, from)
      if (!inbound) return notChecked(from, CANNOT_SEARCH)
      const linking = inbound.files.filter(({path}) => path !== page.path)
      if (inbound.isAlias || linking.length === 0) return
      const gone = isDeleted ? `This change deletes ${from}` : `This page moves away from ${from}`
      const links = linkingInWords(
        linking.map(({path}) => path),
        inbound.unread
      )
      report({reason: `${gone}, but ${links}; ${wayOut(page, from, isDeleted)}`, place, key: from})
      return
    }

    const isSamePage = resolution.kind === 'page' && resolution.path === page.path
    const lost = isSamePage ? lostIds(base, page) : []
    if (lost.length === 0) return
    const inbound = await findInboundLinks(snapshot, from, 'fragments')
    if (!inbound) return notChecked(`${from}#${lost[0]}`, CANNOT_SEARCH)
    for (const id of lost) {
      const linking = inbound.files.filter(({path, fragments}) => path !== page.path && fragments.has(id))
      if (linking.length === 0) continue
      const links = linkingInWords(
        linking.map(({path}) => path),
        0
      )
      report({
        reason: `This change takes the heading #${id} away, but ${links}; write {#${id}} behind the heading that takes its place, or change the links`,
        place,
        key: `#${id}`
      })
    }
  }
})

const CANNOT_SEARCH = 'it is not known who links there, because the files could not be searched'
/** Longer lists nobody reads; the rest is counted. */
const MOST_NAMED = 40

function linkingInWords(paths: readonly string[], unread: number): string {
  const more = unread > 0 ? `, and perhaps ${unread} more files` : ''
  return `${inWords(paths, MOST_NAMED)} ${paths.length === 1 ? 'links' : 'link'} there${more}`
}

function wayOut({generation}: Page, from: string, isDeleted: boolean): string {
  const isHugo = generation === 'hugo' || generation === 'hugo-export'
  if (!isHugo) return 'add a redirect to data/redirects.yml, or change the links'
  const where = isDeleted ? 'the page that takes its place' : 'this page'
  return `add "aliases: [${from}]" to the front matter of ${where}, or change the links`
}
