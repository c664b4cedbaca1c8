/**
 * bold-heading: no heading is written in bold from its first to its last letter.
 * Google Docs exports headings so. Why and examples: ./README.md
 */
import type {Heading, Strong} from 'mdast'
import {collect} from '../../src/page/collect.ts'
import {createPlaces, endOf, startOf} from '../../src/page/places.ts'
import {defineRule, EVERY_KIND} from '../define-rule.ts'
import type {Edit, Fix} from '../finding.ts'
import {inWords} from '../in-words.ts'
import {shorten} from '../shorten.ts'

/** Headings named in the reason. */
const SHOWN = 2
const MARKS = 2

export default defineRule({
  name: 'bold-heading',
  severity: 'info',
  fixes: true,
  summary: 'headings written in bold, as Google Docs exports them',
  kinds: EVERY_KIND,
  describe(parts) {
    const names = inWords(
      parts.map(({label}) => label),
      SHOWN
    )
    return parts.length === 1
      ? `The heading ${names} is written in bold; write it without the marks around it`
      : `${parts.length} headings are written in bold: ${names}. Write them without the marks around them`
  },
  run({page: {tree, text}, family, report}) {
    const bold = new Map(
      family.headings.flatMap((heading) => (heading.bold ? [[startOf(heading.place), heading]] : []))
    )
    if (bold.size === 0) return
    const placeOf = createPlaces(text)
    for (const node of collect(tree).headings) {
      const heading = node.position && bold.get(startOf(node.position))
      if (!heading || heading.text === '') continue
      const place = placeOf(startOf(heading.place), endOf(heading.place))
      report({place, key: heading.text, label: `"${shorten(heading.text, 60)}"`, fix: fixFor(node, text)})
    }
  }
})

/** Null where the text would read as something else once it stands alone. */
function fixFor(heading: Heading, text: string): Fix | null {
  const marked = heading.children.filter((child) => child.type === 'strong')
  const isTwice = marked.some(({children}) => children.some(({type}) => type === 'strong'))
  // Without the marks an underlined heading may be a list or a quote, and a # at the end closes the heading.
  const isUnderlined = text[heading.position?.start.offset ?? 0] !== '#'
  const last = marked.at(-1)?.children.at(-1)
  if (isTwice || isUnderlined || (last?.type === 'text' && last.value.endsWith('#'))) return null
  return {edits: marked.flatMap(marksOf)}
}

function marksOf({position}: Strong): Edit[] {
  if (!position) return []
  const [start, end] = [startOf(position), endOf(position)]
  return [
    {start, end: start + MARKS, text: ''},
    {start: end - MARKS, end, text: ''}
  ]
}
