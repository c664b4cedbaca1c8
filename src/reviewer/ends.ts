/**
 * The handbook at both ends of a merge request's diff, and at the head of its target branch. What the diff does not name is
 * at both ends as the target branch has it by now: a link that is written today is judged by the pages there are today,
 * and what the target branch broke or mended by itself is the same at both ends, so it is not charged.
 */
import type {Handbook} from '../handbook/handbook.ts'
import {withFile} from '../handbook/memory-snapshot.ts'
import {openHandbook} from '../handbook/open-handbook.ts'
import type {PageCache} from '../handbook/page-cache.ts'
import type {Snapshot} from '../handbook/snapshot.ts'
import type {Forge, MergeRequest} from './forge.ts'

export interface Ends {
  readonly base: Handbook
  readonly head: Handbook
  /** The target branch by now, where it went on since the merge base; null where it did not. */
  readonly target: Handbook | null
  /** The source branch's own files at head, without what the target branch has by now. */
  readonly source: Snapshot
  /** One of them as if a file had this text. */
  withText(end: 'base' | 'head', path: string, text: string): Handbook
  /** The head as if files had these texts, by path. */
  withTexts(texts: ReadonlyMap<string, string>): Handbook
}

/** Opens them; nothing is read yet. */
export function openEnds(forge: Forge, {ref, diffRefs, target}: MergeRequest, cache: PageCache): Ends {
  const earlier = forge.snapshot(ref, diffRefs.base)
  const base = openHandbook(forge.snapshot(ref, diffRefs.base, target), {cache, earlier})
  const head = openHandbook(forge.snapshot(ref, diffRefs.head, target), {cache, earlier})
  const hasGoneOn = target !== diffRefs.base
  return {
    base,
    head,
    target: hasGoneOn ? openHandbook(forge.snapshot(ref, target), {cache}) : null,
    source: forge.snapshot(ref, diffRefs.head),
    withText(end, path, text) {
      if (end === 'base') return openHandbook(withFile(base.snapshot, path, text), {cache, earlier})
      return openHandbook(withFile(head.snapshot, path, text), {cache, earlier})
    },
    withTexts(texts) {
      let changed = head.snapshot
      for (const [path, text] of texts) changed = withFile(changed, path, text)
      return openHandbook(changed, {cache, earlier})
    }
  }
}
