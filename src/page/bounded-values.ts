/**
 * Whether what was read from YAML can be walked through: a few aliases stand for more values than there are bytes in memory.
 */

/** @param most Values, each counted as often as something leads to it. */
export function isBounded(data: unknown, most: number): boolean {
  const open = [data]
  for (let count = 0; open.length > 0; count++) {
    if (count > most) return false
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    const inner: unknown[] = Object.values(value)
    if (inner.length > most) return false
    for (const each of inner) open.push(each)
  }
  return true
}
