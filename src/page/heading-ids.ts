/**
 * Heading ids as the renderers make them. Checked against kramdown 2.4 with its GFM parser and Hugo 0.151 (goldmark).
 */
import type {Generation} from './page.ts'

export type Renderer = 'kramdown' | 'goldmark'

export interface IdSource {
  /** The heading's text without Markdown, escapes and entities resolved. */
  readonly text: string
  /** An id written on the page, `{#id}`; undefined when the renderer makes one. */
  readonly explicitId?: string | undefined
}

export function rendererOf(generation: Generation): Renderer {
  return generation === 'hugo' || generation === 'hugo-export' ? 'goldmark' : 'kramdown'
}

/** The ids of a page's headings, in page order, repeats numbered as the renderer does. */
export function headingIds(headings: readonly IdSource[], renderer: Renderer): string[] {
  return renderer === 'kramdown' ? kramdownIds(headings) : goldmarkIds(headings)
}

/** kramdown-parser-gfm counts repeats by base id and never looks whether "levels-1" is taken already. */
function kramdownIds(headings: readonly IdSource[]): string[] {
  const counts = new Map<string, number>()
  return headings.map(({text, explicitId}) => {
    if (explicitId !== undefined) return explicitId
    const id = text
      .replace(/-{2,3}/g, '')
      .toLowerCase()
      .replace(/[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\- \t]/gu, '')
      .replace(/[ \t]/g, '-')
    const repeats = counts.get(id)
    counts.set(id, (repeats ?? 0) + 1)
    return repeats === undefined ? id : `${id}-${repeats}`
  })
}

/** Hugo's "github" ids from the heading's text (since Hugo 0.144); explicit ids count as used. */
function goldmarkIds(headings: readonly IdSource[]): string[] {
  const used = new Set<string>()
  const nextNumber = new Map<string, number>()
  return headings.map(({text, explicitId}) => {
    const base = explicitId ?? (goldmarkId(text) || 'heading')
    let id = base
    if (explicitId === undefined && used.has(base)) {
      let number = nextNumber.get(base) ?? 1
      while (used.has(`${base}-${number}`)) number++
      nextNumber.set(base, number + 1)
      id = `${base}-${number}`
    }
    used.add(id)
    return id
  })
}

function goldmarkId(text: string): string {
  return text
    .trim()
    .replace(/[^\p{L}\p{Nd}_\- ]/gu, '')
    .replaceAll(' ', '-')
    .toLowerCase()
}
