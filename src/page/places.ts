/**
 * Offsets to places: line and column from 1, offset from 0 (UTF-16 units). Line ends are \n, \r\n and \r, as in CommonMark.
 */
import type {Place} from './job-family.ts'

/** Turns a range of offsets (`end` exclusive, clamped to the text) into a place. */
export type PlaceAt = (start: number, end: number) => Place

export function createPlaces(text: string): PlaceAt {
  let known: readonly number[] | undefined

  const pointAt = (offset: number) => {
    // Not before somebody asks: a dozen rules could tell a place, and most have none to tell.
    known ??= startsOfLines(text)
    const lineStarts = known
    let low = 0
    let high = lineStarts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((lineStarts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return {line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1, offset}
  }

  return (start, end) => {
    const from = Math.min(Math.max(start, 0), text.length)
    const to = Math.min(Math.max(end, from), text.length)
    return {start: pointAt(from), end: pointAt(to)}
  }
}

function startsOfLines(text: string): number[] {
  const starts = [0]
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length)
  return starts
}

/** Where a place begins, as an offset. */
export function startOf(place: Place): number {
  return place.start.offset ?? 0
}

/** Where a place ends, as an offset, exclusive. */
export function endOf(place: Place): number {
  return place.end.offset ?? 0
}
