/**
 * GET /rules and /rules/<name>: the rules' own pages, so that the links in notes work on any installation. Their links are
 * relative: a proxy may have them below a path that nobody tells the service.
 */
import {createHash} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {Router} from 'express'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import {unified} from 'unified'
import {rules} from '../../rules/index.ts'
import {packageFile} from '../config/package-file.ts'

const STYLE = `:root{color-scheme:light dark}
body{font:16px/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
pre{overflow-x:auto;padding:.8rem 1rem;border:1px solid #8884;border-radius:6px;font-size:.85rem;line-height:1.45}
code{font-family:ui-monospace,monospace}
table{border-collapse:collapse}td,th{border:1px solid #8884;padding:.3rem .6rem;text-align:left;vertical-align:top}`

const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'`

// The pages are our own, yet raw HTML in them is left out: remark-rehype drops it unless told otherwise.
const toHtml = unified().use(remarkParse).use(remarkGfm).use(remarkRehype).use(rehypeStringify)

export function rulePages(): Router {
  const router = Router()
  /** By rule; everybody may ask for them, and rendering one takes longer than to ask. */
  const rendered = new Map<string, string>()
  router.get('/rules', async (request, response) => {
    if (request.path.endsWith('/')) return response.redirect(301, '../rules')
    const rows = rules.map(
      ({name, severity, summary}) => `| [${name}](rules/${name}) | ${severity} | ${summary} |`
    )
    const text = ['# Rules', '', '| rule | severity | finds |', '| --- | --- | --- |', ...rows].join('\n')
    response
      .set('Content-Security-Policy', POLICY)
      .type('html')
      .send(await page('Rules', text))
  })
  router.get('/rules/:name', async (request, response, next) => {
    const rule = rules.find(({name}) => name === request.params.name)
    if (!rule) return next()
    if (request.path.endsWith('/')) return response.redirect(301, `../${rule.name}`)
    const text = rendered.get(rule.name) ?? (await rulePage(rule.name))
    rendered.set(rule.name, text)
    response.set('Content-Security-Policy', POLICY).type('html').send(text)
  })
  return router
}

async function rulePage(name: string): Promise<string> {
  const markdown = await readFile(packageFile(`rules/${name}/README.md`), 'utf8')
  return page(name, markdown.replaceAll(/\]\(\.\.\/([\w-]+)\/README\.md/g, ']($1'))
}

async function page(title: string, markdown: string): Promise<string> {
  const body = String(await toHtml.process(markdown))
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} · ladderlint</title><style>${STYLE}</style></head>
<body>${body}</body></html>
`
}
