/**
 * duplicate-family: a new page is not about a family that has a page already.
 * Policy: hiring/job-families.md, "Things to Keep in Mind". Why and examples: ./README.md
 */
import type {Handbook} from '../../src/handbook/handbook.ts'
import {isJobFamilyPath} from '../../src/handbook/paths.ts'
import type {Page} from '../../src/page/page.ts'
import {defineRule} from '../define-rule.ts'
import {familyName, isSameFamily} from '../family-name.ts'
import {inWords} from '../in-words.ts'
import {topOf} from '../top-of-page.ts'

export default defineRule({
  name: 'duplicate-family',
  severity: 'warning',
  fixes: false,
  summary: 'a new page with the title of a family that exists already',
  async run({page, family, handbook, base, report}) {
    const {title} = family
    if (base !== null || title === null) return
    const urls: string[] = []
    for (const path of await candidates(page, title, handbook)) {
      const other = path === page.path ? undefined : await handbook.page(path)
      const isSame = other?.family.title != null && isSameFamily(other.family.title, title)
      if (isSame) urls.push(handbook.urlOf(path) ?? path)
    }
    if (urls.length === 0) return
    const reason = `There is a job family "${title}" already, at ${inWords(urls)}; extend that page, or give this family a title of its own`
    report({reason, place: topOf(page), key: 'title'})
  }
})

/** Pages that may have the title; reading all titles is for a disk only. */
async function candidates({path}: Page, title: string, handbook: Handbook): Promise<ReadonlySet<string>> {
  const listed = (await handbook.familyList()).filter((family) => isSameFamily(family.title, title))
  const resolutions = await Promise.all(
    listed.flatMap(({urls}) => urls).map((url) => handbook.resolve(url, path))
  )
  const {snapshot} = handbook
  const families = /^.*?(?:^|\/)(?:job-families|jobs)(?=\/)/.exec(path)?.[0]
  const holding =
    snapshot.local && families ? await snapshot.filesContaining?.(familyName(title), families) : undefined
  return new Set([
    ...resolutions.flatMap((resolution) => (resolution.kind === 'page' ? [resolution.path] : [])),
    ...(await handbook.namesakes(path)),
    ...(holding?.filter(isJobFamilyPath) ?? [])
  ])
}
