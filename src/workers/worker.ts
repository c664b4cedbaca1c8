/**
 * The worker: checks one merge request after the other as the main thread tells it to. Runs in a thread of its own, without
 * environment variables: nothing that a page might do here reaches a secret.
 */
import {parentPort} from 'node:worker_threads'
import {createPageCache} from '../handbook/page-cache.ts'
import type {Page} from '../page/page.ts'
import {type CheckedMergeRequest, checkMergeRequest} from '../reviewer/check-merge-request.ts'
import {openEnds} from '../reviewer/ends.ts'
import type {PageWatch} from '../reviewer/in-turns.ts'
import type {Answer, FromWorker, ToWorker} from './messages.ts'
import {type Ask, Refused, remoteEnds} from './remote-ends.ts'

/** Parsed pages kept; a family page takes about 0.5 MB. */
const CACHED_PAGES = 100

const port = parentPort
if (!port) throw new Error('this module is to be run as a worker')

const cache = createPageCache({maxEntries: CACHED_PAGES})
const waiting = new Map<number, {resolve: (answer: Answer) => void; reject: (error: Refused) => void}>()
let asked = 0

const tell = (message: FromWorker) => port.postMessage(message)

const ask: Ask = (question) =>
  new Promise((resolve, reject) => {
    asked += 1
    waiting.set(asked, {resolve, reject})
    tell({kind: 'question', question: asked, ...question})
  })

const watch: PageWatch = {
  begin: (path) => tell({kind: 'begin', path}),
  end: (path) => tell({kind: 'end', path})
}

port.on('message', (message: ToWorker) => {
  if (message.kind === 'check') return void check(message)
  const {resolve, reject} = waiting.get(message.question) ?? {}
  waiting.delete(message.question)
  if (message.kind === 'answer') resolve?.(message.answer)
  else reject?.(new Refused(message.question))
})

tell({kind: 'ready'})

async function check({subject, ends, atOnce}: Extract<ToWorker, {kind: 'check'}>): Promise<void> {
  try {
    const onStart = async () => void (await ask({ask: 'start'}))
    const opened = openEnds(remoteEnds(ends, ask), cache)
    const checked = await checkMergeRequest(opened, subject, {onStart, atOnce, watch})
    tell({kind: 'done', checked: withoutTrees(checked)})
  } catch (error) {
    if (error instanceof Refused) tell({kind: 'gave-up', question: error.question})
    else tell({kind: 'failed', error: plainError(error)})
  }
}

/** Only rules read a page's tree, and it is larger than everything else together. */
function withoutTrees(checked: CheckedMergeRequest): CheckedMergeRequest {
  const known = new Map<Page, Page>()
  const bare = <P extends Page | null | undefined>(page: P): P | Page => {
    if (!page) return page
    const stripped = known.get(page) ?? {...page, tree: {type: 'root', children: []}}
    known.set(page, stripped)
    return stripped
  }
  const pages = checked.pages.map((page) => ({
    ...page,
    base: bare(page.base),
    head: bare(page.head),
    ...(page.splitFrom && {splitFrom: bare(page.splitFrom)}),
    ...(page.target && {target: {...page.target, page: bare(page.target.page)}})
  }))
  return {...checked, pages}
}

/** Whatever was thrown, as something that can be sent. */
function plainError(error: unknown): Error {
  const plain = new Error(error instanceof Error ? error.message : String(error))
  if (error instanceof Error && error.stack !== undefined) plain.stack = error.stack
  return plain
}
