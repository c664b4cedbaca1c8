/**
 * Who the bot is, as far as is known by now: no delivery waits for GitLab to tell.
 */
export interface BotUser {
  readonly id: number
  readonly username: string
}

/** Gives the bot's user, or undefined while nobody knows; each call that does not know asks again in the background. */
export type KnownBot = () => BotUser | undefined

/** @param ask Asks GitLab; what it throws only means that the next call asks again. */
export function createKnownBot(ask: () => Promise<BotUser>): KnownBot {
  let known: BotUser | undefined
  let isAsking = false

  async function learn(): Promise<void> {
    isAsking = true
    try {
      known = await ask()
    } catch {
      // A review meets the same fault, and tells it.
    } finally {
      isAsking = false
    }
  }

  return () => {
    if (!known && !isAsking) void learn()
    return known
  }
}
