import fc from 'fast-check'
import type {Root} from 'mdast'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {gfmTableFromMarkdown} from 'mdast-util-gfm-table'
import {gfmTable} from 'micromark-extension-gfm-table'
import {visit} from 'unist-util-visit'
import {describe, expect, it} from 'vitest'
import {code, fenced, link, prose} from '../../src/review/quote.ts'
import {HOSTILE_WORDS} from './hostile-words.ts'

const text = fc.oneof(
  fc.string(),
  fc.string({unit: 'binary'}),
  fc.array(fc.constantFrom(...HOSTILE_WORDS), {maxLength: 8}).map((list) => list.join('')),
  fc.array(fc.constantFrom(...HOSTILE_WORDS), {maxLength: 8}).map((list) => list.join(' '))
)

function parse(markdown: string): Root {
  return fromMarkdown(markdown, {extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()]})
}

/** What GitLab's filters would find outside code: mentions, references, commits, labels, links, emoji. */
const live =
  /@\w|[#$&~%^]["\w]|!\w|\b[a-z]\w*-\d|\b[0-9a-f]{7,40}\b|:\/\/|www\.|:\w+:|[<>|`*_[\]\\]|[\p{C}]|\n/iu

function liveText(markdown: string): string[] {
  const found: string[] = []
  visit(parse(markdown), 'text', ({value}) => {
    if (live.test(value)) found.push(value)
  })
  return found
}

function kinds(markdown: string): string[] {
  const found = new Set<string>()
  visit(parse(markdown), ({type}) => void found.add(type))
  return [...found].sort()
}

describe('prose', () => {
  it.each([
    [
      '"Senior Engineer" has no grade; write it in the heading.',
      '"Senior Engineer" has no grade; write it in the heading.'
    ],
    ['No bullet says `Ability to use GitLab`; add it.', 'No bullet says `Ability to use GitLab`; add it.'],
    ['Ask @all about #12 now', 'Ask `@all` about `#12` now'],
    ['/approve the page', '`/approve` the page'],
    ['Grades 7/8, e.g. 9.5 or 50%, and/or "Levels":', 'Grades 7/8, e.g. 9.5 or 50%, and/or "Levels":'],
    ['1. first', '`1`. first'],
    ['a <b>bold</b> name', 'a `<b>bold</b>` name'],
    ['Write "[job grade 5]" for "job grade"', 'Write "`[job grade 5]`" for "job grade"'],
    ['"{Insert the steps here.}" was left in', '"`{Insert the steps here.}`" was left in'],
    ['Ask ("@all of us", or "me")', 'Ask ("`@all of us`", or "me")']
  ])('writes %j as %j', (from, to) => {
    expect(prose(from)).toBe(to)
  })

  it('is one paragraph of words and code, whatever the text', () => {
    fc.assert(
      fc.property(text, (hostile) => {
        const line = prose(hostile)
        expect(line).not.toContain('\n')
        expect(['inlineCode', 'paragraph', 'root', 'text']).toEqual(expect.arrayContaining(kinds(line)))
        expect(liveText(line)).toEqual([])
      }),
      {numRuns: 2000}
    )
  })

  it('stays inert in a list item and after bold words', () => {
    fc.assert(
      fc.property(text, (hostile) => {
        const note = `**Error:** ${prose(hostile)}\n\n- line 3: ${prose(hostile)} (x)\n`
        expect(kinds(note)).not.toContain('html')
        expect(liveText(note)).toEqual([])
        for (const line of note.split('\n')) expect(line).not.toMatch(/^\//)
      })
    )
  })

  it('shows bidirectional controls instead of obeying them', () => {
    expect(prose('safe \u202Eelbairav')).toBe('safe `\uFFFDelbairav`')
  })
})

describe('code', () => {
  it('is one code span, whatever the text', () => {
    fc.assert(
      fc.property(text, (hostile) => {
        const span = code(hostile)
        if (span === '(empty)') return
        expect(kinds(span)).toEqual(['inlineCode', 'paragraph', 'root'])
        expect(parse(span).children).toHaveLength(1)
      }),
      {numRuns: 1000}
    )
  })

  it('cuts what is out of the ordinary', () => {
    expect(code('x'.repeat(5000)).length).toBeLessThan(450)
  })
})

describe('fenced', () => {
  it('takes a line with as many backticks as a file may have', () => {
    expect(fenced('a`'.repeat(500_000), 'suggestion')).toMatch(/^```suggestion\n/)
  })

  it('holds its text exactly, whatever fences are in it', () => {
    const lines = fc.array(fc.constantFrom('```', '````', '~~~', '`', 'a', '', '/close', '@all', '  ```'), {
      maxLength: 8
    })
    fc.assert(
      fc.property(lines, (list) => {
        const inside = list.join('\n')
        const [block, ...rest] = parse(fenced(inside, 'suggestion:-0+0')).children
        expect(rest).toEqual([])
        expect(block).toMatchObject({type: 'code', lang: 'suggestion:-0+0', value: inside})
      })
    )
  })
})

describe('link', () => {
  it('cannot be ended by its address', () => {
    fc.assert(
      fc.property(text, (hostile) => {
        const markdown = link('`rule`', `https://example.com/${hostile}`)
        expect(kinds(markdown)).toEqual(['inlineCode', 'link', 'paragraph', 'root'])
      })
    )
  })

  it('links to nothing but the web', () => {
    expect(link('x', 'javascript:alert(1)')).toBe('x')
  })
})
