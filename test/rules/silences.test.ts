import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {defineRule, EVERY_KIND, type Rule} from '../../rules/define-rule.ts'
import {runRules} from '../../rules/run-rules.ts'
import {findSilences} from '../../rules/silences.ts'
import unusedSilence from '../../rules/unused-silence/rule.ts'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {openHandbook} from '../../src/handbook/open-handbook.ts'
import {parsePage} from '../../src/page/parse-page.ts'
import {createPlaces} from '../../src/page/places.ts'

const PATH = 'content/job-families/sales/seller.md'

/** Speaks of each "NAME!" in a text, as the rule "level-order" or "grade-stated" would. */
function shouting(name: 'level-order' | 'grade-stated', word: string, describe?: Rule['describe']): Rule {
  return defineRule({
    name,
    severity: 'warning',
    fixes: false,
    summary: 'a word that is shouted',
    kinds: EVERY_KIND,
    ...(describe ? {describe} : {}),
    run({page, report}) {
      const placeAt = createPlaces(page.text)
      for (const match of page.text.matchAll(new RegExp(`${word}!`, 'g'))) {
        const place = placeAt(match.index, match.index + match[0].length)
        report({reason: `Do not shout "${word}"`, key: word, label: `line ${place.start.line}`, place})
      }
    }
  })
}

const order = shouting('level-order', 'ORDER')
const grade = shouting('grade-stated', 'GRADE')

async function check(text: string, rules: readonly Rule[] = [order, grade], today = '2026-06-15') {
  const page = parsePage(PATH, text)
  const handbook = openHandbook(openMemorySnapshot({[PATH]: text}))
  const settings = [...rules, unusedSilence].map((rule) => ({rule, severity: undefined, options: undefined}))
  return runRules(page, handbook, undefined, settings, {today})
}

/** What is said, as "line rule". */
async function said(text: string, rules?: readonly Rule[], today?: string): Promise<string[]> {
  const {findings} = await check(text, rules, today)
  return findings.map(({place, rule}) => `${place.start.line} ${rule}`)
}

describe('a comment that disables rules', () => {
  it('silences them from there on', async () => {
    expect(await said('ORDER!\n\n<!-- ladderlint disable level-order -->\n\nORDER! GRADE!\n')).toEqual([
      '1 level-order',
      '5 grade-stated'
    ])
  })

  it('holds until they are enabled, each by its name or all at once', async () => {
    const text = `<!-- ladderlint disable level-order grade-stated -->

ORDER! GRADE!

<!-- ladderlint enable level-order -->

ORDER! GRADE!

<!-- ladderlint enable -->

ORDER! GRADE!
`
    expect(await said(text)).toEqual(['7 level-order', '11 level-order', '11 grade-stated'])
  })

  it('without a name silences all rules', async () => {
    expect(await said('<!-- ladderlint disable -->\n\nORDER! GRADE!\n')).toEqual([])
  })

  it('above everything else holds for the front matter, too', async () => {
    const text = (comment: string) => `---\ntitle: ORDER!\n---\n\n${comment}\n\nText\n`
    expect(await said(text('<!-- ladderlint disable level-order -->'))).toEqual([])
    expect(await said(text('Text\n\n<!-- ladderlint disable level-order -->'))).toContain('2 level-order')
  })

  it('is read on several lines, with or without blanks and commas', async () => {
    expect(
      await said('<!--ladderlint disable\n  level-order,\n  grade-stated-->\n\nORDER! GRADE!\n')
    ).toEqual([])
  })
})

describe('a comment that ignores rules', () => {
  it('silences them in the next block only', async () => {
    const text = '<!-- ladderlint ignore level-order -->\n\n## ORDER! GRADE!\n\nORDER!\n'
    expect(await said(text)).toEqual(['3 grade-stated', '5 level-order'])
  })

  it('within a block silences them in that block', async () => {
    const text = '## ORDER! <!-- ladderlint ignore level-order -->\n\nORDER!\n'
    expect(await said(text)).toEqual(['3 level-order'])
  })

  it('in a row of a table silences them in that row', async () => {
    const row = '| ORDER! | <!-- ladderlint ignore level-order --> |'
    expect(await said(`| a | b |\n| --- | --- |\n| ORDER! | c |\n${row}\n`)).toEqual(['3 level-order'])
  })
})

