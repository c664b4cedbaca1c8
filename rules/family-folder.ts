/**
 * Families that Hugo keeps as a folder: a page for each level, and the folder's own page (`_index.md`) with what they share.
 */
import type {Handbook} from '../src/handbook/handbook.ts'
import {below, folderOf, nameOf} from '../src/handbook/repository-path.ts'
import type {JobFamily} from '../src/page/job-family.ts'
import type {Page} from '../src/page/page.ts'

const FOLDER_PAGE = '_index.md'
/** Enough to tell what the pages of the levels are like; each may be a request. */
const MOST_LEVEL_PAGES = 2

/**
 * The pages whose sections count for this one as well: of a level's page the folder's, of the folder's page those of levels.
 * None for a page that is a whole family by itself, and for those of a department.
 */
export async function sharingPages(
  {path, generation, family}: Page,
  handbook: Handbook
): Promise<readonly Page[]> {
  if (generation !== 'hugo' && generation !== 'hugo-export') return []
  const folder = folderOf(path)
  if (nameOf(path) !== FOLDER_PAGE) {
    const shared = await handbook.page(below(folder, FOLDER_PAGE))
    return shared && holdsWhatIsShared(shared.family) ? [shared] : []
  }
  if (!holdsWhatIsShared(family)) return []
  const entries = (await handbook.snapshot.entries(folder)) ?? []
  const names = entries.flatMap(({name, kind}) =>
    kind === 'file' && name.endsWith('.md') && name !== FOLDER_PAGE ? [name] : []
  )
  const pages = await Promise.all(
    names.slice(0, MOST_LEVEL_PAGES).map((name) => handbook.page(below(folder, name)))
  )
  return pages.filter((page) => page?.family.kind === 'family').filter((page) => page !== undefined)
}

/** Sections of a family, and no grade: that is the levels' own. */
function holdsWhatIsShared({kind, levels, grades}: JobFamily): boolean {
  return kind === 'family' && grades.length === 0 && levels.every((level) => level.grades.length === 0)
}
