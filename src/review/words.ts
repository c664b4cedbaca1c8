/**
 * Small pieces of English that the notes share.
 */

/** "1 error", "2 errors". */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`
}

/** "a", "a and b", "a, b and c"; "a, b; c and d; e" for items that have commas themselves. */
export function listed(items: readonly string[]): string {
  if (items.length > 1 && items.some((item) => item.includes(', '))) return items.join('; ')
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`
}

/** "line 7", "lines 7 and 9", "lines 7, 9, 12 and 30 more"; equal numbers are named once. */
export function lineList(numbers: readonly number[], most = 8): string {
  const lines = [...new Set(numbers)].sort((a, b) => a - b)
  const rest = lines.length - most
  const named = rest > 0 ? [...lines.slice(0, most).map(String), `${rest} more`] : lines.map(String)
  return `${lines.length === 1 ? 'line' : 'lines'} ${listed(named)}`
}

/** The items, or the first ones with a count of the rest. */
export function shortened(items: readonly string[], most: number): string[] {
  if (items.length <= most) return [...items]
  return [...items.slice(0, most), `${items.length - most} more`]
}
