import {describe, expect, it} from 'vitest'
import {foreseeLinks} from '../../src/handbook/foreseen-links.ts'

const HUGO = 'content/job-families/parts/engineer.md'
const SITE = 'sites/uncategorized/source/job-families/parts/engineer/index.html.md'

describe('foreseeLinks', () => {
  it('names the files that a page usually is, its text where a link leads to a place on it', () => {
    expect(foreseeLinks(HUGO, ['/handbook/tools/', '/handbook/parts/#levels'])).toEqual({
      files: [
        'content/handbook/tools.md',
        'content/handbook/tools/_index.md',
        'content/handbook/tools/index.md'
      ],
      texts: [
        'content/handbook/parts.md',
        'content/handbook/parts/_index.md',
        'content/handbook/parts/index.md'
      ],
      folders: ['content/handbook', 'content/handbook/tools', 'content/handbook/parts']
    })
  })

  it("looks for the handbook's pages in the handbook's own site, where there are several", () => {
    const {files} = foreseeLinks(SITE, ['/handbook/tools/', '/job-families/parts/manager/'])
    expect(files).toContain('sites/handbook/source/handbook/tools/index.html.md')
    expect(files).toContain('sites/uncategorized/source/job-families/parts/manager/index.html.md')
  })

  it('reads relative links and absolute ones to the site alike', () => {
    const {texts} = foreseeLinks(HUGO, [
      '../manager/#levels',
      'https://handbook.gitlab.com/handbook/parts/#x'
    ])
    expect(texts).toContain('content/job-families/parts/manager.md')
    expect(texts).toContain('content/handbook/parts.md')
  })

  it.each([
    ['https://example.com/x/'],
    ['mailto:a@example.com'],
    ['#levels'],
    ['/'],
    [''],
    ['//evil.example/x'],
    ['{{< ref "x" >}}'],
    ['../../../../../..']
  ])('looks ahead for nothing at %j', (url) => {
    expect(foreseeLinks(HUGO, [url])).toEqual({texts: [], files: [], folders: []})
  })

  it('is bounded, however many links there are', () => {
    const {files, folders} = foreseeLinks(
      HUGO,
      Array.from({length: 5000}, (_, index) => `/handbook/${index}/x/`)
    )
    expect(files.length).toBeLessThan(200)
    expect(folders.length).toBeLessThan(20)
  })

  it('says nothing of a page that stands in no site', () => {
    expect(foreseeLinks('README.md', ['/handbook/tools/'])).toEqual({texts: [], files: [], folders: []})
  })
})
