/**
 * Pages of about.gitlab.com that moved to the handbook's own site when that became one. All else there is the marketing
 * site by now, and absolute links to it are right.
 */

export interface Moved {
  /** Where the page should be by now, root-relative, with the fragment. */
  readonly url: string
  /** Whether its folder is known to have moved; otherwise only the page's existence proves it. */
  readonly isKnown: boolean
}

const COMPANY = /^(?:https?:)?\/\/about\.gitlab\.com\/company\/(?=[^/?#])/i

/** Folders of /company/ that are below /handbook/company/ on handbook.gitlab.com, with their names there. */
const MOVED_FOLDERS: ReadonlyMap<string, string> = new Map([
  ['team/structure', 'structure'],
  ['cadence', 'cadence'],
  ['culture', 'culture'],
  ['kpis', 'kpis'],
  ['mission', 'mission'],
  ['offsite', 'offsite'],
  ['okrs', 'okrs'],
  ['strategy', 'strategy']
])

/** Where a page of about.gitlab.com's /company/ may be by now; undefined for any other address. */
export function findMoved(url: string): Moved | undefined {
  const company = COMPANY.exec(url)
  if (!company) return undefined
  const rest = url.slice(company[0].length)
  for (const [from, to] of MOVED_FOLDERS) {
    const next = rest[from.length]
    if (rest.startsWith(from) && (next === undefined || '/?#'.includes(next)))
      return {url: `/handbook/company/${to}${rest.slice(from.length)}`, isKnown: true}
  }
  return {url: `/handbook/company/${rest}`, isKnown: false}
}
