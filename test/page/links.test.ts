import {describe, expect, it} from 'vitest'
import {parsePage} from '../../src/page/parse-page.ts'
import {HUGO} from './read-text.ts'

/** Kind, text and destination of each link, and what stands at the places it gives for them. */
function linksIn(text: string) {
  const {family} = parsePage(HUGO, text)
  return family.links.map(({kind, text: shown, url, urlPlace, textPlace}) => ({
    kind,
    text: shown,
    url,
    atUrl: text.slice(urlPlace.start.offset, urlPlace.end.offset),
    atText: textPlace && text.slice(textPlace.start.offset, textPlace.end.offset)
  }))
}

describe('links', () => {
  it.each([
    ['[Pilot](/a/)', {kind: 'inline', text: 'Pilot', url: '/a/', atText: 'Pilot'}],
    [
      '[**Pilot** \\(sea\\)]( /a/ "Title")',
      {kind: 'inline', text: 'Pilot (sea)', url: '/a/', atText: '**Pilot** \\(sea\\)'}
    ],
    ['[Pilot](</a b/>)', {kind: 'inline', text: 'Pilot', url: '/a b/', atText: 'Pilot'}],
    ['[Pilot](/a\\)b/)', {kind: 'inline', text: 'Pilot', url: '/a\\)b/', atText: 'Pilot'}],
    ['[Pilot]()', {kind: 'inline', text: 'Pilot', url: '', atText: 'Pilot'}],
    ['[![a](b.png)](/a/)', {kind: 'inline', text: 'a', url: '/a/', atText: '![a](b.png)'}],
    [
      '<https://example.com/>',
      {kind: 'autolink', text: 'https://example.com/', url: 'https://example.com/', atText: null}
    ],
    ['[Pilot][p]\n\n[p]: /a/ "Title"', {kind: 'reference', text: 'Pilot', url: '/a/', atText: 'Pilot'}],
    [
      'see <a class="b" href="/a/">the <b>Pilot</b></a>',
      {kind: 'html', text: 'the Pilot', url: '/a/', atText: 'the <b>Pilot</b>'}
    ],
    [
      '[Pilot]({{< ref "/a b#c" >}})',
      {kind: 'shortcode', text: 'Pilot', url: '{{< ref "/a b#c" >}}', atText: 'Pilot'}
    ],
    [
      '[Pilot]({{% ref "a" %}} "Title")',
      {kind: 'shortcode', text: 'Pilot', url: '{{% ref "a" %}}', atText: 'Pilot'}
    ],
    [
      '[Pilot](<%= url_for "a" %>)',
      {kind: 'shortcode', text: 'Pilot', url: '<%= url_for "a" %>', atText: 'Pilot'}
    ]
  ])('are read from %s with the places of text and destination', (text, expected) => {
    expect(linksIn(text)).toMatchObject([{...expected, atUrl: expected.url}])
  })

  it('are read with Windows line ends', () => {
    expect(linksIn('a\r\n\r\n[Pi\r\nlot](/a/)\r\n')).toMatchObject([
      {text: 'Pi lot', atUrl: '/a/', atText: 'Pi\r\nlot'}
    ])
  })

  it.each([
    '`[a](b)`',
    '```\n[a](b)\n```\n',
    '[a](b',
    '[a]((b)',
    '<!-- [a](b) -->',
    '![a](b)',
    'https://example.com/'
  ])('are not seen in %j', (text) => {
    expect(linksIn(text)).toEqual([])
  })

  it('say which section they stand in', () => {
    const {links} = parsePage(HUGO, '[a](b)\n\n## Levels\n\n### Pilot\n\n[a](b)\n').family
    expect(links.map(({section}) => section)).toEqual([null, 1])
  })
})
