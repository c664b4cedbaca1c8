/**
 * What a note of ours may hold, however hostile the page was that it speaks of.
 */
import {fromMarkdown} from 'mdast-util-from-markdown'
import {visit} from 'unist-util-visit'
import {expect} from 'vitest'

/** Our rules' pages and the handbook's policy. */
const LINKED = ['https://gitlab.com/ladderlint/', 'https://handbook.gitlab.com/handbook/']

/**
 * Only our own HTML, well nested, our own pictures of ladders, links to where we link, and the marker at the end and nowhere
 * else.
 * @param project Address that the project's own pages begin with.
 */
export function expectHarmless(body: string, project: string): void {
  const html: string[] = []
  visit(
    fromMarkdown(body),
    ['html', 'image', 'imageReference', 'linkReference', 'definition', 'link'],
    (node) => {
      if (node.type === 'html') html.push(node.value)
      else if (node.type === 'link')
        expect(
          [...LINKED, project].find((start) => node.url.startsWith(start)),
          node.url
        ).toBeDefined()
      else expect.fail(`the note has a ${node.type}`)
    }
  )
  const tags = html.join('').replaceAll(/<!-- ladderlint:v1 [A-Za-z0-9+/=]+ [0-9a-f.]+ -->/g, '')
  const left = tags.replaceAll(/<details><summary>[^<>]*<\/summary>\s*<\/details>/g, '')
  expect(left.trim()).toBe('')
  expect(body.trimEnd()).toMatch(/-->$/)
  const outsideCode = body.replaceAll(/^(`{3,})suggestion[\s\S]*?^\1$/gm, '')
  // One that a page quotes is code.
  expect(html.filter((value) => value.startsWith('<!-- ladderlint:v1'))).toHaveLength(1)
  expect(outsideCode).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\0/)
}
