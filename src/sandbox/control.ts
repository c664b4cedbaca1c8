/**
 * /sandbox: what only a sandbox has. Faults and the request log, for a test that drives it from another process.
 */
import express, {type Router} from 'express'
import {addFault, type Faults, faultSchema} from './api/faults.ts'
import {countRequests, type LoggedRequest} from './api/request-log.ts'
import type {State} from './state.ts'

export function createControl(state: State, faults: Faults, log: LoggedRequest[]): Router {
  const router = express.Router()
  router.use(express.json())

  router.get('/requests', (_request, response) => {
    response.json(countRequests(log))
  })
  router.delete('/requests', (_request, response) => {
    log.length = 0
    response.status(204).end()
  })

  router.get('/faults', (_request, response) => {
    response.json(faults)
  })
  router.post('/faults', (request, response) => {
    const checked = faultSchema.safeParse(request.body)
    if (!checked.success) {
      response.status(400).json({error: checked.error.issues})
      return
    }
    addFault(faults, checked.data)
    response.status(201).json(checked.data)
  })
  router.delete('/faults', (_request, response) => {
    faults.length = 0
    response.status(204).end()
  })

  router.get('/effects', (_request, response) => {
    response.json({effects: state.effects, notifications: state.notifications})
  })
  router.get('/deliveries', (_request, response) => {
    const hooks = [...state.projects.values()].flatMap((project) => [...project.hooks.values()])
    response.json(hooks.flatMap((hook) => hook.deliveries))
  })
  return router
}
