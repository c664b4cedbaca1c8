import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {matchesPath, parsePathPattern} from '../../src/review/path-pattern.ts'

const matches = (pattern: string, path: string) => matchesPath(parsePathPattern(pattern), path.split('/'))

/** The same by definition: every way to split, without bounds. */
function matchesByDefinition(pattern: readonly string[], path: readonly string[]): boolean {
  const [name, ...more] = pattern
  if (name === undefined) return path.length === 0
  if (name === '**' && more.length > 0) {
    return path.some((_, skipped) => matchesByDefinition(more, path.slice(skipped)))
  }
  return path[0] !== undefined && expressionOf(name).test(path[0]) && matchesByDefinition(more, path.slice(1))
}

/** For names of letters, `*`, `?` and the sets that are generated here. */
function expressionOf(name: string): RegExp {
  const source = name.replaceAll('*', '.*').replaceAll('?', '.').replaceAll('[!', '[^')
  return new RegExp(`^(?:${source})$`, 'su')
}

describe('matchesPath', () => {
  it.each([
    ['/docs/*.md', '/docs/index.md'],
    ['/docs/index.*', '/docs/index.html'],
    ['/**/internal/README.md', '/docs/api/internal/README.md'],
    ['/**/README.md', '/README.md'],
    ['/docs/**/index.md', '/docs/index.md'],
    ['/docs/**/**/index.md', '/docs/a/b/c/index.md'],
    ['/**/*', '/.gitlab/.hidden'],
    ['/[!a]?c', '/bbc'],
    ['/[a-c\\]]x', '/]x'],
    ['/a\\*', '/a*'],
    ['/docs/**', '/docs/x']
  ])('lets %j match %j', (pattern, path) => {
    expect(matches(pattern, path)).toBe(true)
  })

  it.each([
    ['/docs/*.md', '/docs/api/index.md'],
    ['/docs', '/docs/index.md'],
    ['/docs/**', '/docs/x/y'],
    ['/a?c', '/a/c'],
    ['/a\\*', '/ab'],
    ['/[a', '/[a'],
    ['/[]a]', '/a'],
    ['/**/x', '/y']
  ])('keeps %j from %j', (pattern, path) => {
    expect(matches(pattern, path)).toBe(false)
  })

  it('agrees with its definition', () => {
    const piece = fc.constantFrom('a', 'b', '*', '?', '[ab]', '[!a]', '[a-b]')
    const name = fc.oneof(
      fc.constant('**'),
      fc.array(piece, {maxLength: 4}).map((pieces) => pieces.join(''))
    )
    const word = fc.string({unit: fc.constantFrom('a', 'b', 'c'), maxLength: 4})
    fc.assert(
      fc.property(
        fc.array(name, {minLength: 1, maxLength: 5}),
        fc.array(word, {minLength: 1, maxLength: 5}),
        (pattern, path) => {
          expect(matches(pattern.join('/'), path.join('/'))).toBe(matchesByDefinition(pattern, path))
        }
      ),
      {numRuns: 2000}
    )
  })

  it('always answers, whatever the texts', () => {
    const text = fc.string({unit: fc.constantFrom('*', '/', '[', ']', '-', '!', '\\', 'a', '💥')})
    fc.assert(fc.property(text, text, (pattern, path) => typeof matches(pattern, path) === 'boolean'))
  })

  it('takes no time that grows faster than pattern times path', () => {
    expect(matches(`/${'**/*a*'.repeat(300)}b`, `/${'a/'.repeat(3000)}`)).toBe(false)
    expect(matches(`/${'*a'.repeat(2000)}b`, `/${'a'.repeat(5000)}`)).toBe(false)
  })
})
