/**
 * One check in a worker: what it asks is answered, what it computes is watched.
 */
import type {Worker} from 'node:worker_threads'
import type {CheckCourse, CheckSubject} from '../reviewer/check.ts'
import type {CheckedMergeRequest} from '../reviewer/check-merge-request.ts'
import type {EndSnapshots} from '../reviewer/ends.ts'
import {answerQuestion, factsOf} from './answer-question.ts'
import {type Bounds, memoryExcess, watchComputing} from './computing.ts'
import type {FromWorker, ToWorker} from './messages.ts'

/** What is to be checked. */
export interface Order {
  readonly snapshots: EndSnapshots
  readonly subject: CheckSubject
  readonly course: CheckCourse
  /** Pages at the same time; undefined for as many as usual. */
  readonly atOnce: number | undefined
}

/** A check exceeded its bounds; the message says which, in words for a person. */
export class Stopped extends Error {
  override name = 'Stopped'
  /** Paths of the pages that were being worked on. */
  readonly pages: readonly string[]

  constructor(excess: string, pages: Iterable<string>) {
    super(excess)
    this.pages = [...pages]
  }
}

/** @throws Stopped; what the snapshots throw; the signal's reason. The worker goes on all the same until it is ended. */
export function runCheck(
  worker: Worker,
  {snapshots, subject, course: {onStart, signal}, atOnce}: Order,
  bounds: Bounds
): Promise<CheckedMergeRequest> {
  const {promise, resolve, reject} = Promise.withResolvers<CheckedMergeRequest>()
  const tell = (message: ToWorker) => worker.postMessage(message)
  const pages = new Set<string>()
  const refusals = new Map<number, unknown>()
  const computing = watchComputing(worker, bounds, (excess) => reject(new Stopped(excess, pages)))

  const onMessage = (message: FromWorker) => {
    switch (message.kind) {
      case 'begin':
        pages.add(message.path)
        return computing.reset()
      case 'end':
        pages.delete(message.path)
        return computing.reset()
      case 'question': {
        const {question} = message
        answerQuestion(message, snapshots, onStart).then(
          (answer) => tell({kind: 'answer', question, answer}),
          (error: unknown) => {
            refusals.set(question, error)
            tell({kind: 'refused', question})
          }
        )
        return
      }
      case 'done':
        return resolve(message.checked)
      case 'gave-up':
        return reject(refusals.get(message.question))
      case 'failed':
        return reject(message.error)
    }
  }
  const onError = (error: Error & {readonly code?: string}) =>
    reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Stopped(memoryExcess(bounds), pages) : error)
  const onExit = () => reject(new Error('the worker that checks was ended'))
  const onAbort = () => reject(signal?.reason)

  worker.on('message', onMessage).on('error', onError).on('exit', onExit)
  signal?.addEventListener('abort', onAbort)
  if (signal?.aborted) onAbort()
  else tell({kind: 'check', subject, ends: factsOf(snapshots), atOnce})
  return promise.finally(() => {
    computing.stop()
    signal?.removeEventListener('abort', onAbort)
    worker.off('message', onMessage).off('error', onError).off('exit', onExit)
  })
}
