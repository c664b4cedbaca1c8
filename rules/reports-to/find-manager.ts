/**
 * The level that a sentence names as the manager, on this page or on the page it links to.
 */
import type {Handbook} from '../../src/handbook/handbook.ts'
import type {Level, ReportsTo} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {MOST_LEVELS, type NameComparison} from '../same-level.ts'

/** "Director or Senior Director", "Manager/Senior Manager": which of them, only the reader knows. */
const SEVERAL = /\/|\bor\b/i

/**
 * @param mayRead Whether another page may be read for it, where reading is a request.
 * @returns Undefined where nobody, or not surely one level, is found under the name.
 */
export async function findManager(
  {text, url}: ReportsTo,
  page: Page,
  handbook: Handbook,
  names: NameComparison,
  mayRead: boolean
): Promise<Level | undefined> {
  if (SEVERAL.test(text)) return undefined
  if (url === null) return onlyNamed(text, page.family.levels, names)
  const resolution = await handbook.resolve(url, page.path)
  if (resolution.kind !== 'page') return undefined
  const isHere = resolution.path === page.path
  if (!isHere && !mayRead && !handbook.snapshot.local) return undefined
  const levels = (isHere ? page : await handbook.page(resolution.path))?.family.levels ?? []
  const {anchor} = resolution
  return onlyNamed(text, anchor ? levels.filter(({heading}) => heading?.id === anchor.id) : levels, names)
}

function onlyNamed(text: string, levels: readonly Level[], names: NameComparison): Level | undefined {
  if (levels.length > MOST_LEVELS) return undefined
  const [level, ...others] = levels.filter(({name}) => names.differenceOf(text, name) === null)
  return others.length === 0 ? level : undefined
}
