/**
 * The ids that a page had, and that links could lead to, before a change took them away.
 */
import {anchorsOf} from '../../src/handbook/anchors.ts'
import {generatedHeadings} from '../../src/handbook/generated-headings.ts'
import {rendererOf} from '../../src/page/heading-ids.ts'
import type {Page} from '../../src/page/page.ts'

/** In the order of base. None for a page whose headings come in part from elsewhere. */
export function lostIds(base: Page, head: Page): string[] {
  if (base.unread || head.unread) return []
  if (generatedHeadings(head.path, head.text, rendererOf(head.generation)) !== undefined) return []
  const before = idsOf(base)
  const after = idsOf(head)
  return [...before].filter((id) => !after.has(id) && !isRepeat(id, before))
}

function idsOf({text, generation}: Page): ReadonlySet<string> {
  return anchorsOf(text, rendererOf(generation)).ids
}

/** Repeats are numbered anew with every section that comes or goes, so nobody can link to them for long. */
function isRepeat(id: string, ids: ReadonlySet<string>): boolean {
  const first = id.replace(/-\d+$/, '')
  return first !== id && ids.has(first)
}
