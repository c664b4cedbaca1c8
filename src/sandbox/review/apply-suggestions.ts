/**
 * Applies suggestions: one commit on the source branch, written in the name of who suggested; their threads resolve.
 * Source: app/services/suggestions/apply_service.rb.
 */

import {forbidden, notFound, Refusal} from '../refusal.ts'
import {type Actor, currentVersion, findUser, type MergeRequest, ROLES, roleOf, type State} from '../state.ts'
import {pushFiles} from './push-files.ts'
import {setResolved} from './resolve-threads.ts'
import {applyTo, overlap, type Placed, whyNotAppliable} from './suggestions.ts'

export interface FoundSuggestion extends Placed {
  readonly mergeRequest: MergeRequest
}

export function findSuggestion(state: State, id: number): FoundSuggestion | undefined {
  for (const project of state.projects.values()) {
    for (const mergeRequest of project.mergeRequests.values()) {
      for (const {notes} of mergeRequest.discussions) {
        for (const note of notes) {
          const suggestion = note.suggestions.find((candidate) => candidate.id === id)
          if (suggestion) return {mergeRequest, note, suggestion}
        }
      }
    }
  }
  return undefined
}

/** Every suggestion of an open thread that applies; of two that replace the same line the first. */
export async function appliableSuggestions(mergeRequest: MergeRequest): Promise<FoundSuggestion[]> {
  const found: FoundSuggestion[] = []
  for (const {notes} of mergeRequest.discussions) {
    for (const note of notes.filter(({resolvedAt}) => resolvedAt === null)) {
      for (const suggestion of note.suggestions) {
        if ((await whyNotAppliable(mergeRequest, note, suggestion)) !== undefined) continue
        const sameFile = found.filter((other) => other.note.position?.new_path === note.position?.new_path)
        if (!overlap([...sameFile, {note, suggestion}])) found.push({mergeRequest, note, suggestion})
      }
    }
  }
  return found
}

/** @throws Refusal 403 without push rights, 404 for an unknown one, 400 naming why one does not apply. */
export async function applySuggestions(
  state: State,
  actor: Actor,
  found: readonly FoundSuggestion[],
  message?: string
): Promise<void> {
  const [first] = found
  if (!first) throw notFound()
  const {mergeRequest} = first
  const {sourceProject, sourceBranch} = mergeRequest
  if (!sourceProject || roleOf(sourceProject, actor.user) < ROLES.developer) throw forbidden()
  await checkAll(found, mergeRequest)

  const byFile = Map.groupBy(found, ({note}) => note.position?.new_path ?? '')
  const {head} = currentVersion(mergeRequest)
  const files: Record<string, string> = {}
  for (const [path, placed] of byFile) {
    if (overlap(placed)) throw refused('Suggestions are not applicable as their lines cannot overlap.')
    files[path] = applyTo(await mergeRequest.project.repository.file(head, path), placed)
  }
  const authors = new Set(found.map(({note}) => note.authorId))
  const [authorId = actor.user.id] = authors
  const author = authors.size === 1 ? findUser(state, authorId) : actor.user
  const paths = [...byFile.keys()]
  await pushFiles(state, sourceProject, actor, {
    branch: sourceBranch,
    files,
    author,
    message: message ?? `Apply ${found.length} suggestion(s) to ${paths.length} file(s)\n`
  })
  for (const {suggestion} of found) suggestion.applied = true
  const threads = mergeRequest.discussions.filter(({notes}) => found.some(({note}) => notes.includes(note)))
  for (const {notes} of threads) setResolved(state, mergeRequest, actor, notes, true)
}

async function checkAll(found: readonly FoundSuggestion[], mergeRequest: MergeRequest): Promise<void> {
  for (const {note, suggestion, mergeRequest: own} of found) {
    if (own !== mergeRequest) throw refused('Suggestions must all be on the same branch.')
    const reason = await whyNotAppliable(mergeRequest, note, suggestion)
    if (reason) throw refused(reason)
  }
}

function refused(reason: string): Refusal {
  return new Refusal(400, {message: reason})
}
