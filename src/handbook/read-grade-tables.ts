/**
 * The grade tables of the handbook under review, or the bundled copy.
 */
import {BUNDLED_GRADE_TABLES} from './bundled-grade-tables.ts'
import type {PageFinder} from './find-page.ts'
import type {GradeTables} from './grade-tables.ts'
import type {PageCache} from './page-cache.ts'
import {toSegments} from './page-url.ts'
import {parseGradeTables} from './parse-grade-tables.ts'
import type {Snapshot} from './snapshot.ts'

/** URL of the page with the tables, the same in both generations of the site. */
export const GRADES_URL = '/handbook/total-rewards/compensation/compensation-calculator/'

export async function readGradeTables(
  snapshot: Snapshot,
  finder: PageFinder,
  cache: PageCache
): Promise<GradeTables> {
  const found = await finder.find(toSegments(GRADES_URL))
  const file = found.kind === 'page' ? await snapshot.read(found.path) : undefined
  const text = file?.text
  if (!file || !text) return BUNDLED_GRADE_TABLES
  const tables = cache.gradeTables.remember(file.id, () => parseGradeTables(text))
  return tables.length > 0 ? {tables, source: file.path} : BUNDLED_GRADE_TABLES
}
