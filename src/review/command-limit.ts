/**
 * How many commands a person may give on a merge request within an hour: each costs a review, and an answer that others are
 * notified of. Counted from the comments themselves, so that nothing need be remembered.
 */

/** Commands a person and merge request, within any hour. */
export const COMMANDS_AN_HOUR = 20

const HOUR = 60 * 60 * 1000

export interface GivenCommands {
  readonly note: number
  readonly authorId: number
  /** Milliseconds since 1970. */
  readonly time: number
  readonly count: number
}

/**
 * Notes beyond the limit: `first` the one that is told so, `more` those right after it, which get no answer at all.
 * @param comments Of one merge request, in any order, answered ones among them.
 */
export function beyondLimit(comments: readonly GivenCommands[]): ReadonlyMap<number, 'first' | 'more'> {
  const beyond = new Map<number, 'first' | 'more'>()
  for (const own of Map.groupBy(comments, ({authorId}) => authorId).values()) {
    const heard: GivenCommands[] = []
    let isBeyond = false
    for (const comment of [...own].sort((a, b) => a.time - b.time || a.note - b.note)) {
      const recent = heard.filter(({time}) => time > comment.time - HOUR)
      const used = recent.reduce((sum, {count}) => sum + count, 0)
      if (used >= COMMANDS_AN_HOUR) beyond.set(comment.note, isBeyond ? 'more' : 'first')
      else heard.push(comment)
      isBeyond = used >= COMMANDS_AN_HOUR
    }
  }
  return beyond
}
