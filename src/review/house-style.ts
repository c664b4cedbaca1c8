/**
 * What the handbook's own linters refuse in links (its Vale rules MarkdownLinks, RelativeLinks, InternalLinkCase,
 * ReferenceLinks): a suggestion that brings one of these in would turn the handbook's pipeline red.
 */

const refused: readonly RegExp[] = [
  /\{\{[<%]\s{0,9}(?:rel)?ref\b/g, // {{< ref >}}
  /\]\(<?https?:\/\/handbook\.gitlab\.com\b/g, // the full address of the handbook itself
  /\]\([^)\s#]{0,300}#[^)\s]{0,300}\p{Lu}/gu, // an upper-case fragment
  /\]\(<?\.\//g, // ./
  /\]\[[^\]]{0,100}\]/g // a reference-style link
]

/** Whether a text has more of what the handbook's linters refuse than the text it replaces. */
export function breaksHouseStyle(before: string, after: string): boolean {
  return refused.some((pattern) => count(after, pattern) > count(before, pattern))
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
