/**
 * Holds requests back for as long as GitLab asked to be left alone: all those of a process, for the limit is the token's. Who
 * goes on meanwhile is limited again, and after enough of that for longer.
 */
export interface Gate {
  /** Milliseconds from `now` until requests may be sent; 0 when they may. @param now Milliseconds since 1970. */
  closedFor(now: number): number
  /** Holds requests back for `ms` milliseconds from `now`; a later end stays. */
  closeFor(ms: number, now: number): void
}

export function createGate(): Gate {
  let closedAt = 0
  let opensAt = 0
  return {
    // A clock that was set back must not keep it closed for as long as it was wrong.
    closedFor: (now) => (now < closedAt ? 0 : Math.max(0, opensAt - now)),
    closeFor(ms, now) {
      if (now + ms <= opensAt && now >= closedAt) return
      closedAt = now
      opensAt = now + ms
    }
  }
}
