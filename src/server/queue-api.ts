/**
 * GET /queue and POST /queue/retry: what `ladderlint queue` asks a running service, whose embedded database nobody else
 * can open. Mounted behind access.ts.
 */
import express, {Router} from 'express'
import {z} from 'zod'
import type {Queue} from '../queue/queue.ts'

const LISTED = 1000

/** Ids of dead jobs; without them, all. */
const retryRequest = z.object({ids: z.array(z.string().max(64)).max(LISTED).optional()})

export function queueApi(queue: Pick<Queue, 'depth' | 'list' | 'retry'>): Router {
  const router = Router()
  router.get('/queue', async (_request, response) => {
    response.json({depth: await queue.depth(), jobs: await queue.list(LISTED)})
  })
  router.post('/queue/retry', express.json({limit: 100_000}), async (request, response) => {
    const wanted = retryRequest.safeParse(request.body ?? {})
    if (!wanted.success) {
      response.status(400).json({error: 'the body must be {"ids": [...]} or {}'})
      return
    }
    response.json({retried: await queue.retry(wanted.data.ids)})
  })
  return router
}
