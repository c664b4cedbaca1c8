/**
 * What ladderlint does with comments: queue a look at the merge request when one may hold a command. Which commands wait
 * for an answer is read from the merge request itself, so that a comment whose event was lost is answered with the next, and
 * one that was answered is not answered again when somebody edits it.
 */
import {callsForAnswer} from '../reviewer/hear-commands.ts'
import type {App} from './app.ts'
import type {KnownBot} from './bot-user.ts'

export function registerCommands(app: App, bot: KnownBot): void {
  app.on('note', async ({event, delivery, request, queue}) => {
    if (event.system || event.internal)
      return {status: 'ignored', reason: 'history and internal notes are not answered'}
    if (!callsForAnswer(event, bot())) return {status: 'ignored', reason: 'no command is in this comment'}
    const enqueued = await queue.enqueue({kind: 'review', ref: event.ref, delivery, request})
    return enqueued === 'repeated'
      ? {status: 'ignored', reason: 'this delivery was attended to before'}
      : {status: 'queued', reason: 'the comment may hold a command'}
  })
}
