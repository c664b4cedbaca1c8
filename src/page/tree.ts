/**
 * Markdown to mdast, with tables and front matter. GFM's autolink literals are left out: they cost a third of the time and
 * the handbook writes none.
 */
import type {Root} from 'mdast'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {frontmatterFromMarkdown} from 'mdast-util-frontmatter'
import {gfmTableFromMarkdown} from 'mdast-util-gfm-table'
import {frontmatter} from 'micromark-extension-frontmatter'
import {gfmTable} from 'micromark-extension-gfm-table'

export function parseTree(text: string): Root {
  // Looking for tables takes a fifth of the time, and most pages have no pipe at all.
  const hasTables = text.includes('|')
  return fromMarkdown(text, {
    extensions: hasTables ? [gfmTable(), frontmatter(['yaml'])] : [frontmatter(['yaml'])],
    mdastExtensions: hasTables
      ? [gfmTableFromMarkdown(), frontmatterFromMarkdown(['yaml'])]
      : [frontmatterFromMarkdown(['yaml'])]
  })
}
