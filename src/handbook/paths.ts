/**
 * Which files of a handbook are job-family pages, and where the policy on them stands.
 */

/** Folders that job families live in: Hugo, Middleman, and the jobs of 2016. */
const FAMILY_FOLDER = /^(?:content\/job-families|(?:sites\/[^/]+\/)?source\/job-families|source\/jobs)\//
const PAGE_FILE = /\.md(?:\.erb)?$/
/** Overviews list and compare families; Middleman's files with an underscore are parts of pages. */
const NO_FAMILY = /(?:^|\/)(?:overview(?:\/(?:_?index)?|(?=\.))|_(?!index\.md$))/

/** Whether a path (in the repository) is that of a job-family page. Its text may still say otherwise: see FamilyKind. */
export function isJobFamilyPath(path: string): boolean {
  return FAMILY_FOLDER.test(path) && PAGE_FILE.test(path) && !NO_FAMILY.test(path)
}

/** The handbook's page on job families, which the rules come from. */
const POLICY_URL = 'https://handbook.gitlab.com/handbook/hiring/job-families/'

/** Address of the policy, or of one of its sections by heading id ("levels"). */
export function policyUrl(section?: string): string {
  return section === undefined ? POLICY_URL : `${POLICY_URL}#${section}`
}
