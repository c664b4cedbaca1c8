/**
 * A handbook at one commit: answers what a URL leads to, which heading ids a page has, and what the grade tables say.
 * Lazy: existence comes from folder listings, anchors only from pages that are linked to.
 */
import type {Page} from '../page/page.ts'
import type {ListedFamily} from './family-list.ts'
import type {GradeTables} from './grade-tables.ts'
import type {Snapshot} from './snapshot.ts'

/** What a link's destination turned out to be. */
export type Resolution =
  /** Outside the handbook (another site, mailto, another about.gitlab.com page): none of our business. */
  | {readonly kind: 'external'}
  /** The tree cannot answer (partial tree, ERB, shortcode, generated page, internal host). Never a defect. */
  | {readonly kind: 'not-checked'; readonly reason: string}
  /** The page does not exist. `nearest` is the closest existing page's URL, if one is close. */
  | {readonly kind: 'no-page'; readonly url: string; readonly nearest: string | null}
  /** The page exists. */
  | {
      readonly kind: 'page'
      /** Path of the file. */
      readonly path: string
      /** The page's own URL, root-relative with trailing slash. */
      readonly url: string
      /** Set when a redirect or an alias led here: the old URL is `from`, the new one (with the fragment kept) `to`. */
      readonly redirect: {readonly from: string; readonly to: string} | null
      /** The fragment, if the link has one. `nearest` is an id that differs in case or by a slip, if there is one. */
      readonly anchor:
        | {readonly id: string; readonly state: 'exists' | 'not-checked'}
        | {readonly id: string; readonly state: 'missing'; readonly nearest: string | null}
        | null
    }

export interface Handbook {
  readonly snapshot: Snapshot
  /**
   * What `url`, written on the page at `path`, leads to. Accepts root-relative, relative, fragment-only, absolute and
   * shortcode (`{{< ref "page#id" >}}`) destinations.
   */
  resolve(url: string, path: string): Promise<Resolution>
  /** The page at a path, parsed as a job-family page; one that is no text says so in `unread`. Undefined without a file. */
  page(path: string): Promise<Page | undefined>
  /** Root-relative URL of the page at a path, with trailing slash; undefined when the path is no page. */
  urlOf(path: string): string | undefined
  /** The tables of the handbook's own compensation page at this commit, or the bundled copy. */
  gradeTables(): Promise<GradeTables>
  /** The handbook's own list of job families; empty where it has none. */
  familyList(): Promise<readonly ListedFamily[]>
  /** Paths of the families, in any department, whose URL ends as that of the page at a path. Lists all departments. */
  namesakes(path: string): Promise<readonly string[]>
}
