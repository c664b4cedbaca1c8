/**
 * Where a page's career ladders lead: each target with the page it is about.
 */
import type {Handbook, Resolution} from '../src/handbook/handbook.ts'
import type {CareerLadder, Link} from '../src/page/job-family.ts'
import type {Page} from '../src/page/page.ts'

export interface LadderStep {
  readonly ladder: CareerLadder
  readonly link: Link
  /** Null for a target that leads to no page, or to none that can be read. */
  readonly target: {readonly page: Page; readonly resolution: Extract<Resolution, {kind: 'page'}>} | null
}

/** In page order. Reads the pages that the ladders lead to, and no others. */
export async function readLadderSteps({path, family}: Page, handbook: Handbook): Promise<LadderStep[]> {
  const links = family.ladders.flatMap((ladder) => ladder.targets.map((link) => ({ladder, link})))
  return Promise.all(
    links.map(async ({ladder, link}) => {
      const resolution = await handbook.resolve(link.url, path)
      const page = resolution.kind === 'page' ? await handbook.page(resolution.path) : undefined
      const target = resolution.kind === 'page' && page && !page.unread ? {page, resolution} : null
      return {ladder, link, target}
    })
  )
}
