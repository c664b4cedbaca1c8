/**
 * Whether a page that was not found is known not to exist. Where the tree cannot tell, it says why.
 */

import type {Searched} from './find-page.ts'
import type {Nearest} from './nearest-page.ts'
import {pageSegment} from './page-url.ts'
import type {TreeEvidence} from './tree-evidence.ts'

/** @returns Why the tree cannot tell; null when the page does not exist. */
export async function doubtAbout(
  segments: readonly string[],
  searched: readonly Searched[],
  nearest: Nearest | undefined,
  evidence: TreeEvidence
): Promise<string | null> {
  const url = `/${segments.join('/')}/`
  const middleman = searched.every(({root}) => root.generator === 'middleman')
  const isFamily =
    segments[0] === 'job-families' || (middleman && segments[0] === 'jobs' && segments.length > 1)
  const moved =
    nearest && !((await evidence.isListed(segments)) && (await evidence.isListed(nearest.segments)))
  // A near page is evidence by itself, whatever else the tree lacks: of two spellings one is wrong.
  if (isFamily && moved) return null
  if (middleman && !isFamily && segments[0] !== 'handbook')
    return `"${url}" may be made from data, or by another project`
  if (searched.length === 0 && middleman) return `nothing here makes the pages below "/${segments[0] ?? ''}/"`
  if (await evidence.isWhole()) return null
  const parents = searched.flatMap(({root, parent}) => (parent ? [{root, parent}] : []))
  if (parents.length === 0) return `this tree has no folder for "${url}"`
  if (await evidence.isPartial()) return 'this tree lacks many pages that the handbook lists'
  if (await evidence.isListed(segments))
    return 'the handbook lists this page, though this tree has no file for it'
  if (moved) return null
  if (isFamily && segments.length > 2) return null
  const hasOwnPage = parents.some(({root, parent}) =>
    parent.entries.some(({kind, name}) => kind === 'file' && pageSegment(name, root.generator) === '')
  )
  // Git makes the folders above a page by themselves; one without a page of its own may lack others too.
  return hasOwnPage ? null : `this tree holds only a part of "${parents[0]?.parent.folder}"`
}
