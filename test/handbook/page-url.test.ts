import {describe, expect, it} from 'vitest'
import {siteRootOf, toSegments, toUrl, urlOfPath} from '../../src/handbook/page-url.ts'

describe('urlOfPath', () => {
  it.each([
    ['source/jobs/cook/index.html.md', '/jobs/cook/'],
    ['source/jobs/index.html.haml', '/jobs/'],
    ['sites/uncategorized/source/job-families/kitchen/cook/index.html.md', '/job-families/kitchen/cook/'],
    ['sites/uncategorized/source/job-families/kitchen/cook/index.html.md.erb', '/job-families/kitchen/cook/'],
    [
      'sites/uncategorized/source/job-families/kitchen/Sous-Chef/index.md.erb',
      '/job-families/kitchen/Sous-Chef/'
    ],
    ['sites/handbook/source/handbook/kitchen/knives.html.md', '/handbook/kitchen/knives/'],
    ['sites/handbook/source/handbook/index.html.erb', '/handbook/'],
    ['sites/handbook/source/handbook/v1.2-notes.html.md', '/handbook/v1.2-notes/'],
    ['content/_index.md', '/'],
    ['content/job-families/kitchen/cook.md', '/job-families/kitchen/cook/'],
    ['content/job-families/kitchen/_index.md', '/job-families/kitchen/'],
    ['content/job-families/kitchen/chef/index.md', '/job-families/kitchen/chef/'],
    ['content/handbook/standards/UN Global Compact.md', '/handbook/standards/un-global-compact/'],
    ['content/handbook/Food & Wine (old).md', '/handbook/food--wine-old/']
  ])('gives %s the URL %s', (path, url) => {
    expect(urlOfPath(path)).toBe(url)
  })

  it.each([
    'README.md',
    'data/redirects.yml',
    'content/handbook/kitchen.png',
    'source/images/cook.png',
    'source/feed.xml.erb',
    'sites/handbook/source/handbook/_partial.html.md',
    'sites/handbook/source/includes/knives.md',
    'sites/handbook/data/x.md',
    'contents/handbook/x.md',
    ''
  ])('gives %s none, since it makes no page', (path) => {
    expect(urlOfPath(path)).toBeUndefined()
  })

  it('encodes only what would end a link in Markdown', () => {
    expect(urlOfPath('source/handbook/a b (c)/index.html.md')).toBe(
      '/handbook/a%20b%20%28c%29/'.replace(/%2[89]/g, decodeURIComponent)
    )
  })
})

describe('siteRootOf', () => {
  it('tells the generator from the folders', () => {
    expect(siteRootOf('content/x.md')).toEqual({folder: 'content', generator: 'hugo'})
    expect(siteRootOf('source/x.md')).toEqual({folder: 'source', generator: 'middleman'})
    expect(siteRootOf('sites/a/source/x.md')).toEqual({folder: 'sites/a/source', generator: 'middleman'})
    expect(siteRootOf('x.md')).toBeUndefined()
  })
})

describe('toSegments', () => {
  it.each([
    '/a/b/',
    '/a/b',
    'a/b',
    '/a/b.html',
    '/a/b/index.html',
    '/a/./b/',
    '/a/c/../b/',
    '//a//b',
    '/../a/b'
  ])('reads %s as a, b', (url) => {
    expect(toSegments(url)).toEqual(['a', 'b'])
  })

  it('decodes, and keeps a percent sign that encodes nothing', () => {
    expect(toSegments('/a%20b/50%/')).toEqual(['a b', '50%'])
  })

  it('comes back from its URL', () => {
    expect(toSegments(toUrl(['a b', '50%', '料理', 'x?y#z']))).toEqual(['a b', '50%', '料理', 'x?y#z'])
  })
})
