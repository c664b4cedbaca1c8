/**
 * inbound-link: what a change deletes, moves or renames, nobody links to any more.
 * Policy: hiring/job-families.md, "Updating a URL and Redirect". Why and examples: ./README.md
 */
import {aliasesOf} from '../../src/handbook/aliases.ts'
import {findInboundLinks, type InboundLinks} from '../../src/handbook/inbound-links.ts'
import type {Heading} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {defineRule, EVERY_KIND, type RuleContext} from '../define-rule.ts'
import {inWords} from '../in-words.ts'
import {topOf} from '../top-of-page.ts'
import {lostIds} from './lost-ids.ts'
import {forDeleted, forHeading, forMoved} from './remedies.ts'
import {renamedHeadings} from './renamed-headings.ts'

export default defineRule({
  name: 'inbound-link',
  severity: 'error',
  fixes: true,
  summary: 'this change deletes, moves or renames a page or a heading that others link to',
  kinds: EVERY_KIND,
  unread: true,
  deleted: true,
  async run(context) {
    const {page, base, isDeleted, handbook} = context
    const from = base ? handbook.urlOf(base.path) : undefined
    if (!base || from === undefined) return
    const isKept = await checkAddress(context, from, isDeleted ? DELETED : MOVED)
    if (isKept) await checkHeadings(context, from, base)
    const own = handbook.urlOf(page.path)
    const kept = new Set(isDeleted || own === undefined ? [] : aliasesOf(page.text, own))
    const given = aliasesOf(base.text, from).filter((alias) => !kept.has(alias) && `${alias}/` !== own)
    for (const alias of given.slice(0, MOST_ALIASES)) await checkAddress(context, `${alias}/`, GIVEN_UP)
  }
})

const DELETED = 'This change deletes'
const MOVED = 'This page moves away from'
const GIVEN_UP = 'This change gives up the old address'

/** Old addresses that are asked for, where asking is a request with a limit of its own. */
const MOST_ALIASES = 3

type Context = Pick<RuleContext<undefined>, 'page' | 'isDeleted' | 'handbook' | 'report' | 'notChecked'>

/**
 * @param from An address that the page had at base.
 * @param gone What became of it, as the beginning of a sentence.
 * @returns Whether the page has it still.
 */
async function checkAddress(
  {page, isDeleted, handbook, report, notChecked}: Context,
  from: string,
  gone: string
): Promise<boolean> {
  const resolution = await handbook.resolve(from, page.path)
  if (resolution.kind !== 'no-page') return resolution.kind === 'page' && resolution.path === page.path
  const inbound = await findInboundLinks(handbook.snapshot, from)
  if (!inbound) {
    notChecked(from, CANNOT_SEARCH, from)
    return false
  }
  const files = inbound.files.filter(({path}) => path !== page.path)
  if (inbound.isAlias || files.length === 0) return false
  const linking = {...inbound, files}
  const reason = `${gone} ${from}, but ${linkingInWords(linking)}; ${wayOut(page, from, isDeleted)}`
  const ways = isDeleted
    ? await forDeleted(page, from, resolution.nearest, linking, handbook)
    : await forMoved(page, from, linking, handbook)
  report({reason, place: topOf(page), key: from, ...ways})
  return false
}

async function checkHeadings(
  {page, handbook, report, notChecked}: Context,
  from: string,
  base: Page
): Promise<void> {
  const lost = lostIds(base, page)
  if (lost.length === 0) return
  const inbound = await findInboundLinks(handbook.snapshot, from, 'fragments')
  if (!inbound) {
    for (const id of lost) notChecked(`#${id}`, CANNOT_SEARCH, `#${id}`)
    return
  }
  const others = {...inbound, files: inbound.files.filter(({path}) => path !== page.path)}
  let renamed: ReadonlyMap<string, Heading> | undefined
  for (const id of lost) {
    const files = others.files.filter(({fragments}) => fragments.has(id))
    if (files.length === 0) continue
    renamed ??= await renamedHeadings(base, page)
    const heir = renamed.get(id)
    report({
      reason: `This change takes the heading #${id} away, but ${linkingInWords({files, unread: 0})}; write {#${id}} behind the heading that takes its place, or change the links`,
      place: heir?.place ?? topOf(page),
      key: `#${id}`,
      ...(await forHeading(page, id, heir, others, handbook))
    })
  }
}

const CANNOT_SEARCH = 'it is not known who links there, because the files could not be searched'
/** Longer lists nobody reads; the rest is counted. */
const MOST_NAMED = 40

function linkingInWords({files, unread}: Pick<InboundLinks, 'files' | 'unread'>): string {
  const paths = files.map(({path}) => path)
  const more = unread > 0 ? `, and perhaps ${unread} more files` : ''
  return `${inWords(paths, MOST_NAMED)} ${paths.length === 1 ? 'links' : 'link'} there${more}`
}

function wayOut({generation}: Page, from: string, isDeleted: boolean): string {
  const isHugo = generation === 'hugo' || generation === 'hugo-export'
  if (!isHugo) return 'add a redirect to data/redirects.yml, or change the links'
  const where = isDeleted ? 'the page that takes its place' : 'this page'
  return `add "aliases: [${from}]" to the front matter of ${where}, or change the links`
}
