/**
 * Where the documentation stands that messages point to. Who has the installed package has no docs/ beside it.
 */

/** Address of a page of docs/. */
export function docsUrl(page: string): string {
  return `https://gitlab.com/ladderlint/ladderlint/-/blob/main/docs/${page}`
}

/** What to do about a mistake in a setting for which there is no better hint. */
export const SEE_CONFIGURATION = `See ${docsUrl('configuration.md')}`
