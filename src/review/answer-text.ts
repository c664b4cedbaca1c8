/**
 * What is answered to a comment with commands. Whatever the comment or a page says is inert in it.
 */
import type {Page} from '../page/page.ts'
import {COMMANDS_AN_HOUR} from './command-limit.ts'
import {type Command, MOST_COMMANDS} from './commands.ts'
import {type Deciding, decide, type Refusal} from './decide-commands.ts'
import {renderInspection} from './inspection.ts'
import type {PendingComment} from './pending-commands.ts'
import {code, link, prose} from './quote.ts'
import {counted} from './words.ts'

/** What a person should know of a rule. */
export interface RuleExplanation {
  /** As the review would say it at first: "error". */
  readonly severity: string
  readonly url: string
  /** What it finds and why, Markdown of our own. */
  readonly text: string
}

/** What came of the review that the comment brought about. */
export type ReviewResult =
  | {
      readonly kind: 'reviewed'
      readonly head: string
      /** That of the status. */
      readonly description: string
      /** Address of the summary; null for none. */
      readonly summary: string | null
    }
  | {readonly kind: 'skipped'; readonly reason: string}
  | {readonly kind: 'failed'; readonly reason: string}

export interface Answering extends Omit<Deciding, 'by'> {
  readonly explain: (rule: string) => RuleExplanation | undefined
  /** The rule that was probably meant; undefined when none is near. */
  readonly nearest: (rule: string) => string | undefined
  readonly result: ReviewResult
  /** Changed pages as they stand at head. */
  readonly pages: readonly Page[]
  /** Whether the author of the merge request may decide, too. */
  readonly authorDecides: boolean
}

/** The name that works whatever the bot's user is called. */
const NAME = '@ladderlint'

const BEYOND_LIMIT = `That is more than the ${COMMANDS_AN_HOUR} commands that I take from one person on one merge request within an hour, so this comment was not carried out. Others that follow get no answer until the hour is over.`

/** Pages told of in one answer. */
const MOST_PAGES = 5

export function renderAnswer(
  {commands, dropped, authorName, isBeyondLimit}: PendingComment,
  answering: Answering
): string {
  if (isBeyondLimit) return BEYOND_LIMIT
  const answers = commands.map((command) => answerTo(command, authorName, answering))
  if (dropped > 0) {
    answers.push(
      `${counted(dropped, 'more command')} in that comment ${dropped === 1 ? 'was' : 'were'} not carried out: a comment may have ${MOST_COMMANDS}.`
    )
  }
  return answers.join('\n\n')
}

function answerTo(command: Command, by: string, answering: Answering): string {
  switch (command.kind) {
    case 'help':
      return help(answering)
    case 'recheck':
      return recheck(answering.result)
    case 'inspect':
      return inspect(answering)
    case 'explain':
      return explain(command.rule, answering)
    case 'ignore':
    case 'unignore':
      return decided(command, by, answering)
    case 'incomplete':
      return prose(command.reason)
    case 'unknown':
      return `I know no command ${code(command.word)}; ${code(`${NAME} help`)} lists those I know.`
  }
}

function help({authorDecides}: Answering): string {
  const author = authorDecides ? ', and for its author' : ''
  const commands = [
    ['recheck', 'reviews the newest commit again'],
    ['explain RULE', 'what a rule finds, and why'],
    ['inspect', 'what I read on the changed pages, with line numbers'],
    [
      'ignore RULE because … [until 2026-12-31]',
      `sets a rule's findings aside on this merge request; for people who may merge it${author}`
    ],
    ['unignore RULE', 'takes that back']
  ]
  const items = commands.map(([words, what]) => `- ${code(`${NAME} ${words}`)}: ${what}`)
  return `I answer to lines that begin with my name:\n\n${items.join('\n')}`
}

function recheck(result: ReviewResult): string {
  if (result.kind === 'skipped') return `There is nothing to review: ${prose(result.reason)}.`
  if (result.kind === 'failed') return `The review could not be done: ${prose(result.reason)}`
  const {head, description, summary} = result
  const more = summary === null ? '' : ` More in ${link('the summary', summary)}.`
  return `Reviewed again, at ${code(head.slice(0, 12))}. ${prose(`${description}.`)}${more}`
}

function inspect({pages, result}: Answering): string {
  if (result.kind === 'failed') return `The pages could not be read: ${prose(result.reason)}`
  if (result.kind === 'skipped') return `There is nothing to inspect: ${prose(result.reason)}.`
  if (pages.length === 0) return 'There is nothing to inspect: the job-family pages changed here are gone.'
  const told = pages.slice(0, MOST_PAGES).map(renderInspection)
  const rest = pages.length - told.length
  return [...told, ...(rest > 0 ? [`And ${counted(rest, 'more page')}.`] : [])].join('\n\n')
}

function explain(rule: string, answering: Answering): string {
  const explained = answering.explain(rule)
  if (!explained) return noSuchRule(rule, answering)
  const {severity, url, text} = explained
  return `**${code(rule)}**, ${severity}. ${text}\n\n${link('Examples and options', url)}`
}

function decided(
  command: Extract<Command, {kind: 'ignore' | 'unignore'}>,
  by: string,
  answering: Answering
): string {
  const outcome = decide(command, {...answering, by})
  const {rule} = command
  if (outcome && 'refusal' in outcome) return refused(outcome.refusal, rule, answering)
  if (command.kind === 'unignore') return `Recorded: findings of ${code(rule)} count again.`
  const {because, until} = command
  const end = until === null ? '' : `, up to and including ${until}`
  return `Recorded: findings of ${code(rule)} do not count on this merge request${end}, because ${prose(because)}\n\n${code(`${NAME} unignore ${rule}`)} takes that back.`
}

function refused(refusal: Refusal, rule: string, answering: Answering): string {
  switch (refusal) {
    case 'no-such-rule':
      return noSuchRule(rule, answering)
    case 'past':
      return `That day has passed, so nothing is recorded for ${code(rule)}.`
    case 'not-allowed': {
      const author = answering.authorDecides ? ', or wrote it' : ''
      return `Nothing is recorded for ${code(rule)}: that takes somebody who may merge this${author} (the Developer role, or a higher one).`
    }
  }
}

function noSuchRule(rule: string, {nearest}: Answering): string {
  const near = nearest(rule)
  return `No rule is called ${code(rule)}.${near === undefined ? '' : ` Did you mean ${code(near)}?`}`
}
