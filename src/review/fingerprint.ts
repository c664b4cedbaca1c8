/**
 * The name of a finding that survives pushes, line shifts and rebases: rule, page, normalised key and which of several
 * equal ones it is. No line numbers, no wording of the reason.
 */

/** Case, white space and line wraps do not change what a key is about. */
export declare function normaliseKey(key: string): string

/** @param key Null for a finding of a rule that speaks once a page. */
export declare function fingerprint(
  rule: string,
  pageId: string,
  key: string | null,
  occurrence: number
): string

/** A short hash of a text, for lists in markers. */
export declare function shortHash(text: string): string
