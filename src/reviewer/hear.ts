/**
 * Reads what stands on a merge request already: discussions, our pending drafts, the status, the marks, and who we are.
 */
import {dayOf} from '../../rules/silencing.ts'
import {type Ignores, ignoresOf} from '../review/ignores.ts'
import type {Identity} from '../review/marker.ts'
import type {Marks} from '../review/marks.ts'
import {markCommands} from '../review/pending-commands.ts'
import {recall, type Said} from '../review/said.ts'
import type {Forge, MergeRequest} from './forge.ts'
import {type Asked, hearCommands, namesOf} from './hear-commands.ts'
import type {ReviewSettings} from './review-settings.ts'

export interface Heard {
  readonly identity: Identity
  readonly said: Said
  /** Whether anything of it is ours. */
  readonly spoken: boolean
  /** Comments with commands that nobody has answered yet. */
  readonly asked: readonly Asked[]
  /** See `HeardCommands`. */
  readonly unheard: readonly string[]
  /** What commands set aside, those in `asked` among them. */
  readonly ignores: Ignores
  readonly marks: Marks
  /** `YYYY-MM-DD` */
  readonly today: string
}

export async function hear(
  forge: Forge,
  mergeRequest: MergeRequest,
  settings: ReviewSettings
): Promise<Heard> {
  const {ref, labels: presentLabels} = mergeRequest
  const {labels = {}, reviewer = 'reviewed', now = Date.now} = settings
  const [self, discussions, draftNotes, presentState] = await Promise.all([
    forge.self(),
    forge.discussions(ref),
    forge.draftNotes(ref),
    reviewer === 'off' ? null : forge.reviewerState(mergeRequest)
  ])
  const identity: Identity = {
    project: ref.project,
    iid: ref.iid,
    ownerId: self.id,
    key: settings.markerKey
  }
  const names = namesOf(self.username)
  const spoken = {discussions: markCommands(discussions, names), draftNotes}
  const recalled = recall({...spoken, status: undefined}, identity)
  const isNewHead = recalled.state.head !== mergeRequest.diffRefs.head
  const said: Said = {...spoken, status: await forge.status(mergeRequest, isNewHead)}
  const time = now()
  const today = dayOf(new Date(time))
  const {asked, unheard} = settings.answersCommands
    ? await hearCommands(forge, mergeRequest, discussions, recalled, settings, {names, time, today})
    : {asked: [], unheard: []}
  const decided = [...recalled.answers.map(({marker}) => marker), ...asked]
  const {threads, summaries, drafts} = recalled
  return {
    identity,
    said,
    spoken: threads.length + summaries.length + drafts.length > 0,
    asked,
    unheard,
    ignores: ignoresOf(decided, today),
    marks: {labels, reviewer, presentLabels, presentState},
    today
  }
}

/**
 * The discussions after we wrote; what is still missing is then created without drafts.
 * @param status As we set it, or as it was.
 */
export async function hearAgain(
  forge: Forge,
  {ref}: MergeRequest,
  heard: Heard,
  status: Said['status']
): Promise<Heard> {
  const [self, discussions] = await Promise.all([forge.self(), forge.discussions(ref)])
  const said: Said = {
    discussions: markCommands(discussions, namesOf(self.username)),
    draftNotes: undefined,
    status
  }
  return {...heard, said}
}
