/** At most so many tasks at once; the others wait in line. */
export type Slots = <T>(task: () => Promise<T>) => Promise<T>

export function createSlots(limit: number): Slots {
  let free = limit
  const line: (() => void)[] = []

  return async (task) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => line.push(resolve))
    try {
      return await task()
    } finally {
      const next = line.shift()
      if (next) next()
      else free += 1
    }
  }
}
