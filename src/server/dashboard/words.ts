/**
 * Numbers and times as the dashboard says them.
 */
import {type Html, html} from '../../html/html.ts'

/** "1 error", "2 errors". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

const UNITS = [
  {ms: 86_400_000, name: 'd'},
  {ms: 3_600_000, name: 'h'},
  {ms: 60_000, name: 'min'},
  {ms: 1000, name: 's'}
] as const

/** "3 min": the largest unit of which there is one, and no smaller one. */
export function duration(ms: number): string {
  const unit = UNITS.find((each) => ms >= each.ms)
  return unit ? `${Math.floor(ms / unit.ms)} ${unit.name}` : `${Math.max(0, Math.round(ms))} ms`
}

/** What something took: "412 ms", "1.8 s". */
export function took(ms: number): string {
  return ms >= 1000 && ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : duration(ms)
}

/** A moment by how long ago it is; the moment itself is shown by the browser. @param at Milliseconds since 1970. */
export function ago(at: number, now: number): Html {
  const iso = new Date(at).toISOString()
  const text = now - at < 1000 ? 'just now' : `${duration(now - at)} ago`
  return html`<time datetime="${iso}" title="${iso.slice(0, 19).replace('T', ' ')} UTC">${text}</time>`
}

/** A moment to come, likewise. */
export function until(at: number, now: number): Html {
  const iso = new Date(at).toISOString()
  return html`<time datetime="${iso}">in ${duration(at - now)}</time>`
}
