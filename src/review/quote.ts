/**
 * Text from pages, paths, branch names and reasons made inert in a note: it pings nobody, refers to nothing, runs no quick
 * action, closes no HTML, fence or table (facts: GitLab's reference and quick-action extractors skip code).
 */

/** As a code span; line breaks become spaces, control and bidirectional characters are replaced. */
export declare function code(text: string): string

/** A sentence as one line of Markdown: words stay as they are, whatever could mean something to GitLab is a code span. */
export declare function prose(text: string): string

/** A fenced block whose fence is longer than any inside. */
export declare function fenced(text: string, info: string): string

/** A link with our own text; the address cannot end it early. */
export declare function link(text: string, url: string): string
