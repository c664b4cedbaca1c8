/**
 * A note's Markdown for the page: suggestion blocks become boxes with a button, mermaid blocks wait for the browser.
 */
import type {Element, Root} from 'hast'
import rehypeStringify from 'rehype-stringify'
import {unified} from 'unified'
import {SKIP, visit} from 'unist-util-visit'
import {type Content, Html, html} from '../../html/html.ts'
import {toSafeTree} from '../markdown/render-markdown.ts'

/** Prints raw HTML as it is: sanitising left none in the tree, so that all there is was put there below. */
const printer = unified().use(rehypeStringify, {allowDangerousHtml: true})

/** A suggestion, ready to be shown. */
export interface ShownSuggestion {
  readonly id: number
  readonly from: number
  readonly removed: readonly string[]
  readonly added: readonly string[]
  readonly applied: boolean
  /** Why it cannot be applied; undefined when it can. */
  readonly refusal: string | undefined
}

export function renderBody(body: string, suggestions: readonly ShownSuggestion[], action: string): Html {
  const tree = toSafeTree(body)
  const blocks = codeBlocks(tree, 'suggestion')
  // Hand-written HTML can look like a suggestion block: then it stays what it is, code.
  const known = blocks.length === suggestions.length
  for (const [index, block] of blocks.entries()) {
    const suggestion = suggestions[index]
    if (known && suggestion) replace(tree, block, renderSuggestion(suggestion, action))
  }
  for (const block of codeBlocks(tree, 'mermaid')) {
    replace(tree, block, html`<pre class="diagram" data-diagram>${textOf(block)}</pre>`)
  }
  return new Html(printer.stringify(tree))
}

function renderSuggestion(suggestion: ShownSuggestion, action: string): Html {
  const {id, from, removed, added, applied, refusal} = suggestion
  return html`<div class="suggestion">
    <div class="suggestion-head"><strong>Suggested change</strong>${button(id, applied, refusal, action)}</div>
    <table class="lines"><tbody>
      ${removed.map((line, index) => row('removed', from + index, line))}
      ${added.map((line, index) => row('added', from + index, line))}
    </tbody></table>
  </div>`
}

function button(id: number, applied: boolean, refusal: string | undefined, action: string): Content {
  if (applied) return html`<span class="pill success">Applied</span>`
  if (refusal !== undefined) return html`<span class="muted" title="${refusal}">Cannot be applied</span>`
  return html`<form method="post" action="${action}/apply" data-live>
    <input type="hidden" name="suggestion" value="${id}"><button>Apply suggestion</button>
  </form>`
}

function row(kind: 'removed' | 'added', line: number, text: string): Html {
  return html`<tr class="${kind}"><td class="number">${line}</td><td class="code">${text}</td></tr>`
}

function codeBlocks(tree: Root, language: string): Element[] {
  const found: Element[] = []
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'pre') return undefined
    const [code] = node.children
    if (code?.type !== 'element' || code.tagName !== 'code') return SKIP
    const classes = code.properties.className
    const [name = ''] = Array.isArray(classes) ? classes.map(String) : []
    if (name === `language-${language}` || name.startsWith(`language-${language}:`)) found.push(node)
    return SKIP
  })
  return found
}

function textOf(block: Element): string {
  let text = ''
  visit(block, 'text', (node) => {
    text += node.value
  })
  return text
}

/** Puts our own HTML in a block's place. */
function replace(tree: Root, block: Element, by: Html): void {
  visit(tree, block, (_node, index, parent) => {
    if (parent && index !== undefined) parent.children[index] = {type: 'raw', value: by.text}
  })
}
