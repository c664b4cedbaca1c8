/**
 * Whom a body pings and what it refers to. As on GitLab, text inside code, links and comments does neither.
 */
import {SKIP, visit} from 'unist-util-visit'
import {toSafeTree} from './render-markdown.ts'

const MENTION = /(?<![\w@/.])@[a-z0-9_][\w.-]*/gi
/** Issues, merge requests and epics, here or in another project: each leaves a note at what it names. */
const REFERENCE = /(?<![\w/&#])(?:[\w.-]+(?:\/[\w.-]+)+)?[#!&]\d+\b/g

export interface References {
  readonly mentions: readonly string[]
  readonly references: readonly string[]
}

export function findReferences(body: string): References {
  const mentions: string[] = []
  const references: string[] = []
  visit(toSafeTree(body), (node) => {
    if (node.type === 'element' && ['a', 'code', 'pre'].includes(node.tagName)) return SKIP
    if (node.type !== 'text') return undefined
    mentions.push(...(node.value.match(MENTION) ?? []))
    references.push(...(node.value.match(REFERENCE) ?? []))
    return undefined
  })
  return {mentions, references}
}
