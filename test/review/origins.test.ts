import {describe, expect, it} from 'vitest'
import {parsePage} from '../../src/page/parse-page.ts'
import {findOrigins, type Source} from '../../src/review/origins.ts'

const page = (path: string, title: string, ...lines: string[]) =>
  parsePage(`content/job-families/${path}.md`, `---\ntitle: ${title}\n---\n\n${lines.join('\n\n')}\n`)

/** Six lines that no other word has. */
const about = (word: string) =>
  Array.from({length: 6}, (_, index) => `The ${word} ${index} is what this part of the page is about`)

const deleted = (base: Source['base']): Source => ({base, head: null})

function origins(added: readonly Source['base'][], sources: readonly Source[]): string[] {
  return Array.from(
    findOrigins(added, sources),
    ([to, {page: from, kind}]) => `${to.path} ${kind} ${from.path}`
  ).map((line) => line.replaceAll(/content\/job-families\/|\.md/g, ''))
}

describe('findOrigins', () => {
  it('takes a page with the text of one that went for that page', () => {
    const old = page('legal/counsel', 'Counsel', ...about('law'))
    const now = page('affairs/legal-counsel', 'Legal Counsel', ...about('law').slice(1))
    expect(origins([now], [deleted(old)])).toEqual(['affairs/legal-counsel moved legal/counsel'])
  })

  it('sees through what was added or taken away on the way', () => {
    const old = page('a', 'A', ...about('law'))
    const longer = page('b', 'B', ...about('law'), ...about('tax'), ...about('trade'))
    expect(origins([longer], [deleted(old)])).toEqual(['b moved a'])
    expect(origins([old], [deleted(longer)])).toEqual(['a moved b'])
  })

  it('takes a rewritten page of the same title for the one that went', () => {
    const old = page('legal/counsel', 'Counsel', ...about('law'))
    const now = page('affairs/counsel', 'Counsel', ...about('advice'))
    expect(origins([now], [deleted(old)])).toEqual(['affairs/counsel moved legal/counsel'])
  })

  it('gives each page that went to the page most like it', () => {
    const [law, tax] = [page('law', 'Law', ...about('law')), page('tax', 'Tax', ...about('tax'))]
    const now = [page('new-tax', 'T', ...about('tax')), page('new-law', 'L', ...about('law'))]
    expect(origins(now, [deleted(law), deleted(tax)]).toSorted()).toEqual([
      'new-law moved law',
      'new-tax moved tax'
    ])
  })

  it('knows a page that was split off from one that stays', () => {
    const base = page('all', 'All', ...about('law'), ...about('tax'))
    const head = page('all', 'All', ...about('law'))
    expect(origins([page('tax', 'Tax', ...about('tax'))], [{base, head}])).toEqual(['tax split all'])
  })

  it('knows both halves of a page that went', () => {
    const base = page('all', 'All', ...about('law'), ...about('tax').slice(1))
    const halves = [page('law', 'Law', ...about('law')), page('tax', 'Tax', ...about('tax').slice(1))]
    expect(origins(halves, [deleted(base)])).toEqual(['law moved all', 'tax split all'])
  })

  it('says nothing of a copy: what still stands there was not taken from there', () => {
    const kept = page('law', 'Law', ...about('law'))
    expect(origins([page('copy', 'Copy', ...about('law'))], [{base: kept, head: kept}])).toEqual([])
  })

  it('says nothing of a new page that shares what all families have', () => {
    const old = page('law', 'Law', 'Ability to use GitLab, as every page asks', ...about('law'))
    const now = page('tax', 'Tax', 'Ability to use GitLab, as every page asks', ...about('tax'))
    expect(origins([now], [deleted(old)])).toEqual([])
  })

  it('says nothing of pages without text', () => {
    expect(origins([page('b', '""')], [deleted(page('a', '""'))])).toEqual([])
  })
})
