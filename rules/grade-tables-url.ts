/**
 * Where the handbook's grade sentences link to.
 */

/** The section with the grade tables, as the handbook's own linters want it written. */
export const GRADE_TABLES_URL =
  '/handbook/total-rewards/compensation/compensation-calculator/#gitlab-job-grades'
