/**
 * Suggestion blocks: read from a note's body, checked against the newest file, applied as a commit.
 * Source: lib/gitlab/diff/{suggestions_parser,suggestion}.rb, app/models/suggestion.rb, lib/gitlab/suggestions/*.rb.
 */
import {visit} from 'unist-util-visit'
import type {Repository} from '../git/repository.ts'
import {parseMarkdown} from '../markdown/render-markdown.ts'
import {currentVersion, type MergeRequest, type State, takeId} from '../state.ts'
import {type Note, type Position, refsOf, type Suggestion, sameRefs} from './discussion.ts'

const CONTEXT = /^(?:-(\d+))?(?:\+(\d+))?$/
/** GitLab replaces at most so many lines above and below the one commented on. */
const MAX_CONTEXT = 100

/** The suggestions of a body at a position; none where the line is not in the new file. */
export async function parseSuggestions(
  state: State,
  repository: Repository,
  body: string,
  position: Position | null
): Promise<Suggestion[]> {
  if (position?.position_type !== 'text' || position.new_line === null) return []
  const blocks = suggestionBlocks(body)
  if (blocks.length === 0) return []
  const lines = toLines(await repository.file(position.head_sha, position.new_path ?? ''))
  return blocks.map(({text, above, below}) => {
    const {from, to} = rangeOf(position, {above, below})
    const fromContent = lines.slice(from - 1, to).join('')
    return {
      id: takeId(state),
      above,
      below,
      fromContent,
      toContent: endLike(text, fromContent),
      applied: false
    }
  })
}

/** The fenced blocks that GitLab turns into suggestions, in reading order. */
function suggestionBlocks(body: string): {text: string; above: number; below: number}[] {
  const blocks: {text: string; above: number; below: number}[] = []
  visit(parseMarkdown(body), 'code', ({lang, value}) => {
    const [, context] = /^suggestion(?::(.*))?$/.exec(lang ?? '') ?? []
    if (lang !== 'suggestion' && context === undefined) return
    const [, above = '0', below = '0'] = CONTEXT.exec(context ?? '') ?? []
    blocks.push({
      text: value,
      above: Math.min(Number(above), MAX_CONTEXT),
      below: Math.min(Number(below), MAX_CONTEXT)
    })
  })
  return blocks
}

/** Why a suggestion cannot be applied now, in GitLab's words; undefined when it can. */
export async function whyNotAppliable(
  mergeRequest: MergeRequest,
  note: Note,
  suggestion: Suggestion
): Promise<string | undefined> {
  const {sourceProject, sourceBranch, state} = mergeRequest
  if (suggestion.applied) return "Can't apply this suggestion."
  if (state === 'merged')
    return 'This merge request was merged. To apply this suggestion, edit this file directly.'
  if (state === 'closed')
    return 'This merge request is closed. To apply this suggestion, edit this file directly.'
  const head = await sourceProject?.repository.branch(sourceBranch)
  if (!head) return "Can't apply as the source branch was deleted."
  const {position} = note
  const active = position !== null && sameRefs(refsOf(position), currentVersion(mergeRequest))
  if (!active || position.new_line === null) return outdated(suggestion)
  const lines = toLines(
    await mergeRequest.project.repository.file(position.head_sha, position.new_path ?? '')
  )
  const {from, to} = rangeOf(position, suggestion)
  if (lines.slice(from - 1, to).join('') !== suggestion.fromContent) return outdated(suggestion)
  if (suggestion.fromContent === suggestion.toContent) return 'This suggestion already matches its content.'
  return undefined
}

/** A suggestion and the note it was made in. */
export interface Placed {
  readonly note: Note
  readonly suggestion: Suggestion
}

/** First and last line of the new file that a suggestion replaces, wherever later pushes moved them. */
export function rangeOf(
  position: Position | null,
  {above, below}: Pick<Suggestion, 'above' | 'below'>
): {readonly from: number; readonly to: number} {
  const target = position?.new_line ?? 0
  return {from: Math.max(target - above, 1), to: target + below}
}

/** Whether two suggestions of one file replace the same line. */
export function overlap(placed: readonly Placed[]): boolean {
  const ranges = placed.map(toRange).sort((one, other) => one.from - other.from)
  return ranges.some((range, index) => index > 0 && range.from <= (ranges[index - 1]?.to ?? 0))
}

/** A file's content with suggestions applied, from the last to the first so that line numbers hold. */
export function applyTo(content: Buffer | undefined, placed: readonly Placed[]): string {
  const lines = toLines(content)
  const fromLast = [...placed].sort((one, other) => toRange(other).from - toRange(one).from)
  for (const one of fromLast) {
    const {from, to} = toRange(one)
    lines.splice(from - 1, to - from + 1, one.suggestion.toContent)
  }
  return lines.join('')
}

function toRange({note, suggestion}: Placed): {readonly from: number; readonly to: number} {
  return rangeOf(note.position, suggestion)
}

function outdated({above, below}: Suggestion): string {
  return above + below === 0
    ? "Can't apply as this line was changed in a more recent version."
    : "Can't apply as these lines were changed in a more recent version."
}

/** A block says nothing about line breaks: the last replaced line's is taken; a blank block deletes the lines. */
function endLike(text: string, fromContent: string): string {
  if (text.trim() === '') return ''
  const last = toLines(Buffer.from(fromContent)).at(-1) ?? ''
  return text + (/\r\n$|\n$/.exec(last)?.[0] ?? '')
}

/** Lines with their line breaks; an unfinished last line counts. */
function toLines(content: Buffer | undefined): string[] {
  return (
    content
      ?.toString()
      .split(/(?<=\n)/)
      .filter(Boolean) ?? []
  )
}
