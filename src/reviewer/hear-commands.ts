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
import {refusalOf} from './refusal-of.ts'
import type {ReviewSettings} from './review-settings.ts'

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

export interface HeardCommands {
  readonly asked: readonly Asked[]
  /** Why a comment is left alone although it may be a person's, one sentence each. */
  readonly unheard: readonly string[]
}

/** @throws What the forge throws where another try may help. */
export async function hearCommands(
  forge: Forge,
  mergeRequest: MergeRequest,
  discussions: readonly SpokenDiscussion[],
  recalled: Recalled,
  settings: Pick<ReviewSettings, 'authorMayIgnore'>,
  {names, time, today}: Listening
): Promise<HeardCommands> {
  const asked: Asked[] = []
  const unheard: string[] = []
  const people = new Map<number, boolean>()
  for (const comment of pendingComments(discussions, recalled, {names, since: time - ANSWERED_WITHIN})) {
    if (asked.length >= MOST_COMMENTS) break
    const {authorId, authorName} = comment
    try {
      // No other program is answered: two that answer each other would never end.
      const isPerson =
        people.get(authorId) ?? (!TOKEN_USER.test(authorName) && !(await forge.isBot(authorId)))
      people.set(authorId, isPerson)
      if (isPerson) asked.push(await judge(forge, mergeRequest, comment, settings, today))
    } catch (error) {
      // What GitLab will not tell about one person is no reason to leave the merge request without a review.
      unheard.push(refusalOf(error))
    }
  }
  return {asked, unheard}
}

async function judge(
  forge: Forge,
  {ref, author}: MergeRequest,
  comment: PendingComment,
  {authorMayIgnore = false}: Pick<ReviewSettings, 'authorMayIgnore'>,
  today: string
): Promise<Asked> {
  const {authorId, authorName, commands} = comment
  if (comment.isBeyondLimit) return {...comment, mayDecide: false, decisions: []}
  const isDeciding = commands.some(({kind}) => kind === 'ignore' || kind === 'unignore')
  const isAuthor = authorMayIgnore && authorName === author
  const mayDecide = isDeciding && (isAuthor || (await forge.mayMerge(ref, authorId)))
  const decisions = decisionsOf(commands, {by: authorName, mayDecide, isRule, today})
  return {...comment, mayDecide, decisions}
}

export function isRule(name: string): boolean {
  return rules.some((rule) => rule.name === name)
}
