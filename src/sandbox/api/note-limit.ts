/**
 * The limit on notes a minute (doc/administration/settings/rate_limit_on_notes_creation.md). Only POST /notes is under it.
 */
import {actorOf, type Call} from './call.ts'
import {limitPerMinute} from './minute-limit.ts'

/** @throws Refusal 429 */
export function limitNotes(call: Call): void {
  const {noteTimes, notesPerMinute, now} = call.state
  limitPerMinute(noteTimes, actorOf(call).user, notesPerMinute, now().getTime())
}
