/**
 * How the webhook requests to this process were answered, in all and when last.
 */
import {type DeliveryAnswer, outcomeOf} from './delivery-answer.ts'

export interface DeliveryTally {
  add(answer: DeliveryAnswer): void
  read(): {
    readonly queued: number
    readonly ignored: number
    readonly refused: number
    readonly 'not-stored': number
    /** Milliseconds since 1970; null before the first. */
    readonly lastAt: number | null
  }
}

/** @param now Milliseconds since 1970. */
export function tallyDeliveries(now: () => number): DeliveryTally {
  const counts = {queued: 0, ignored: 0, refused: 0, 'not-stored': 0}
  let lastAt: number | null = null
  return {
    add({status}) {
      counts[outcomeOf(status)] += 1
      lastAt = now()
    },
    read: () => ({...counts, lastAt})
  }
}
