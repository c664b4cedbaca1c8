/**
 * Work on many things, a few at a time: each costs reads from GitLab.
 */

const AT_ONCE = 4

/** @returns The results in the order of the things. */
export async function inTurns<Thing, Result>(
  things: readonly Thing[],
  work: (thing: Thing) => Promise<Result>,
  signal?: AbortSignal
): Promise<Result[]> {
  const results: Result[] = []
  for (let from = 0; from < things.length; from += AT_ONCE) {
    signal?.throwIfAborted()
    results.push(...(await Promise.all(things.slice(from, from + AT_ONCE).map(work))))
  }
  return results
}
