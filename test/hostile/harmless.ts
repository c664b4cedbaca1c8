/**
 * What a note of ours may hold, however hostile the page was that it speaks of.
 */
import {fromMarkdown} from 'mdast-util-from-markdown'
import {visit} from 'unist-util-visit'
import {expect} from 'vitest'

/** Where notes may link to: our rules' pages, the handbook's policy, and what is below the merge request's project. */
const OWN_LINKS =
  /^https:\/\/(?:gitlab\.com\/ladderlint|handbook\.gitlab\.com\/handbook|gitlab\.example\/group\/handbook)\//

/** Only our own HTML, well nested, no pictures, links to where we link, and the marker at the end and nowhere else. */
export function expectHarmless(body: string): void {
  const html: string[] = []
  visit(
    fromMarkdown(body),
    ['html', 'image', 'imageReference', 'linkReference', 'definition', 'link'],
    (node) => {
      if (node.type === 'html') html.push(node.value)
      else if (node.type === 'link') expect(node.url).toMatch(OWN_LINKS)
      else expect.fail(`the note has a ${node.type}`)
    }
  )
  const tags = html.join('').replaceAll(/<!-- ladderlint:v1 [A-Za-z0-9+/=]+ [0-9a-f.]+ -->/g, '')
  const left = tags.replaceAll(/<details><summary>[^<>]*<\/summary>\s*<\/details>/g, '')
  expect(left.trim()).toBe('')
  expect(body.trimEnd()).toMatch(/-->$/)
  const outsideCode = body.replaceAll(/^(`{3,})suggestion[\s\S]*?^\1$/gm, '')
  expect(outsideCode.match(/<!-- ladderlint:v1/g)).toHaveLength(1)
  expect(outsideCode).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\0/)
}
