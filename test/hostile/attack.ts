/**
 * An attack: a page that somebody might write to keep the program busy, to crash it or to make it do something.
 */

/** The whole file, of about `size` characters or less; bytes where it is no text. */
export type Attack = (size: number) => string | Uint8Array

/** By what the attack tries, in words. */
export type Attacks = Readonly<Record<string, Attack>>

export const TOP = '---\ntitle: Pilot\n---\n\n'

/** A unit again and again, as often as it fits. */
export function fill(unit: string, size: number): string {
  return unit.repeat(Math.max(1, Math.floor(size / unit.length)))
}

/** Pieces numbered from 0, joined, as many as fit. */
export function series(piece: (index: number) => string, size: number): string {
  const pieces: string[] = []
  for (let index = 0, length = 0; length < size; index++) {
    const next = piece(index)
    pieces.push(next)
    length += next.length
  }
  return pieces.join('')
}

/** A job family's page with this text below its front matter. */
export function body(text: (size: number) => string): Attack {
  return (size) => TOP + text(size)
}
