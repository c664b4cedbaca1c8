/**
 * Bullets that lost the end of the line between them: "- Works on projects.* Answers questions".
 */
import type {Page} from '../../src/page/page.ts'
import {proseOf} from '../../src/page/prose.ts'

export interface JoinedItem {
  /** Offset behind the end of the item above; from there to `start` stand blanks and the sign. */
  readonly from: number
  /** Offset of the second item's first word. */
  readonly start: number
  /** Behind the last character of the second item on this line. */
  readonly end: number
  /** What the line begins with; undefined where that is no bullet. */
  readonly marker: string | undefined
}

/** Behind the end of a sentence and in front of a capital a star is neither emphasis nor a footnote. */
const JOINT = /(?<=[.!?;])( ?[*] {1,4})(?=\p{Lu}\p{Ll})/gu
const MARKER = /^[ \t]{0,12}[-*+][ \t]{1,4}(?=\S)/

/** In page order. */
export function joinedItems(page: Page): JoinedItem[] {
  return proseOf(page).flatMap(({kind, text, start}) => {
    if (kind !== 'item' || !text.includes('* ')) return []
    const joints = [...text.matchAll(JOINT)]
    return joints.map(({index, 0: joint}, nth): JoinedItem => {
      const from = start + index
      const next = joints[nth + 1]?.index ?? text.length
      const second = page.text.slice(from + joint.length, start + next)
      const lineStart = Math.max(page.text.lastIndexOf('\n', from), page.text.lastIndexOf('\r', from)) + 1
      const marker = MARKER.exec(page.text.slice(lineStart, lineStart + 20))?.[0]
      const end = from + joint.length + second.search(/[\r\n]|$/)
      return {from, start: from + joint.length, end, marker}
    })
  })
}
