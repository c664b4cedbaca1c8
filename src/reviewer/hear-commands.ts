/**
 * Which commands on a merge request wait for an answer, and whose word counts.
 */
import {rules} from '../../rules/index.ts'
import {addresses} from '../review/commands.ts'
import {decisionsOf} from '../review/decide-commands.ts'
import type {Decision} from '../review/marker.ts'
import {type PendingComment, pendingComments, type SpokenDiscussion} from '../review/pending-commands.ts'
import type {Recalled} from '../review/said.ts'
import type {Forge, MergeRequest} from './forge.ts'

export interface CommandSettings {
  /** Whether the author of the merge request may set rules aside, also one who may not merge. False when left out. */
  readonly authorDecides?: boolean
}

/** A comment with commands of a person, and what they decide. */
export interface Asked extends PendingComment {
  /** Whether this person's word counts. */
  readonly mayDecide: boolean
  readonly decisions: readonly Decision[]
}

interface Listening {
  readonly names: readonly string[]
  /** Milliseconds since 1970. */
  readonly time: number
  /** `YYYY-MM-DD` */
  readonly today: string
}

/** Project and group tokens have users named like this; they need not be asked about. */
const TOKEN_USER = /^(?:project|group)_\d+_bot/

/** Milliseconds that a command waits for an answer at the most: a service that was away longer answers no history. */
const ANSWERED_WITHIN = 7 * 24 * 60 * 60 * 1000

/** Comments answered in one run; the others have their turn in the next. */
const MOST_COMMENTS = 20

/** The bot's own username, and the one that works whatever it is. */
export function namesOf(username: string): string[] {
  return [username, 'ladderlint']
}

/**
 * Whether a comment may hold a command: cheap, for the webhook.
 * @param bot Undefined while nobody knows who we are: then whoever is spoken to might be us.
 */
export function callsForAnswer(
  comment: {readonly body: string; readonly actor: {readonly id: number; readonly username: string} | null},
  bot: {readonly id: number; readonly username: string} | undefined
): boolean {
  const {actor, body} = comment
  if (actor !== null && (actor.id === bot?.id || TOKEN_USER.test(actor.username))) return false
  return addresses(body, bot && namesOf(bot.username))
}

export async function hearCommands(
  forge: Forge,
  mergeRequest: MergeRequest,
  discussions: readonly SpokenDiscussion[],
  recalled: Recalled,
  {authorDecides = false}: CommandSettings,
  {names, time, today}: Listening
): Promise<Asked[]> {
  const pending = pendingComments(discussions, recalled, {names, since: time - ANSWERED_WITHIN})
  const asked: Asked[] = []
  for (const comment of pending.slice(0, MOST_COMMENTS)) {
    const {authorId, authorName, commands} = comment
    // No other program is answered: two that answer each other would never end.
    if (TOKEN_USER.test(authorName) || (await forge.isBot(authorId))) continue
    const isDeciding = commands.some(({kind}) => kind === 'ignore' || kind === 'unignore')
    const mayDecide =
      isDeciding &&
      ((authorDecides && authorName === mergeRequest.author) ||
        (await forge.mayMerge(mergeRequest.ref, authorId)))
    const decisions = decisionsOf(commands, {by: authorName, mayDecide, isRule, today})
    asked.push({...comment, mayDecide, decisions})
  }
  return asked
}

export function isRule(name: string): boolean {
  return rules.some((rule) => rule.name === name)
}
