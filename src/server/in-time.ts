/**
 * For who cannot wait: a probe of Kubernetes (deploy/kubernetes.yml) gives up after five seconds, a scrape of Prometheus
 * after ten.
 */

/** Milliseconds. */
export const PATIENCE = 4500

/** @param ms Milliseconds. @throws Error after them; or what the answer rejects with. */
export async function inTime<Answer>(answer: Promise<Answer>, ms: number): Promise<Answer> {
  const {promise: tooLate, reject} = Promise.withResolvers<never>()
  const patience = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  try {
    return await Promise.race([answer, tooLate])
  } finally {
    clearTimeout(patience)
  }
}
