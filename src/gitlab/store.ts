/** A bounded map: when it is full, what was unused for longest goes first. */
export interface Store<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
}

/** @param capacity Largest sum of what `weigh` gives for the values kept. */
export function createStore<Value>(
  capacity: number,
  weigh: (value: Value) => number = () => 1
): Store<Value> {
  const kept = new Map<string, {readonly value: Value; readonly weight: number}>()
  let sum = 0

  function remove(key: string): void {
    sum -= kept.get(key)?.weight ?? 0
    kept.delete(key)
  }

  return {
    get(key) {
      const entry = kept.get(key)
      if (!entry) return undefined
      kept.delete(key)
      kept.set(key, entry) // a Map lists what was set last at its end
      return entry.value
    },
    set(key, value) {
      remove(key)
      const weight = weigh(value)
      kept.set(key, {value, weight})
      sum += weight
      for (const oldest of kept.keys()) {
        if (sum <= capacity) break
        remove(oldest)
      }
    }
  }
}
