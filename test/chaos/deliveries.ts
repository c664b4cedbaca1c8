/**
 * Deliveries of a project's webhook, as they are repeated and found lost.
 */
import {randomUUID} from 'node:crypto'
import type {Delivery} from '../../src/sandbox/hooks/hook.ts'
import type {Stage} from './stage.ts'

/** Sends the same delivery once more, or the same event as another delivery. */
export function repeat({api, project}: Stage, delivery: Delivery, {asAnother = false} = {}): void {
  const {requestHeaders} = delivery
  const headers = asAnother ? {...requestHeaders, 'Idempotency-Key': randomUUID()} : requestHeaders
  api.resend(project, {...delivery, requestHeaders: headers})
}

/** Those that no 2xx was given for, neither then nor when they were sent again. */
export function lostDeliveries({api, project}: Stage): Delivery[] {
  const all = api.deliveries(project)
  const keyOf = ({requestHeaders}: Delivery) => requestHeaders['Idempotency-Key']
  const stored = new Set(all.flatMap((one) => (one.status && one.status < 300 ? [keyOf(one)] : [])))
  return all.filter((one) => !stored.has(keyOf(one)))
}

/** Whether a sweep makes up for it by itself. */
export function isPushToSource({requestBody}: Delivery): boolean {
  return requestBody.includes('"oldrev"')
}
