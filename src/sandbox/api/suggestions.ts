/**
 * /suggestions: applying one or several (doc/api/suggestions.md).
 */
import {z} from 'zod'
import {notFound} from '../refusal.ts'
import {applySuggestions, type FoundSuggestion, findSuggestion} from '../review/apply-suggestions.ts'
import {actorOf, type Call, integer, parametersOf, type Register} from './call.ts'
import {presentSuggestion} from './present-discussion.ts'

const applySchema = z.object({commit_message: z.string().optional()})
const batchSchema = applySchema.extend({ids: z.array(integer).min(1)})

export function registerSuggestions(register: Register): void {
  register('put', '/suggestions/batch_apply', async (call) => {
    const {ids, commit_message} = parametersOf(batchSchema, call)
    const found = ids.map((id) => suggestionOf(call, id))
    await applySuggestions(call.state, actorOf(call), found, commit_message)
    call.response.json(await Promise.all(found.map(present)))
  })

  register('put', '/suggestions/:id/apply', async (call) => {
    const {commit_message} = parametersOf(applySchema, call)
    const found = suggestionOf(call, Number(call.request.params.id))
    await applySuggestions(call.state, actorOf(call), [found], commit_message)
    call.response.json(await present(found))
  })
}

function suggestionOf({state}: Call, id: number): FoundSuggestion {
  const found = findSuggestion(state, id)
  if (!found) throw notFound()
  return found
}

function present({mergeRequest, note, suggestion}: FoundSuggestion): Promise<object> {
  return presentSuggestion(mergeRequest, note, suggestion)
}
