/**
 * What the bot remembers between runs, kept in the summary's marker: GitLab is the only memory.
 */

export interface SummaryState {
  /** Head of the source branch that was reviewed; null before the first review. */
  readonly head: string | null
  /** Fingerprints whose threads a person resolved while the finding stood. */
  readonly decided: readonly string[]
  /** Fingerprints of resolved threads whose finding was gone at a later head: if it returns, the thread reopens. */
  readonly gone: readonly string[]
  /** Fingerprints that GitLab accepted at no position, at `head`: they stand in the summary. */
  readonly refused: readonly string[]
}
