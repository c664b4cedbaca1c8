import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {namesLinkedIn, namesOfPage} from '../../src/reviewer/linked-names.ts'

describe('namesLinkedIn', () => {
  it.each([
    ['[Lead](/job-families/delivery/lead/#levels)', ['lead']],
    ['[Lead][1]\n\n[1]: https://handbook.gitlab.com/job-families/delivery/lead?x=1', ['lead']],
    ['<a href="/a/index.html">x</a>', ['a', 'a']],
    ['[x](../b/_index.md)', ['b']],
    ['[x]({{< relref "/c/d.md" >}})', ['d']],
    ['[x](Lead.md) and [y](#levels)', ['lead']],
    ['Lead the team, and the "sales" people', ['sales']],
    ['and/or', ['or']]
  ])('gives for %j the last names: %j', (text, names) => {
    expect([...namesLinkedIn(text)]).toEqual(expect.arrayContaining(names))
    for (const name of ['job-families', 'delivery', 'people']) expect(namesLinkedIn(text)).not.toContain(name)
  })

  it.each(['/', '', '#levels', '[home](/) and [here](./#top)'])('gives no name for %j', (text) => {
    expect([...namesLinkedIn(text)]).toEqual([])
  })

  it('knows each page by the name that an address of it ends in', () => {
    const segment = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/).filter((name) => name !== 'index')
    const place = fc.array(segment, {minLength: 1, maxLength: 4})
    fc.assert(
      fc.property(place, fc.constantFrom('', '/', '/#x', '.html'), (segments, end) => {
        const names = namesLinkedIn(`See [it](/${segments.join('/')}${end}).`)
        expect(names).toContain(namesOfPage(`content/${segments.join('/')}.md`)[0])
        expect(names).toContain(namesOfPage(`content/${segments.join('/')}/_index.md`)[0])
      })
    )
  })

  it('gives names of any text in time that grows with its length', () => {
    for (const text of [
      '('.repeat(500_000),
      'a'.repeat(2_000_000),
      '/'.repeat(2_000_000),
      '(a/'.repeat(300_000)
    ])
      expect(namesLinkedIn(text)).toBeInstanceOf(Set)
  })
})

describe('namesOfPage', () => {
  it.each([
    ['content/job-families/delivery/lead.md', ['lead']],
    ['sites/handbook/source/handbook/Hiring/index.html.md', ['hiring']],
    ['content/_index.md', []],
    ['data/team.yml', []]
  ])('gives for %s: %j', (path, names) => {
    expect(namesOfPage(path)).toEqual(names)
  })
})
