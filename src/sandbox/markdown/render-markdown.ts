/**
 * Markdown as GitLab shows it in notes: GFM, raw HTML through an allow list; scripts, styles and handlers are dropped.
 */
import type {Root as HtmlRoot} from 'hast'
import type {Root} from 'mdast'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize, {defaultSchema, type Options as Schema} from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import {unified} from 'unified'

/** GitLab Flavored Markdown's list (doc/user/markdown.md, "Inline HTML"), on top of that of GitHub, its model. */
const schema: Schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), 'abbr', 'figure', 'figcaption', 'mark', 'small'],
  attributes: {...defaultSchema.attributes, abbr: ['title'], details: ['open']},
  strip: ['script', 'style', 'iframe', 'object', 'embed']
}

const parser = unified().use(remarkParse).use(remarkGfm)
const toHtmlTree = unified()
  .use(remarkRehype, {allowDangerousHtml: true})
  .use(rehypeRaw)
  .use(rehypeSanitize, schema)
const printer = unified().use(rehypeStringify)

export function parseMarkdown(text: string): Root {
  return parser.parse(text)
}

/** The sanitised HTML tree of a body; the only kind that may reach a browser. */
export function toSafeTree(text: string): HtmlRoot {
  return toHtmlTree.runSync(parseMarkdown(text))
}

export function renderMarkdown(text: string): string {
  return printer.stringify(toSafeTree(text))
}
