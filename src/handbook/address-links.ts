/**
 * Where a text links to an address of the site: in Markdown, HTML, YAML or a shortcode, wherever the address is written out.
 */

/** A link's address; offsets are UTF-16 units of the text, `end` exclusive. */
export interface AddressLink {
  readonly start: number
  /** Behind the address as it was asked for: before its last slash, `index.html` or fragment. */
  readonly end: number
  /** With its "#"; empty, behind all of the address, for a link to the page itself. */
  readonly fragment: {readonly start: number; readonly end: number; readonly id: string}
}

/** What may stand in front of an address where it is one, and not a part of a path in the repository. */
const BEFORE = /(?:^|[\s"'`(<>[\],:=|]|(?:about|handbook)\.gitlab\.com)$/
const BEHIND = /^(?:\.md|\/?index\.html|\/)?(?:\?[^\s#"'<>)]*)?(#[^\s"'`<>)\]]*)?(?![\w/-]|\.\w)/

/** In the order of the text. @param address Root-relative, without trailing slash. */
export function linksToAddress(text: string, address: string): AddressLink[] {
  const links: AddressLink[] = []
  for (
    let start = text.indexOf(address);
    start !== -1;
    start = text.indexOf(address, start + address.length)
  ) {
    if (!BEFORE.test(text.slice(Math.max(0, start - 30), start))) continue
    const end = start + address.length
    const behind = BEHIND.exec(text.slice(end, end + 300))
    if (!behind) continue
    const [whole, fragment = ''] = behind
    const last = end + whole.length
    links.push({start, end, fragment: {start: last - fragment.length, end: last, id: fragment.slice(1)}})
  }
  return links
}
