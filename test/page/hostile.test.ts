import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Place} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {parsePage} from '../../src/page/parse-page.ts'
import {HUGO, MIDDLEMAN} from './read-text.ts'

function levelsBySentence(count: number): string {
  return Array.from({length: count}, (_, index) => `The X${index}x Pilot is a grade 7, and `).join('')
}

function levelTable(rows: number): string {
  return `| Level | Grade |\n| - | - |\n${'| Senior Pilot | Grade 7 |\n'.repeat(rows)}`
}

/** Texts that keep a Markdown parser, or the rules, busy for minutes, each named for what it repeats. */
const ATTACKS: Readonly<Record<string, string>> = {
  'ten megabytes of text': 'Pilots steer ships.\n\n'.repeat(500_000),
  brackets: '['.repeat(100_000),
  'emphasis that never closes': '*a_ '.repeat(25_000),
  quotes: '>'.repeat(100_000),
  'quotes apart': '> a\n\n'.repeat(5_000),
  'lists in lists on one line': '- '.repeat(50_000),
  'lists in lists by indentation': Array.from({length: 600}, (_, depth) => `${'  '.repeat(depth)}- a`).join(
    '\n'
  ),
  'lists that change their depth': '- a\n  - b\n'.repeat(5_000),
  'underlined headings': 'a\n=\n'.repeat(10_000),
  escapes: '\\('.repeat(200_000),
  'zero bytes': '\0'.repeat(50_000),
  lines: 'a\n'.repeat(100_000),
  'emphasis in emphasis': `${'*'.repeat(20_000)}a${'*'.repeat(20_000)}`,
  'underscores and asterisks in turn': '_*__**'.repeat(5_000),
  headings: '## Senior Pilot\n'.repeat(9_000),
  'levels by sentence': levelsBySentence(3_000),
  'a long table of levels': levelTable(4_000),
  links: '[a](b)\n\n'.repeat(4_000),
  grades: 'The Pilot is a grade 7. '.repeat(4_000)
}

/** Texts at the edge of what is still read. */
const BURDENS: Readonly<Record<string, string>> = {
  headings: '## Senior Pilot\n'.repeat(2_000),
  'sections beside one another': '## Job Grade\nis a grade 7\n'.repeat(1_000),
  'levels by sentence': levelsBySentence(250),
  'a long table': levelTable(900),
  'reports to': 'Pilot reports to Master. '.repeat(20_000),
  'next steps': `## Career Ladder\n\n${'next step for the x is '.repeat(20_000)}`,
  'html links': '<a href="x">y</a>\n\n'.repeat(2_000),
  'open tags': '<% '.repeat(1_000),
  'a ruler': `${'-'.repeat(300_000)}x`
}

function placesIn({family, frontMatter}: Page): Place[] {
  return [
    ...family.headings.map(({place}) => place),
    ...family.sections.flatMap(({place, body}) => [place, body]),
    ...family.levels.flatMap(({place, grades, reportsTo}) => [
      place,
      ...grades.flatMap((grade) => [grade.place, grade.statement]),
      ...reportsTo.map((manager) => manager.place)
    ]),
    ...family.links.flatMap(({place, urlPlace, textPlace}) => [place, urlPlace, textPlace ?? place]),
    ...family.tables.flatMap(({place, rows}) => [place, ...rows.map((row) => row.place)]),
    ...family.ladders.flatMap(({subject}) => (subject ? [subject.place] : [])),
    ...frontMatter.keys.map(({place}) => place),
    ...frontMatter.problems.map(({place}) => place)
  ]
}

describe('parsePage with hostile pages', () => {
  it.each(Object.entries(ATTACKS))('refuses %s, and says why', (_, text) => {
    const page = parsePage(HUGO, `---\ntitle: Pilot\n---\n\n${text}`)
    expect(page.unread?.reason).toMatch(/^it is (?:too large|nested too deep|no text)/)
    expect(page.family).toMatchObject({title: 'Pilot', headings: [], levels: []})
  })

  it.each(Object.entries(BURDENS))('reads a page full of %s', (_, text) => {
    expect(parsePage(HUGO, text).unread).toBeNull()
  })

  it('reads the quotes, lists and tables that real pages have', () => {
    const text = `${'> a\n\n'.repeat(100)}${'- a\n  - b\n'.repeat(200)}${'| a | b |\n| - | - |\n| c | d |\n\n'.repeat(50)}`
    expect(parsePage(HUGO, text).unread).toBeNull()
  })

  it('returns a model with places inside the text for any string', () => {
    const piece = fc.constantFrom(
      '---\n',
      'title: "x\n',
      '## Levels\n',
      '### Senior Pilot\n',
      '#### Job Grade\n',
      'The Pilot is a [grade 7](#gitlab-job-grades)',
      ' or 8',
      '| Level | Grade |\n|-|-|\n| Senior | 7 |\n',
      '[a](b)',
      '[a][b]\n\n[b]: c\n',
      '{{< ref "x" >}}',
      '<%= x %>',
      '{: #id}\n',
      '<a href="x">y</a>',
      'reports to the Master',
      '## Career Ladder\n',
      'next step for the Pilot is ',
      '**',
      '`',
      '> ',
      '- ',
      '\t',
      '\r\n',
      '\r',
      '\n\n',
      '&amp;',
      '\\',
      '\uFEFF',
      '\u0000',
      '\uD800'
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({unit: 'binary'})), {maxLength: 40}),
        fc.constantFrom(HUGO, MIDDLEMAN),
        (pieces, path) => {
          const page = parsePage(path, pieces.join(''))
          for (const {start, end} of placesIn(page)) {
            expect(start.offset).toBeGreaterThanOrEqual(0)
            expect(end.offset).toBeGreaterThanOrEqual(start.offset ?? Number.NaN)
            expect(end.offset).toBeLessThanOrEqual(page.text.length)
            expect(Math.min(start.line, start.column, end.line, end.column)).toBeGreaterThanOrEqual(1)
          }
        }
      ),
      {numRuns: 300}
    )
  })
})
