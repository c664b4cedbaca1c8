import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {anchorsOf} from '../../src/handbook/anchors.ts'

const ids = (text: string, renderer: 'kramdown' | 'goldmark' = 'goldmark') =>
  Array.from(anchorsOf(text, renderer).ids)

describe('anchorsOf', () => {
  it('gives the ids of headings in both forms, repeats numbered', () => {
    const text = '---\ntitle: "## No"\n---\n\nCook\n====\n\n## Levels ##\n\nMore\n---\n\n### Levels\n'
    expect(ids(text)).toEqual(['cook', 'levels', 'more', 'levels-1'])
  })

  it.each([
    ['## **Senior Cook (Grade 7\\)**', 'senior-cook-grade-7'],
    ['## [What it is](https://example.com/a(b)) to cook', 'what-it-is-to-cook'],
    ['## Manager, F&amp;B', 'manager-fb'],
    ['## Location Channels (loc_)', 'location-channels-loc_'],
    ['## _Staff_ `Cook`', 'staff-cook'],
    ['## spt_ and sup_', 'spt_-and-sup_'],
    ['## ![](x.png) Cook', 'cook'],
    ['## Cook {#the-cook}', 'the-cook'],
    ['> ## Quoted', 'quoted'],
    ['1. ## Listed', 'listed'],
    ['## CI/CD\r', 'cicd']
  ])('reads %s', (line, id) => {
    expect(ids(`text\n\n${line}\n\ntext`)).toContain(id)
  })

  it('numbers as each renderer does where a number is taken already', () => {
    const text = '## A\n\n## A\n\n## A 1\n'
    expect(ids(text, 'kramdown')).toEqual(['a', 'a-1'])
    expect(ids(text, 'goldmark')).toEqual(['a', 'a-1', 'a-1-1'])
  })

  it('gives ids that are written out, with their case', () => {
    const text = '<a name="Gitaly"></a>\n<h3 id=top-x>X</h3>\nText\n{: #base .note}\n\n[^1]: note\n'
    expect(ids(text)).toEqual(expect.arrayContaining(['Gitaly', 'top-x', 'base', 'fn:1']))
  })

  it('gives none of what is code, a comment or front matter', () => {
    const text =
      '---\nx: |\n  ## A\n---\n```md\n## B\n```\n~~~\n## C\n```\n~~~\n<!--\n## D\n-->\n<!-- ## E --> text\n## F\n'
    expect(ids(text)).toEqual(['f'])
  })

  it('takes headings below a fence that never ends for headings, since kramdown does', () => {
    expect(ids('## A\n\n```\n\n## B\n', 'kramdown').toSorted()).toEqual(['a', 'b'])
  })

  it('keeps the blanks behind an icon, of which kramdown makes hyphens', () => {
    expect(ids('# <i class="icon"></i>  For Cooks\n', 'kramdown').toSorted()).toEqual([
      '--for-cooks',
      'for-cooks'
    ])
  })

  it('takes what may be a heading for one', () => {
    expect(ids('##Cook\n\n- item\n\n    ## Nested\n\n<h2>In HTML</h2>\n')).toEqual(
      expect.arrayContaining(['cook', 'nested', 'in-html'])
    )
  })

  it('does not take a ruler, a table or a list item for an underlined heading', () => {
    expect(ids('text\n\n---\n\n- item\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n---\n')).toEqual([])
  })

  it('reads any text', () => {
    fc.assert(fc.property(fc.string({unit: 'binary', maxLength: 400}), (text) => Array.isArray(ids(text))))
  })

  it.each([
    ['brackets', '## '.padEnd(1_900, '[')],
    ['tags', `${'<a '.repeat(600)}`],
    ['underscores', '## '.padEnd(1_900, '_ ')],
    ['stars', '## '.padEnd(1_900, '*a')],
    ['braces', '{:'.repeat(900)],
    ['quotes', '> '.repeat(900)]
  ])('is not slowed down by hostile %s', (_, line) => {
    expect(ids(Array.from({length: 300}, () => line).join('\n')).length).toBeLessThan(1000)
  })
})
