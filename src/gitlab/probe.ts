/**
 * Whether GitLab answers the token, for who waits for the answer: asked once, with a short patience.
 */
import {connect} from './client.ts'
import type {ForgeOptions} from './forge.ts'
import {readSelf} from './users.ts'

/** Milliseconds: Kubernetes' probe, as in deploy/kubernetes.yml, gives up after five seconds. */
const TIMEOUT = 4000

/** @returns Asks; throws GitLabError. Neither what is remembered nor what others were told to wait for has a part in it. */
export function openProbe(
  options: Pick<ForgeOptions, 'url' | 'token' | 'onRequest' | 'timing'>
): () => Promise<void> {
  const client = connect({...options, timeout: TIMEOUT, attempts: 1})
  return async () => {
    await readSelf(client)
  }
}
