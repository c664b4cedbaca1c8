/**
 * What a merge request does to a job family, in words a person would use.
 */
import type {ReviewedPage} from './reviewed-page.ts'

export interface Change {
  readonly kind:
    | 'page-new'
    | 'page-deleted'
    | 'page-renamed'
    | 'title'
    | 'level-added'
    | 'level-removed'
    | 'level-renamed'
    | 'level-moved'
    | 'grade'
    | 'ladder'
    | 'manager'
    | 'section'
    | 'links'
  /** One line of Markdown; text of the page is inert in it. */
  readonly text: string
}

/** Changes of one page, the ones that matter most first; ends with "Career ladder unchanged" where that is worth saying. */
export declare function describeChange(page: ReviewedPage): Change[]