describe('a reason and a last day', () => {
  it.each([
    ['because the team grows', 'the team grows', null],
    ['because the team grows until 2026-12-31', 'the team grows', '2026-12-31'],
    ['until 2026-12-31 because the team grows', 'the team grows', '2026-12-31'],
    ['because nobody is hired until spring', 'nobody is hired until spring', null],
    ['until 2026-12-31', null, '2026-12-31'],
    ['', null, null]
  ])('are read and told: %s', async (words, reason, until) => {
    const {silenced} = await check(`<!-- ladderlint disable level-order ${words} -->\n\nORDER!\n`)
    expect(silenced).toMatchObject([{finding: {rule: 'level-order'}, by: {reason, until}}])
  })

  it('holds on its last day, and not on the next', async () => {
    const text = '<!-- ladderlint disable level-order until 2026-06-15 -->\n\nORDER!\n'
    expect(await said(text, undefined, '2026-06-15')).toEqual([])
    expect(await said(text, undefined, '2026-06-16')).toEqual(['1 unused-silence', '3 level-order'])
  })

  it('silences nothing when the day is none', async () => {
    for (const day of ['2026-02-30', 'soon', '31.12.2026', '']) {
      const text = `<!-- ladderlint disable level-order until ${day} -->\n\nORDER!\n`
      expect(await said(text)).toEqual(['1 unused-silence', '3 level-order'])
    }
  })
})

describe('a finding that speaks once a page', () => {
  const once = shouting('level-order', 'ORDER', (parts) => parts.map(({label}) => label).join(', '))

  it('keeps what is not silenced, and is described by that', async () => {
    const text = 'ORDER!\n\n<!-- ladderlint ignore level-order -->\n\nORDER!\n\nORDER!\n'
    const {findings, silenced} = await check(text, [once])
    expect(findings.map(({reason}) => reason)).toEqual(['line 1, line 7'])
    expect(silenced.map(({finding}) => finding.reason)).toEqual(['line 5'])
  })

  it('is told under each comment that silences some of it', async () => {
    const text =
      'ORDER! <!-- ladderlint ignore level-order because A -->\n\nORDER! <!-- ladderlint ignore level-order because B -->\n'
    const {silenced} = await check(text, [once])
    expect(silenced.map(({finding, by}) => [finding.reason, by.reason])).toEqual([
      ['line 1', 'A'],
      ['line 3', 'B']
    ])
  })
})

describe('unused-silence', () => {
  it('tells a comment whose rule has nothing to say there', async () => {
    const text = 'ORDER!\n\n<!-- ladderlint ignore level-order grade-stated -->\n\nGRADE!\n'
    const {findings} = await check(text)
    expect(findings.map(({reason}) => reason)).toContain(
      'This comment silences nothing: "level-order" has nothing to say about what it covers; take the name out of it'
    )
  })

  it('tells a comment about all rules where none has anything to say', async () => {
    expect(await said('<!-- ladderlint disable -->\n\nText\n')).toEqual(['1 unused-silence'])
  })

  it('says nothing of a rule that is off', async () => {
    expect(await said('<!-- ladderlint disable grade-stated -->\n\nText\n', [order])).toEqual([])
  })

  it('says nothing of a rule that could not check everything, or that only a comparison makes speak', async () => {
    const unsure = (run: Parameters<typeof defineRule>[0]['run']): Rule =>
      defineRule({
        name: 'level-order',
        severity: 'info',
        fixes: false,
        summary: 'unsure',
        run,
        kinds: EVERY_KIND
      })
    const text = '<!-- ladderlint disable level-order -->\n\nText\n'
    expect(await said(text, [unsure(({notChecked}) => notChecked('a link', 'no tree'))])).toEqual([])
    expect(await said(text, [unsure(({base}) => void base)])).toEqual([])
    expect(await said(text, [unsure(() => undefined)])).toEqual(['1 unused-silence'])
  })

  it('credits every comment that covers a finding', async () => {
    const text =
      '<!-- ladderlint disable level-order -->\n\n<!-- ladderlint disable level-order -->\n\nORDER!\n'
    expect(await said(text)).toEqual([])
  })
})

describe('findSilences', () => {
  it('takes other comments for what they are', () => {
    const text =
      '<!-- lint disable level-order -->\n\n<!-- ladderlinting -->\n\n`<!-- ladderlint disable -->`\n'
    expect(findSilences(parsePage(PATH, text))).toEqual({silences: [], misread: []})
  })

  it('reads a bounded number of comments', () => {
    const text = '<!-- ladderlint disable level-order -->\n\n'.repeat(2000)
    expect(findSilences(parsePage(PATH, text)).silences).toHaveLength(100)
  })

  it('never throws, and no finding is lost: each is said or silenced', async () => {
    const piece = fc.constantFrom(
      ...['<!--', '-->', ' ladderlint ', 'disable ', 'enable ', 'ignore ', 'level-order ', 'grade-stated '],
      ...['because ', 'until ', '2026-06-14 ', '9999-12-31 ', 'ORDER! ', 'GRADE! ', '\n', '\n\n', '- ', '| '],
      ...['## ', '> ', '---\n', '__proto__ ', 'toString ', ',', '\u202e', '<div>']
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, {maxLength: 40}), async (pieces) => {
        const text = pieces.join('')
        const {findings, silenced} = await check(text)
        const shouts = text.match(/(?:ORDER|GRADE)!/g)?.length ?? 0
        const others = findings.filter(({rule}) => rule === 'unused-silence').length
        expect(findings.length - others + silenced.length).toBe(parsePage(PATH, text).unread ? 0 : shouts)
      })
    )
  })
})
