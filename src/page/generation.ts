/**
 * The form a page is written in, told from its front matter, its path and its text.
 */
import type {Generation} from './page.ts'

/** What Google Docs leaves in Markdown: whole headings in bold, and escapes that no person types. */
const BOLD_HEADING = /^#{1,6}[ \t]+\*\*[^*\r\n]+\*\*[ \t]*$/gm
const ESCAPED_PUNCTUATION = /\\[)(\-><~.+=]/g
const MIDDLEMAN_FILE = /\.html\.md(?:\.erb)?$|\.md\.erb$/

/** @param layout Front matter's `layout`. */
export function generationOf(path: string, layout: unknown, text: string): Generation {
  if (layout === 'job_page') return 'job-page'
  if (isMiddleman(path, layout)) return 'job-family-page'
  const bold = count(text, BOLD_HEADING)
  const exported = bold >= 3 || (bold > 0 && count(text, ESCAPED_PUNCTUATION) > 0)
  return exported ? 'hugo-export' : 'hugo'
}

function isMiddleman(path: string, layout: unknown): boolean {
  if (MIDDLEMAN_FILE.test(path) || /^(?:sites\/[^/]+\/)?source\//.test(path)) return true
  // Hugo keeps pages with the old layout's name left in them: there the path decides.
  return !/(?:^|\/)content\//.test(path) && (layout === 'job_family_page' || layout === 'markdown_page')
}

function count(text: string, pattern: RegExp): number {
  return Array.from(text.slice(0, 200_000).matchAll(pattern)).length
}
