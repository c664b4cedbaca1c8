/**
 * Edits of the files that link to an address: what becomes of each of their links to it.
 */
import {type AddressLink, linksToAddress} from '../../src/handbook/address-links.ts'
import type {Edit, FileEdits} from '../finding.ts'

/** Files of one patch; nobody reads a longer one before applying it. */
const MOST_FILES = 20

/** What becomes of one link; undefined where that cannot be told: then the file must be left to a person. */
export type Rewrite = (link: AddressLink, text: string) => readonly Edit[] | undefined

export interface LinkingFile {
  readonly path: string
  readonly text: string
}

/** @returns Null where one of the links cannot be rewritten, or there are too many files. */
export function rewriteLinks(
  files: readonly LinkingFile[],
  address: string,
  rewrite: Rewrite
): readonly FileEdits[] | null {
  if (files.length > MOST_FILES) return null
  const changed: FileEdits[] = []
  for (const {path, text} of files) {
    const edits: Edit[] = []
    for (const link of linksToAddress(text, address)) {
      const own = rewrite(link, text)
      if (!own) return null
      edits.push(...own)
    }
    if (edits.length > 0) changed.push({path, edits})
  }
  return changed.length > 0 ? changed : null
}

/** To another address, whatever stands behind it. @param to Without trailing slash. */
export function toAddress(to: string): Rewrite {
  return ({start, end}) => [{start, end, text: to}]
}

/** Links to one place on the page to another one; to the page as a whole where `to` is null. */
export function toFragment(from: string, to: string | null): Rewrite {
  return ({fragment: {start, end, id}}) =>
    id === from ? [{start, end, text: to === null ? '' : `#${to}`}] : []
}

/** Characters around an address that are looked at. */
const REACH = 400
const MARKDOWN_BEFORE = /(?<!!)\[([^[\]\r\n]{1,300})\]\((?:https:\/\/(?:about|handbook)\.gitlab\.com)?$/
const HTML_BEFORE = /<a href=(["'])(?:https:\/\/(?:about|handbook)\.gitlab\.com)?$/
const HTML_BEHIND = /^(["'])>([^<>\r\n]{1,300})<\/a>/

/** No link any more, but its words: of Markdown's inline links and HTML's plainest. */
export const toWords: Rewrite = (link, text) => {
  const before = text.slice(Math.max(0, link.start - REACH), link.start)
  const behind = text.slice(link.fragment.end, link.fragment.end + REACH)
  const [opening = '', words] = MARKDOWN_BEFORE.exec(before) ?? []
  if (words !== undefined && behind.startsWith(')')) return [around(link, opening, ')', words)]
  const [tag = '', quote] = HTML_BEFORE.exec(before) ?? []
  const [rest = '', closing, content = ''] = HTML_BEHIND.exec(behind) ?? []
  return quote !== undefined && quote === closing ? [around(link, tag, rest, content)] : undefined
}

function around({start, fragment}: AddressLink, before: string, behind: string, words: string): Edit {
  return {start: start - before.length, end: fragment.end + behind.length, text: words}
}
