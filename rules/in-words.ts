/**
 * Lists in a sentence.
 */

/** "Junior, Senior and Staff"; beyond `most` names: "Junior, Senior and 3 more". */
export function inWords(names: readonly string[], most = 6): string {
  const shown = names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : names
  const last = shown.at(-1) ?? ''
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${last}` : last
}
