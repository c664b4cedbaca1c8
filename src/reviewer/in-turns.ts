/**
 * Work on many pages, a few at a time: each costs reads from GitLab.
 */

/** Told of the work on each page, by its path at head, so that whoever ends it knows what it was about. */
export interface PageWatch {
  begin(path: string): void
  end(path: string): void
}

export interface Pace {
  readonly signal?: AbortSignal | undefined
  /** Pages at the same time; four when left out. */
  readonly atOnce?: number | undefined
  readonly watch?: PageWatch | undefined
}

const AT_ONCE = 4

/** @returns The results in the order of the things. */
export async function inTurns<Thing, Result>(
  things: readonly Thing[],
  pathOf: (thing: Thing) => string,
  work: (thing: Thing) => Promise<Result>,
  pace: Pace
): Promise<Result[]> {
  const {signal, atOnce = AT_ONCE} = pace
  const results: Result[] = []
  for (let from = 0; from < things.length; from += atOnce) {
    signal?.throwIfAborted()
    const some = things.slice(from, from + atOnce)
    results.push(...(await Promise.all(some.map((thing) => watched(pathOf(thing), () => work(thing), pace)))))
  }
  return results
}

/**
 * The same, with the things that `isFirst` picks done before all others and one by one.
 * @returns The results in the order of the things.
 */
export async function firstInLine<Thing, Result>(
  things: readonly Thing[],
  isFirst: (thing: Thing) => boolean,
  pathOf: (thing: Thing) => string,
  work: (thing: Thing) => Promise<Result>,
  pace: Pace
): Promise<Result[]> {
  const indexed = things.map((thing, index) => ({thing, index}))
  const doOne = async ({thing, index}: (typeof indexed)[number]) => ({index, result: await work(thing)})
  const pathOfOne = ({thing}: (typeof indexed)[number]) => pathOf(thing)
  const {first = [], rest = []} = Object.groupBy(indexed, ({thing}) => (isFirst(thing) ? 'first' : 'rest'))
  const done = await inTurns(first, pathOfOne, doOne, {...pace, atOnce: 1})
  done.push(...(await inTurns(rest, pathOfOne, doOne, pace)))
  return done.sort((one, other) => one.index - other.index).map(({result}) => result)
}

async function watched<Result>(path: string, work: () => Promise<Result>, {watch}: Pace): Promise<Result> {
  watch?.begin(path)
  try {
    return await work()
  } finally {
    watch?.end(path)
  }
}
