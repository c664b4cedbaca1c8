/**
 * What ladderlint does with pushes: the open merge requests whose ladder targets or links a push to their target branch
 * concerns are reviewed again. The push waits in the queue like a review, because finding them asks GitLab.
 */
import type {Logger} from 'pino'
import type {Queue, RippleJob} from '../queue/queue.ts'
import type {ProjectDirectory} from '../reviewer/project-directory.ts'
import {findAffected, mayConcernReviews} from '../reviewer/ripple.ts'
import type {App} from './app.ts'

export function registerRipple(app: App): void {
  app.on('push', async ({event, delivery, request, queue}) => {
    const {project, branch, before, after, paths} = event
    if (before === null || after === null)
      return {status: 'ignored', reason: 'a branch was made or deleted, to which nothing was merged'}
    // A branch that was set back to an older commit has no new ones to name.
    if (paths && paths.length > 0 && !mayConcernReviews(paths))
      return {status: 'ignored', reason: 'no page and no setting of reviews is among what was pushed'}
    const enqueued = await queue.enqueue({
      kind: 'ripple',
      project: project.id,
      branch,
      before,
      after,
      delivery,
      request
    })
    return enqueued === 'repeated'
      ? {status: 'ignored', reason: 'this delivery was attended to before'}
      : {status: 'queued', reason: 'open merge requests may depend on what was pushed'}
  })
}

/**
 * Queues the merge requests that a push concerns.
 * @throws What the directory and the queue throw; doing it again queues what is not queued yet.
 */
export async function runRipple(
  directory: ProjectDirectory,
  job: RippleJob,
  queue: Queue,
  log: Logger,
  signal: AbortSignal
): Promise<void> {
  const affected = await findAffected(directory, job, signal)
  for (const ref of affected) await queue.enqueue({kind: 'review', ref, delivery: null, request: job.request})
  const {project, branch, after, delivery, request} = job
  const facts = {project, branch, after, delivery, request, queued: affected.length}
  log[affected.length > 0 ? 'info' : 'debug'](facts, 'looked for merge requests that a push concerns')
}
