/**
 * `ladderlint inspect PAGE`: what the program understood of a page, for a person or as JSON.
 */
import {LadderlintError} from '../config/ladderlint-error.ts'
import {terminal} from '../config/terminal.ts'
import type {Handbook} from '../handbook/handbook.ts'
import {openFolderHandbook} from '../handbook/open-handbook.ts'
import type {Link} from '../page/job-family.ts'
import {renderInspectionJson} from '../report/inspect-json.ts'
import {renderInspection} from '../report/inspect-text.ts'
import {findPages, findRoot} from './find-pages.ts'

export interface InspectOptions {
  readonly root?: string
  readonly format: 'pretty' | 'json'
}

export async function inspect(path: string, options: InspectOptions): Promise<number> {
  const root = findRoot([path], options.root)
  const {pages} = await findPages(root, [path])
  const [only] = pages
  if (only === undefined || pages.length > 1) {
    throw new LadderlintError(`"${path}" is a folder with ${pages.length} pages`, {hint: 'Name one of them'})
  }
  const handbook = openFolderHandbook(root)
  const page = await handbook.page(only)
  if (!page)
    throw new LadderlintError(`"${path}" cannot be read`, {hint: 'Is it a file, and may you read it?'})

  const targets = page.family.ladders.flatMap((ladder) => ladder.targets)
  const known = new Map<Link, boolean | null>()
  for (const target of targets) known.set(target, await exists(handbook, target.url, only))
  const inspected = {
    page,
    url: handbook.urlOf(only) ?? null,
    exists: (target: Link) => known.get(target) ?? null
  }
  process.stdout.write(
    options.format === 'json' ? renderInspectionJson(inspected) : renderInspection(inspected, terminal())
  )
  return 0
}

/** Whether the page and the anchor exist; null when the tree cannot tell, or the link leads elsewhere. */
async function exists(handbook: Handbook, url: string, path: string): Promise<boolean | null> {
  const resolution = await handbook.resolve(url, path)
  if (resolution.kind === 'no-page') return false
  if (resolution.kind !== 'page') return null
  switch (resolution.anchor?.state) {
    case 'missing':
      return false
    case 'not-checked':
      return null
    default:
      return true
  }
}
