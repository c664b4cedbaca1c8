/**
 * Holds requests back for as long as GitLab asked to be left alone: all those of a process, for the limit is the token's. Who
 * goes on meanwhile is limited again, and after enough of that for longer.
 */
export interface Gate {
  /** Milliseconds from `now` until requests may be sent; 0 when they may. @param now Milliseconds since 1970. */
  closedFor(now: number): number
  /** Holds requests back until then, in milliseconds since 1970; a later end stays. */
  closeUntil(end: number): void
}

export function createGate(): Gate {
  let opensAt = 0
  return {
    closedFor: (now) => Math.max(0, opensAt - now),
    closeUntil(end) {
      opensAt = Math.max(opensAt, end)
    }
  }
}
