/**
 * Whether a page that was not found is known not to exist. Where the tree cannot tell, it says why.
 */
import type {Searched} from './find-page.ts'
import type {Nearest} from './nearest-page.ts'
import {pageSegment} from './page-url.ts'
import type {TreeEvidence} from './tree-evidence.ts'

/**
 * @param nearest The existing page that the address is a slip of, or that has moved from there.
 * @returns Why the tree cannot tell; null when the page does not exist.
 */
export async function doubtAbout(
  segments: readonly string[],
  searched: readonly Searched[],
  nearest: Nearest | undefined,
  evidence: TreeEvidence
): Promise<string | null> {
  const [first = ''] = segments
  const middleman = searched.every(({root}) => root.generator === 'middleman')
  if (middleman && !/^(?:handbook|job-families|jobs)$/.test(first)) {
    const pages = first === '' ? "the site's first page" : `pages below "/${first}/"`
    return `${pages} may be made from data, or by another project`
  }
  // A near page is evidence by itself, whatever else the tree lacks: of two spellings one is wrong.
  if (nearest && !(await bothListed(segments, nearest.segments, evidence))) return null
  if ((await evidence.isWhole()) || (await evidence.wasThere(segments))) return null

  const parents = searched.flatMap(({root, parent}) => (parent ? [{root, parent}] : []))
  const [held] = parents
  if (!held) return `this tree has no folder for "/${segments.join('/')}/"`
  if (await evidence.isPartial()) return 'this tree lacks many pages that the handbook lists'
  if (await evidence.isListed(segments))
    return 'the handbook lists this page, though this tree has no file for it'
  // Git makes the folders above a page by themselves; one without a page of its own may lack others too.
  const hasOwnPage = parents.some(({root, parent}) =>
    parent.entries.some(({kind, name}) => kind === 'file' && pageSegment(name, root.generator) === '')
  )
  const isHeld = (isFamily(segments) || hasOwnPage) && !(await evidence.lacksLinked(segments.slice(0, -1)))
  return isHeld ? null : `this tree holds only a part of "${held.parent.folder}"`
}

async function bothListed(
  a: readonly string[],
  b: readonly string[],
  evidence: TreeEvidence
): Promise<boolean> {
  return (await evidence.isListed(a)) && (await evidence.isListed(b))
}

/** `/job-families/<department>/<family>/`, and `/jobs/<family>/` of 2016. */
function isFamily([first, ...rest]: readonly string[]): boolean {
  return (first === 'job-families' && rest.length > 1) || (first === 'jobs' && rest.length > 0)
}
