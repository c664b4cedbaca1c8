/**
 * The limit on notes a minute. An application limit: no header tells how much of it is left
 * (doc/administration/settings/rate_limit_on_notes_creation.md). Only POST /notes is under it.
 */
import {Refusal} from '../refusal.ts'
import type {Actor, State} from '../state.ts'
import {actorOf, type Call} from './call.ts'

const MINUTE = 60_000

/** @throws Refusal 429 */
export function limitNotes(call: Call): void {
  const {state} = call
  const now = state.now().getTime()
  const recent = recentNotes(state, actorOf(call), now)
  if (recent.length >= state.notesPerMinute) {
    throw new Refusal(429, {
      message: {error: 'This endpoint has been requested too many times. Try again later.'}
    })
  }
  recent.push(now)
}

function recentNotes({noteTimes}: State, {user}: Actor, now: number): number[] {
  const recent = (noteTimes.get(user.id) ?? []).filter((time) => now - time < MINUTE)
  noteTimes.set(user.id, recent)
  return recent
}
