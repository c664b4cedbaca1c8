import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {parseDestination} from '../../src/handbook/destination.ts'

const address = (path: string, fragment: string | null = null) => ({kind: 'address', address: path, fragment})

describe('parseDestination', () => {
  it.each([
    ['/handbook/values/', address('/handbook/values/')],
    ['/handbook/values#results', address('/handbook/values', 'results')],
    ['/handbook/values/?x=1#results', address('/handbook/values/', 'results')],
    ['/handbook/values/#', address('/handbook/values/', '')],
    ['https://handbook.gitlab.com/handbook/values/#results', address('/handbook/values/', 'results')],
    ['http://about.gitlab.com/job-families/kitchen/cook', address('/job-families/kitchen/cook')],
    ['//handbook.gitlab.com/handbook/', address('/handbook/')],
    ['#levels', {kind: 'fragment', fragment: 'levels'}],
    ['?x=1#levels', {kind: 'fragment', fragment: 'levels'}],
    ['senior-cook', {kind: 'relative', path: 'senior-cook', fragment: null}],
    ['../chef/#levels', {kind: 'relative', path: '../chef/', fragment: 'levels'}],
    ['  ', {kind: 'empty'}],
    ['mailto:cook@example.com', {kind: 'external'}],
    ['tel:+123', {kind: 'external'}],
    ['https://gitlab.com/gitlab-org/gitlab', {kind: 'external'}],
    ['https://docs.gitlab.com/', {kind: 'external'}],
    ['https://handbook.gitlab.com/docs/', {kind: 'external'}],
    ['https://about.gitlab.com.example.com/handbook/', {kind: 'external'}],
    ['https://', {kind: 'external'}]
  ])('reads %s', (url, expected) => {
    expect(parseDestination(url, 'hugo')).toEqual(expected)
  })

  it.each([
    ['{{< ref "chef#levels" >}}', {kind: 'ref', target: 'chef', fragment: 'levels'}],
    [
      '{{% ref "/handbook/hiring/_index.md" %}}',
      {kind: 'ref', target: '/handbook/hiring/_index.md', fragment: null}
    ],
    ['{{<relref "chef">}}', {kind: 'ref', target: 'chef', fragment: null}],
    ["{{< relref path='chef' >}}", {kind: 'ref', target: 'chef', fragment: null}],
    ['{{< ref `chef` >}}', {kind: 'ref', target: 'chef', fragment: null}],
    ['{{< ref chef >}}', {kind: 'ref', target: 'chef', fragment: null}],
    ['{{< ref "#levels" >}}', {kind: 'fragment', fragment: 'levels'}]
  ])('reads the shortcode %s', (url, expected) => {
    expect(parseDestination(url, 'hugo')).toEqual(expected)
  })

  it.each([
    '{{< param "x" >}}',
    '<%= link %>',
    '/x/<%= y %>/',
    '{add link}',
    'https://internal.gitlab.com/handbook/'
  ])('leaves %s unchecked', (url) => {
    expect(parseDestination(url, 'hugo').kind).toBe('not-checked')
  })

  it("takes all of about.gitlab.com for Middleman's site, and two folders of it for Hugo's", () => {
    for (const url of ['https://about.gitlab.com/company/team/', 'https://about.gitlab.com/pricing']) {
      expect(parseDestination(url, 'middleman').kind).toBe('address')
      expect(parseDestination(url, 'hugo').kind).toBe('external')
    }
    for (const url of ['https://about.gitlab.com/handbook', 'https://about.gitlab.com/job-families/x/']) {
      expect(parseDestination(url, 'hugo').kind).toBe('address')
    }
    expect(parseDestination('https://about.gitlab.com/handbooks/', 'hugo').kind).toBe('external')
  })

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), fc.constantFrom('hugo', 'middleman'), (url, generator) => {
        expect(parseDestination(url, generator).kind).toMatch(/./)
      })
    )
  })
})
