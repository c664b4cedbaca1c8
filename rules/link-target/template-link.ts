/**
 * Whether a dead heading is one that the handbook's policy on job families links in its templates: then whoever copied the
 * template did as told, and the policy is what has to be mended.
 */
import type {Handbook, Resolution} from '../../src/handbook/handbook.ts'
import {toSegments} from '../../src/handbook/page-url.ts'

/** The page with the templates, the same in both generations of the site. */
const POLICY = '/handbook/hiring/job-families/'

/** What the templates link in vain since 2022 at the latest; for trees without the policy's page. */
const KNOWN = '/interviewing/#screening-call'

/** Reads the policy's page, so it is for links that are dead. */
export async function isTemplateLink(
  resolution: Resolution,
  path: string,
  handbook: Handbook
): Promise<boolean> {
  if (resolution.kind !== 'page' || resolution.anchor?.state !== 'missing') return false
  const policy = await handbook.resolve(POLICY, path)
  const text = policy.kind === 'page' ? ((await handbook.snapshot.read(policy.path))?.text ?? '') : KNOWN
  // By path (/handbook/hiring/interviewing/#screening-call), or as a shortcode (ref "interviewing#screening-call").
  const name = toSegments(resolution.url).at(-1)
  const {id} = resolution.anchor
  return [`/${name}/#${id}`, `"${name}#${id}"`].some((written) => text.includes(written))
}
