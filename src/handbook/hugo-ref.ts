/**
 * The target of Hugo's `ref` shortcode to URL segments. Hugo takes a path from the content folder, a path from the page's
 * own folder, or a bare name that is unique in the whole site: that one is only looked for where it usually stands.
 */
import type {PageFinder} from './find-page.ts'
import {siteRootOf, toSegments, urlOfPath} from './page-url.ts'
import {folderOf, nameOf} from './repository-path.ts'

/** Folders that pages of job families refer to by a bare name. */
const USUAL_FOLDERS = [
  ['handbook', 'total-rewards', 'compensation'],
  ['handbook', 'hiring'],
  ['handbook', 'total-rewards'],
  ['handbook', 'people-group'],
  ['handbook'],
  ['job-families'],
  []
]

/** @returns Undefined when the name may stand for a page anywhere. */
export async function findRef(target: string, path: string, {finder}: {readonly finder: PageFinder}) {
  const segments = toContentSegments(target)
  if (target.startsWith('/')) return segments
  const beside = toSegments(urlOfPath(`${folderOf(path)}/_index.md`, siteRootOf(path)) ?? '/')
  for (const folder of [beside, beside.slice(0, -1), ...USUAL_FOLDERS]) {
    const candidate = resolveDots([...folder, ...segments])
    if ((await finder.find(candidate)).kind === 'page') return candidate
  }
  return undefined
}

function toContentSegments(target: string): string[] {
  const segments = toSegments(target.toLowerCase().replace(/\.md$/, ''))
  return nameOf(target).startsWith('_index') ? segments.slice(0, -1) : segments
}

function resolveDots(segments: readonly string[]): string[] {
  const resolved: string[] = []
  for (const segment of segments) {
    if (segment === '..') resolved.pop()
    else resolved.push(segment)
  }
  return resolved
}
