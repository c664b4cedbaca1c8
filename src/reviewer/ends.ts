/**
 * The handbook at both ends of a merge request's diff, and at the head of its target branch.
 */
import type {Handbook} from '../handbook/handbook.ts'
import {withFile} from '../handbook/memory-snapshot.ts'
import {openHandbook} from '../handbook/open-handbook.ts'
import type {PageCache} from '../handbook/page-cache.ts'
import type {Snapshot} from '../handbook/snapshot.ts'
import type {Forge, MergeRequest} from './forge.ts'

/** One thing for each end. */
export interface ByEnd<Thing> {
  /** The merge base's own files. */
  readonly earlier: Thing
  readonly base: Thing
  readonly head: Thing
  /** See `Ends`. */
  readonly target: Thing | null
  readonly source: Thing
}

export type EndName = keyof ByEnd<unknown>

/** The files behind it all. */
export type EndSnapshots = ByEnd<Snapshot>

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
export function endSnapshots(forge: Forge, {ref, diffRefs, target}: MergeRequest): EndSnapshots {
  return {
    earlier: forge.snapshot(ref, diffRefs.base),
    base: forge.snapshot(ref, diffRefs.base, target),
    head: forge.snapshot(ref, diffRefs.head, target),
    target: target === diffRefs.base ? null : forge.snapshot(ref, target),
    source: forge.snapshot(ref, diffRefs.head)
  }
}

/** What `make` makes of each end that there is. */
export function eachEnd<From, To>(ends: ByEnd<From>, make: (from: From, end: EndName) => To): ByEnd<To> {
  return {
    earlier: make(ends.earlier, 'earlier'),
    base: make(ends.base, 'base'),
    head: make(ends.head, 'head'),
    target: ends.target && make(ends.target, 'target'),
    source: make(ends.source, 'source')
  }
}

export function openEnds({earlier, source, ...snapshots}: EndSnapshots, cache: PageCache): Ends {
  return {
    base: openHandbook(snapshots.base, {cache, earlier}),
    head: openHandbook(snapshots.head, {cache, earlier}),
    target: snapshots.target && openHandbook(snapshots.target, {cache}),
    source,
    withText: (end, path, text) => openHandbook(withFile(snapshots[end], path, text), {cache, earlier}),
    withTexts(texts) {
      let changed = snapshots.head
      for (const [path, text] of texts) changed = withFile(changed, path, text)
      return openHandbook(changed, {cache, earlier})
    }
  }
}
