import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {aliasesOf} from '../../src/handbook/aliases.ts'
import {toBoundedPattern} from '../../src/handbook/bounded-pattern.ts'
import {parseMiddlemanRedirects} from '../../src/handbook/middleman-redirects.ts'
import {parseNetlifyRedirects} from '../../src/handbook/netlify-redirects.ts'

describe('parseMiddlemanRedirects', () => {
  const {find} = parseMiddlemanRedirects(`
- sources: /jobs/cook/
  target: /job-families/kitchen/cook/
  comp_op: '='
- sources:
    - /kitchen
    - /kitchens/
  target: /handbook/kitchen/
  comp_op: ^~
- sources: [/kitchen/cold]
  target: /handbook/cold/
  comp_op: '^~'
- sources: /culture/
  target: /company/culture/
  comp_op: '~'
- sources: /(blog|news)/\\d+/old
  target: /archive/
  comp_op: '~'
- target: /nowhere/
- just a text
`)

  it.each([
    ['/jobs/cook', '/job-families/kitchen/cook/'],
    ['/jobs/cook/', '/job-families/kitchen/cook/'],
    ['/jobs/cook/senior', undefined],
    ['/kitchen', '/handbook/kitchen/'],
    ['/kitchenware/', '/handbook/kitchen/'],
    ['/kitchen/cold/x', '/handbook/cold/'],
    ['/kitchens', '/handbook/kitchen/'],
    ['/culture/food', '/company/culture/'],
    ['/company/culture', undefined],
    ['/news/2020/old', '/archive/'],
    ['/news/x/old', undefined],
    ['/', undefined]
  ])('leads %s to %s', (address, target) => {
    expect(find(address)).toBe(target)
  })

  it.each([
    '',
    '- [',
    'a: b',
    '- - - x',
    `${'['.repeat(20_000)}`,
    `x:${' '.repeat(5000)}`,
    '---\n- sources: x\n---\n'
  ])('redirects nothing when the file cannot be read', (text) => {
    expect(parseMiddlemanRedirects(text).find('/x')).toBeUndefined()
  })

  it('does not follow aliases into millions of values', () => {
    const bomb = [
      '- &a [x, x]',
      ...Array.from({length: 40}, (_, n) => `- &${'b'.repeat(n + 1)} [*a, *a]`)
    ].join('\n')
    expect(parseMiddlemanRedirects(bomb).find('/x')).toBeUndefined()
  })
})

describe('parseMiddlemanRedirects of a large file', () => {
  const filler = '- {sources: /a/, target: /b/}\n'.repeat(2_000)

  it('reads it', () => {
    expect(parseMiddlemanRedirects(filler).find('/a')).toBe('/b/')
  })

  it('reads none that refers to parts of itself', () => {
    const shared = `${filler}- &a {sources: /x/, target: /y/}\n- *a\n`
    expect(parseMiddlemanRedirects(shared).find('/a')).toBeUndefined()
  })

  it('reads none whose few aliases stand for far too many values', () => {
    const sources = Array.from({length: 2_000}, (_, index) => `/${index}`).join(', ')
    const shared = `- &a {sources: [${sources}], target: /y/}\n${'- *a\n'.repeat(2_000)}`
    expect(parseMiddlemanRedirects(shared).find('/0')).toBeUndefined()
  })
})

describe('toBoundedPattern', () => {
  it.each([
    '(a+)+$',
    '(a|a)*b',
    '(?=a)',
    '(a)\\1',
    'a{1,99}',
    '.*.*x',
    '[a-z]+/[a-z]+',
    '(',
    'a'.repeat(400),
    'a?'.repeat(40) + 'a'.repeat(40),
    '(?:a|a)'.repeat(30),
    ''
  ])('does not run %s', (pattern) => {
    expect(toBoundedPattern(pattern)).toBeUndefined()
  })

  it('runs one that can only be followed in one way', () => {
    const matches = toBoundedPattern('/releases/\\d\\d/.*notes$')
    expect(matches?.('/releases/15/x/notes')).toBe(true)
    expect(matches?.('/x/releases/15/notes')).toBe(false)
  })
})

describe('parseNetlifyRedirects', () => {
  const {find} = parseNetlifyRedirects(`
# comment
/handbook/old/ /handbook/new/ 301
/handbook/old/ /handbook/other/ 301
/kitchen/* /handbook/kitchen/:splat 301
/team/:name/profile /handbook/team/:name/ 302
/gone/ /handbook/ 410
{{ range .Pages }}/x /y 301{{ end }}
/bare /handbook/bare/
https://example.com/away/* https://example.org/:splat 301
`)

  it.each([
    ['/handbook/old', '/handbook/new/'],
    ['/kitchen/a/b', '/handbook/kitchen/a/b'],
    ['/kitchen', '/handbook/kitchen/'],
    ['/kitchenware', undefined],
    ['/team/anna/profile', '/handbook/team/anna/'],
    ['/team/anna', undefined],
    ['/gone', undefined],
    ['/bare/', '/handbook/bare/'],
    ['/away/x', 'https://example.org/x'],
    ['/x', undefined]
  ])('leads %s to %s', (address, target) => {
    expect(find(address)).toBe(target)
  })

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), fc.string(), (text, address) => {
        expect(['string', 'undefined']).toContain(typeof parseNetlifyRedirects(text).find(address))
      })
    )
  })
})

describe('aliasesOf', () => {
  it.each([
    ['aliases:\n  - /jobs/cook/\n  - /kitchen/Cook', ['/jobs/cook', '/kitchen/Cook']],
    ['aliases:\n- /jobs/cook/\nweight: 1', ['/jobs/cook']],
    ['aliases: ["/jobs/cook", "chef"]\ntitle: Cook', ['/jobs/cook', '/job-families/kitchen/chef']],
    ['aliases: /jobs/cook/', ['/jobs/cook']],
    ['title: "aliases:"', []],
    ['aliases:\n  - 7\n  - [x', []]
  ])('reads %j', (block, aliases) => {
    const text = `---\ntitle: "Cook"\n${block}\n---\n\n## Levels\n`
    expect(aliasesOf(text, '/job-families/kitchen/cook/')).toEqual(aliases)
  })

  it('reads none from a page without front matter', () => {
    expect(aliasesOf('aliases:\n- /x/\n', '/y/')).toEqual([])
  })
})
