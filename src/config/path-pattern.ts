/**
 * Patterns for paths of the handbook: `*` is any part of a name, `?` one character of it, `**` any folders, and a `/` at
 * the end everything below.
 */

/** Why a text is no pattern, in words that follow on it; undefined when it is one. */
export function patternMistake(pattern: string): string | undefined {
  if (pattern === '') return 'is empty'
  if (/[{}!\\]/.test(pattern)) return 'has braces, a backslash or "!": only *, ** and ? mean something'
  if (/^\.{0,2}\//.test(pattern)) return 'must be written from the handbook\'s top folder, as in "content/…"'
  if (pattern.split('/').some((name) => name !== '**' && name.includes('**')))
    return 'has "**" within a name; it stands for whole folders, as in "content/**/x.md"'
  return undefined
}
