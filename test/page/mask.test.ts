import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {maskText} from '../../src/page/mask.ts'
import {parsePage} from '../../src/page/parse-page.ts'
import {familyOf, HUGO, MIDDLEMAN} from './read-text.ts'

describe('maskText', () => {
  it('looks for the end of a tag once, however many tags are opened and never closed', () => {
    const open = '<% {{< {{% '.repeat(90_000)
    expect(maskText(open, 0)).toEqual({text: open, masked: []})
  })

  it('keeps the length and every line end, whatever the text', () => {
    const part = fc.constantFrom(
      '{{< ',
      ' >}}',
      '{{% ',
      ' %}}',
      '<% ',
      ' %>',
      '{: .a}',
      '](',
      ')',
      '[a]: ',
      '\n',
      '\r\n',
      ' ',
      'x',
      '\uFEFF'
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string()), {maxLength: 40}), (parts) => {
        const text = parts.join('')
        const masked = maskText(text, 0)
        const lineEnds = (value: string) => Array.from(value.matchAll(/[\r\n]/g), ({index}) => index)
        expect(masked.text).toHaveLength(text.length)
        expect(lineEnds(masked.text)).toEqual(lineEnds(text))
        for (const {start, end, source} of masked.masked) expect(text.slice(start, end)).toContain(source)
      })
    )
  })

  it('keeps the length of attribute lines with blanks around them', () => {
    expect(maskText(' {: .a}  \nx', 0).text).toBe(`${' '.repeat(9)}\nx`)
  })

  it('leaves a mark that nothing closes', () => {
    expect(maskText('a {{< ref and <% more\n{: x\n', 0)).toEqual({
      text: 'a {{< ref and <% more\n{: x\n',
      masked: []
    })
  })

  it('makes no code of the text behind a tag', () => {
    const {tree} = parsePage(HUGO, '{{% alert color="red" %}} Pilots swim.\n')
    expect(tree.children.map(({type}) => type)).toEqual(['paragraph'])
  })

  it('hides Ruby that spans lines, and Markdown within it', () => {
    const {headings} = familyOf('<% if pilots\n# no heading\n%>\n\n## Levels\n', MIDDLEMAN)
    expect(headings.map(({text, place}) => [text, place.start.line])).toEqual([['Levels', 5]])
  })

  it('keeps attribute lines of kramdown out of headings and lists', () => {
    const {headings} = familyOf(
      '## Pilots\n{:.no_toc}\n\n- TOC\n{:toc .hidden}\n\nPilots\n{: .alert}\n',
      MIDDLEMAN
    )
    expect(headings.map(({text, id}) => [text, id])).toEqual([['Pilots', 'pilots']])
  })
})

describe('included sections', () => {
  it.each([
    [
      '<%= partial("job-families/sales/performance", :locals => {:roleName => "Pilot"}) %>',
      ['performance-indicators']
    ],
    ["<%= partial 'includes/pilot_responsibilities' %>", ['responsibilities']],
    ['{{% include "interview-steps.md" %}}', ['hiring-process']],
    ["<%= job_families('port') %>", []],
    ['{{< youtube "performance" >}}', []]
  ])('of %s are %j', (tag, kinds) => {
    expect(familyOf(`## Requirements\n\n${tag}\n`).included).toEqual(kinds)
  })

  it('may be any that a family has, when the name does not tell', () => {
    const kinds = [
      'responsibilities',
      'requirements',
      'performance-indicators',
      'job-grade',
      'career-ladder',
      'hiring-process'
    ]
    expect(familyOf('<%= partial("includes/pilots") %>\n').included).toEqual(kinds)
  })
})
