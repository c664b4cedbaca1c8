/**
 * The handbook at both ends of a merge request's diff, and at the head of its target branch.
 */
import type {Handbook} from '../handbook/handbook.ts'
import {withFile} from '../handbook/memory-snapshot.ts'
import {openHandbook} from '../handbook/open-handbook.ts'
import type {PageCache} from '../handbook/page-cache.ts'
import type {Forge, MergeRequest} from './forge.ts'

export interface Ends {
  readonly base: Handbook
  readonly head: Handbook
  /** The target branch where it went on since the merge base, as it was when the diff was made; null where it did not. */
  readonly target: Handbook | null
  /** One of them as if a file had this text. */
  withText(end: 'base' | 'head', path: string, text: string): Handbook
}

/** Opens them; nothing is read yet. */
export function openEnds(forge: Forge, {ref, diffRefs}: MergeRequest, cache: PageCache): Ends {
  const earlier = forge.snapshot(ref, diffRefs.base)
  const base = openHandbook(earlier, {cache})
  const head = openHandbook(forge.snapshot(ref, diffRefs.head), {cache, earlier})
  const hasGoneOn = diffRefs.start !== diffRefs.base
  return {
    base,
    head,
    target: hasGoneOn ? openHandbook(forge.snapshot(ref, diffRefs.start), {cache}) : null,
    withText(end, path, text) {
      if (end === 'base') return openHandbook(withFile(base.snapshot, path, text), {cache})
      return openHandbook(withFile(head.snapshot, path, text), {cache, earlier})
    }
  }
}
