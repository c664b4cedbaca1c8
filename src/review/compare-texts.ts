/**
 * The diff of two texts, for a file whose diff the server held back (collapsed or too large).
 */

/**
 * @returns Hunks as GitLab's `diff` field has them, three lines of context; null when the texts differ too much to be
 *   compared in bounded time.
 */
export declare function compareTexts(oldText: string, newText: string): string | null
