/**
 * What must hold after every review, told from what stands in the sandbox and from the findings themselves.
 */
import {readMarker} from '../../src/review/marker.ts'
import type {CheckedMergeRequest} from '../../src/reviewer/check-merge-request.ts'
import {type FileChange, parseHunks} from '../../src/sandbox/git/file-change.ts'
import type {Discussion, Note} from '../../src/sandbox/review/discussion.ts'
import type {MergeRequest, User} from '../../src/sandbox/state.ts'
import {patchesIn, refusalOfPatch} from './apply-patches.ts'

export interface Reviewed {
  readonly mergeRequest: MergeRequest
  readonly bot: User
  readonly markerKey: string
  readonly checked: CheckedMergeRequest
}

/** The bot's notes in the merge request, each the first of its discussion. */
export function ownNotes({mergeRequest, bot}: Pick<Reviewed, 'mergeRequest' | 'bot'>): Note[] {
  const isOwn = ({notes}: Discussion) => notes[0]?.authorId === bot.id && !notes[0].system
  return mergeRequest.discussions.filter(isOwn).flatMap(({notes}) => notes.slice(0, 1))
}

/** One sentence for each law that is broken. */
export async function brokenLaws(reviewed: Reviewed): Promise<string[]> {
  const {mergeRequest, checked} = reviewed
  const version = mergeRequest.versions.at(-1)
  const changes = version ? await mergeRequest.project.repository.diff(version.base, version.head) : []
  const notes = ownNotes(reviewed)
  return [
    ...summaries(notes, checked),
    ...repeated(notes, reviewed),
    ...notes.flatMap((note) => outside(note, changes)),
    ...mergeRequest.draftNotes.map(() => 'a draft note was left behind'),
    ...refusedPatches(notes, reviewed),
    ...chargedBefore(checked)
  ]
}

function summaries(notes: readonly Note[], {pages}: CheckedMergeRequest): string[] {
  const count = notes.filter(({type}) => type === null).length
  const wanted = pages.length > 0 ? 1 : 0
  return count === wanted ? [] : [`${count} summaries instead of ${wanted}`]
}

function repeated(notes: readonly Note[], {mergeRequest, bot, markerKey}: Reviewed): string[] {
  const {project, iid} = mergeRequest
  const identity = {project: project.id, iid, ownerId: bot.id, key: markerKey}
  const seen = new Set<string>()
  return notes.flatMap(({body, authorId, type, position}) => {
    const marker = readMarker(body, authorId, identity)
    if (!marker) return ['a note without a marker']
    if (marker.kind !== 'thread') return type === null ? [] : ['a thread with the marker of a summary']
    const text = body.slice(0, body.lastIndexOf('<!--'))
    const names = [marker.fingerprint, JSON.stringify([position?.new_path, position?.new_line, text])]
    const isRepeated = names.some((name) => seen.has(name))
    for (const name of names) seen.add(name)
    return isRepeated ? [`two threads on one finding of ${marker.rule}`] : []
  })
}

/** Threads that were moved by a later push are where GitLab moved them; only the newest head's are judged. */
function outside({position, type}: Note, changes: readonly FileChange[]): string[] {
  if (type === null || position === null) return []
  const change = changes.find(({newPath}) => newPath === position.new_path)
  if (!change) return [`a thread on ${position.new_path}, which the merge request does not change`]
  if (position.position_type === 'file' || position.new_line === null) return []
  const lines = parseHunks(change.patch).flatMap((hunk) => hunk.lines)
  const isShown = lines.some(({kind, newLine}) => kind !== 'removed' && newLine === position.new_line)
  return isShown ? [] : [`a thread on ${position.new_path}:${position.new_line}, outside the diff`]
}

/** Patches in open threads are for the newest head. */
function refusedPatches(notes: readonly Note[], {mergeRequest}: Reviewed): string[] {
  const head = mergeRequest.versions.at(-1)?.head
  const {folder} = mergeRequest.project.repository
  const open = notes.filter(({type, resolvedAt}) => type !== null && resolvedAt === null)
  return open.flatMap(({body}) =>
    patchesIn(body).flatMap((patch) => {
      const refusal = head === undefined ? 'there is no head' : refusalOfPatch(folder, head, patch)
      return refusal === null ? [] : [`a patch does not apply: ${refusal}`]
    })
  )
}

/**
 * Findings charged though the base has as many that say the same of the same words: counted here by reason and by line,
 * without the keys that the charge goes by.
 */
function chargedBefore({charges, pages}: CheckedMergeRequest): string[] {
  return charges.new.flatMap(({pageId, finding}) => {
    const page = pages.find((each) => each.pageId === pageId)
    const head = page?.head ?? page?.base
    if (!page?.base || !page.head || !head) return []
    const nameOf = (text: string, {rule, reason, place}: typeof finding) =>
      JSON.stringify([rule, reason, finding.oncePerPage ? '' : lineAt(text, place.start.offset ?? 0)])
    const name = nameOf(head.text, finding)
    const baseText = page.base.text
    const before = page.baseFindings.filter((each) => nameOf(baseText, each) === name).length
    const after = page.headFindings.filter((each) => nameOf(head.text, each) === name).length
    return before > 0 && before >= after
      ? [
          `${finding.rule} is charged at line ${finding.place.start.line} of ${pageId}, but the base has it too`
        ]
      : []
  })
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  return text.slice(start, end === -1 ? text.length : end).trim()
}
