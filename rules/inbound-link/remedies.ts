/**
 * What can be done about links to an address or a heading that a change takes away, the best first. Whether a remedy does
 * what it should is proven before it is offered.
 */
import type {Handbook} from '../../src/handbook/handbook.ts'
import type {InboundFile, InboundLinks} from '../../src/handbook/inbound-links.ts'
import {withoutSlash} from '../../src/handbook/redirects.ts'
import type {Heading} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import type {FileEdits, Fix, Remedy} from '../finding.ts'
import {aliasEdit} from './alias-edit.ts'
import {type Rewrite, rewriteLinks, toAddress, toFragment, toWords} from './link-edits.ts'
import {REDIRECTS_FILE, redirectEdit} from './redirect-edit.ts'
import {idEdit} from './renamed-headings.ts'

/** What there is to do: on the page itself, and in any files. */
export interface WaysOut {
  readonly fix: Fix | null
  readonly remedies: readonly Remedy[]
}

/** A page that has moved: its old address stays, or the links follow it. */
export async function forMoved(
  page: Page,
  from: string,
  inbound: InboundLinks,
  handbook: Handbook
): Promise<WaysOut> {
  const to = handbook.urlOf(page.path)
  if (to === undefined) return {fix: null, remedies: []}
  const alias = isHugo(page) ? await aliasEdit(page.text, to, from) : null
  const keeping = alias
    ? remedy('Keep the old address as an alias of this page', [{path: page.path, edits: [alias]}], true)
    : await redirected(from, to, page, handbook)
  const fix = alias ? {edits: [alias]} : null
  const links = rewritten(inbound, from, toAddress(withoutSlash(to)))
  return {
    fix,
    remedies: [keeping, remedy('Lead the links to the new address', links)].flatMap((one) => one ?? [])
  }
}

/** A page that is gone: the nearest one takes its place, or nobody links there any more. */
export async function forDeleted(
  page: Page,
  from: string,
  nearest: string | null,
  inbound: InboundLinks,
  handbook: Handbook
): Promise<WaysOut> {
  const heir = nearest === null ? null : await handbook.resolve(nearest, page.path)
  const keeping = heir?.kind === 'page' ? await inherited(from, heir, page, handbook) : undefined
  const words = remedy('Take the links away and leave their words', rewritten(inbound, from, toWords))
  return {fix: null, remedies: [keeping, words].flatMap((one) => one ?? [])}
}

async function inherited(
  from: string,
  heir: {readonly path: string; readonly url: string},
  page: Page,
  handbook: Handbook
): Promise<Remedy | undefined> {
  if (!isHugo(page)) return redirected(from, heir.url, page, handbook)
  const text = (await handbook.snapshot.read(heir.path))?.text
  const alias = text ? await aliasEdit(text, heir.url, from) : null
  const label = 'If the nearest page takes its place, keep the old address as an alias of that one'
  return remedy(label, alias && [{path: heir.path, edits: [alias]}])
}

async function redirected(
  from: string,
  to: string,
  page: Page,
  {snapshot}: Handbook
): Promise<Remedy | undefined> {
  const text = isHugo(page) ? null : (await snapshot.read(REDIRECTS_FILE))?.text
  const edit = text ? await redirectEdit(text, from, to) : null
  return remedy('Redirect the old address', edit && [{path: REDIRECTS_FILE, edits: [edit]}])
}

/**
 * A heading that is gone from a page that stays.
 * @param heir The heading that took its place; undefined where that is not sure.
 * @param linking Those of the files that link to it.
 */
export async function forHeading(
  page: Page,
  id: string,
  heir: Heading | undefined,
  linking: InboundLinks,
  handbook: Handbook
): Promise<WaysOut> {
  const url = handbook.urlOf(page.path) ?? ''
  const edit = heir && !isWanted(heir.id, linking.files) ? idEdit(page, heir, id) : null
  const kept = edit && [{path: page.path, edits: [edit]}]
  const links = rewritten(linking, url, toFragment(id, heir?.id ?? null))
  const label = heir ? 'Lead the links to the new heading' : 'Lead the links to the page as a whole'
  return {
    fix: edit ? {edits: [edit]} : null,
    remedies: [remedy('Keep the old id on the heading', kept, true), remedy(label, links)].flatMap(
      (one) => one ?? []
    )
  }
}

/** Whether others link to the heading by its new id already: an id that is written down would end that one. */
function isWanted(id: string, files: readonly InboundFile[]): boolean {
  return files.some(({fragments}) => fragments.has(id))
}

/** Null where not all that links there is known. */
function rewritten(
  {files, unread}: Pick<InboundLinks, 'files' | 'unread'>,
  address: string,
  rewrite: Rewrite
): readonly FileEdits[] | null {
  return unread > 0 ? null : rewriteLinks(files, withoutSlash(address), rewrite)
}

function remedy(label: string, files: readonly FileEdits[] | null, isFix = false): Remedy | undefined {
  return files ? {label, isFix, files} : undefined
}

function isHugo({generation}: Page): boolean {
  return generation === 'hugo' || generation === 'hugo-export'
}
