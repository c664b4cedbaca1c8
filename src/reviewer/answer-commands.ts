/**
 * Answers comments with commands, each once: what an answer is about stands in its marker, and whether one stands already
 * is looked up just before it is written.
 */
import {rules} from '../../rules/index.ts'
import {nearest} from '../config/nearest.ts'
import type {Page} from '../page/page.ts'
import {type Answering, type ReviewResult, renderAnswer} from '../review/answer-text.ts'
import {ownAnswers} from '../review/answers.ts'
import {type Identity, withMarker} from '../review/marker.ts'
import {noteUrl} from '../review/reconcile.ts'
import {keptSummary, recall} from '../review/said.ts'
import {explainRule} from './explain-rule.ts'
import {type Forge, type MergeRequest, NotAllowed} from './forge.ts'
import type {Heard} from './hear.ts'
import {type Asked, isRule} from './hear-commands.ts'
import {refusalOf} from './refusal-of.ts'
import type {ReviewSettings} from './review-settings.ts'
import {rulingFrom} from './ruling-source.ts'

/** What came of the review, and the changed pages at head. */
export interface AnswerContext {
  readonly result:
    | Exclude<ReviewResult, {kind: 'reviewed'}>
    | {kind: 'reviewed'; head: string; description: string}
  readonly pages: readonly Page[]
}

export interface Answers {
  readonly answered: number
  /** Why a comment got no answer, one sentence each: GitLab refused it, and would again. */
  readonly refused: readonly string[]
}

/** @throws What the forge throws where another try may help; answered comments stay answered. */
export async function answerCommands(
  forge: Forge,
  mergeRequest: MergeRequest,
  {asked, unheard, identity, today}: Heard,
  {result, pages}: AnswerContext,
  settings: ReviewSettings
): Promise<Answers> {
  if (asked.length === 0) return {answered: 0, refused: unheard}
  const {ref, url} = mergeRequest
  const discussions = await forge.discussions(ref)
  const done = new Set(ownAnswers(discussions, identity).map(({marker}) => marker.note))
  const standing = new Set(discussions.flatMap(({notes}) => notes.map(({id}) => id)))
  const waiting = asked.filter(({note}) => standing.has(note) && !done.has(note))
  const {summaries} = recall({discussions, draftNotes: undefined, status: undefined}, identity)
  const summary = keptSummary(summaries)
  const answering: Omit<Answering, 'mayDecide'> = {
    isRule,
    today,
    explain: await explanations(waiting, settings),
    nearest: (name) =>
      nearest(
        name,
        rules.map((rule) => rule.name)
      ),
    result:
      result.kind === 'reviewed' ? {...result, summary: summary ? noteUrl(url, summary.note) : null} : result,
    pages,
    authorDecides: settings.authorMayIgnore ?? false
  }
  const refused: string[] = []
  for (const comment of waiting) {
    const body = renderAnswer(comment, {...answering, mayDecide: comment.mayDecide})
    const reason = await answer(forge, mergeRequest, comment, body, identity)
    if (reason !== null) refused.push(reason)
  }
  return {answered: waiting.length - refused.length, refused: [...unheard, ...refused]}
}

/** @returns Why GitLab refused the answer for good; null when it stands. */
async function answer(
  forge: Forge,
  {ref}: MergeRequest,
  {note, discussion, individual, onlyCommands, decisions}: Asked,
  text: string,
  identity: Identity
): Promise<string | null> {
  const madeThread = individual && onlyCommands
  try {
    await forge.reply(
      ref,
      discussion,
      withMarker(text, {kind: 'answer', note, madeThread, decisions}, identity)
    )
    // A comment cannot hold up a merge, the thread that our answer makes of it could.
    if (madeThread) await forge.resolveDiscussion(ref, discussion, true)
    return null
  } catch (error) {
    return error instanceof NotAllowed ? null : refusalOf(error)
  }
}

async function explanations(
  asked: readonly Asked[],
  {ruling}: ReviewSettings
): Promise<Answering['explain']> {
  const names = asked.flatMap(({commands}) =>
    commands.flatMap((command) => (command.kind === 'explain' ? [command.rule] : []))
  )
  const known = new Map<string, Awaited<ReturnType<typeof explainRule>>>()
  for (const name of names) known.set(name, await explainRule(name, rulingFrom(ruling)))
  return (name) => known.get(name)
}
