/**
 * A page: one Markdown file at one path, as text and as the model read from it.
 * Parsing always returns; nothing in a page throws, hangs or runs.
 */
import type {Root} from 'mdast'
import type {FrontMatter} from './front-matter.ts'
import type {JobFamily, Place} from './job-family.ts'

/**
 * The form a page is written in: `job-page` (2016, `layout: job_page`), `job-family-page` (Middleman and kramdown),
 * `hugo`, and `hugo-export` (Hugo, exported from Google Docs). Decides heading ids and URLs.
 */
export type Generation = 'job-page' | 'job-family-page' | 'hugo' | 'hugo-export'

export interface Page {
  /** Path in the repository, with `/`. */
  readonly path: string
  /** The text as it stands in the file, without a byte order mark. */
  readonly text: string
  readonly generation: Generation
  readonly frontMatter: FrontMatter
  /** mdast of the whole text; shortcodes, ERB and kramdown attribute lines are blanked, so that places stay true. */
  readonly tree: Root
  readonly family: JobFamily
  /** Why the page was not read in full ("10 MB is more than 1 MB"), null when it was. */
  readonly unread: {readonly reason: string; readonly place: Place} | null
}
