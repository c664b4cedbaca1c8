/**
 * The fix: the exact bullet in a list of requirements, in the list's own style.
 */
import type {List} from 'mdast'
import {toString as textOf} from 'mdast-util-to-string'
import type {Fix} from '../finding.ts'
import {EXACT} from './wording.ts'

/**
 * Puts the bullet first, as the policy's template has it, but behind "Extends the …", which must come first.
 * @returns Null for a numbered list, or one that begins within another line.
 */
export function addBullet(list: List, text: string): Fix | null {
  const [first, second] = list.children
  const next = first && second && /^extends\b/i.test(textOf(first)) ? second : first
  const start = next?.position?.start.offset
  if (start === undefined || list.ordered) return null
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1
  const indent = text.slice(lineStart, start)
  const marker = /^[-*+][ \t]+/.exec(text.slice(start))?.[0]
  if (marker === undefined || indent.trim() !== '') return null
  const lineEnd = /\r\n|\n|\r/.exec(text.slice(start))?.[0] ?? '\n'
  const gap = list.spread ? lineEnd.repeat(2) : lineEnd
  return {edits: [{start, end: start, text: `${marker}${EXACT}${gap}${indent}`}]}
}
