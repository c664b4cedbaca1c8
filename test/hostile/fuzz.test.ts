import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {parsePage} from '../../src/page/parse-page.ts'
import {demoChange, demoFix, demoHandbook} from '../../src/sandbox/demo-files.ts'
import {expectHarmless} from './harmless.ts'
import {expectSane} from './sane.ts'
import {HARMLESS, PATH, PROJECT, reviewInMemory} from './whole-engine.ts'
import {anyBytes, writtenPage} from './written-page.ts'

const PAGES = [
  HARMLESS,
  ...[demoHandbook(), demoChange(), demoFix()].flatMap((files) =>
    Object.entries(files).flatMap(([path, text]) => (path.endsWith('.md') ? [text] : []))
  )
]

/** What gets into a page by a slip, a bad merge, an export, or on purpose. */
const FRAGMENTS = [
  '---\n',
  '---js\n',
  'title: &a [*a]\n',
  '__proto__: {x: 1}\n',
  'title: "\n',
  '<<<<<<< HEAD\n',
  '=======\n',
  '```\n',
  '~~~~md\n',
  '<!--',
  '-->',
  '<!-- ladderlint disable level-order because x until 2020-01-01 -->\n',
  '<!-- ladderlint:v1 e30= 0.0 -->',
  '{{< ref "a.md#b" >}}',
  '{{%',
  '<%= x %>',
  '{: #id}\n',
  '{#id}',
  '# ',
  '###### ',
  '> > ',
  '- - - ',
  '1. ',
  '\t',
  '| a | b |\n|---|---|\n| [c](#d) | 7 | e |\n',
  '|',
  '[a]: b\n',
  '[a](<',
  '](javascript:alert(1))',
  '![x](y)',
  '**',
  '_*',
  '`',
  '\\',
  '&#x0;',
  '</details>',
  '/close\n',
  '@all ',
  '\r',
  '\r\n',
  '\u2028',
  '\u0000',
  '\uFEFF',
  '\uD83D',
  '\u202E',
  '\u00e2\u20ac\u2122',
  'is a [grade 99](#job-grades), or 7.5',
  '## Career Ladder\n\nThe next step in the X job family is [X](/job-families/x/#y).\n',
  '### Intermediate Sr. Staff (Grade 7)\n'
] as const

interface Mutation {
  /** Where, as a share of the text's length. */
  readonly at: number
  readonly to: number
  readonly kind: 'insert' | 'cut' | 'repeat' | 'move'
  readonly text: string
}

const share = fc.double({min: 0, max: 1, noNaN: true})
const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: share,
  to: share,
  kind: fc.constantFrom('insert', 'insert', 'cut', 'repeat', 'move'),
  text: fc.oneof(
    {weight: 4, arbitrary: fc.constantFrom(...FRAGMENTS)},
    {weight: 1, arbitrary: fc.string({unit: 'binary', maxLength: 12})}
  )
})
const mutated = fc
  .tuple(fc.constantFrom(...PAGES), fc.array(mutation, {maxLength: 12}))
  .map(([page, mutations]) => mutations.reduce(mutate, page))
const spliced = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.constantFrom('Pilot', ' ', '\n', '\n\n')), {
    maxLength: 60
  })
  .map((pieces) => pieces.join(''))
const page = fc.oneof(mutated, spliced, writtenPage)

/** Runs of each property; more by hand: LADDERLINT_FUZZ_RUNS=100000. */
const RUNS = Number(process.env.LADDERLINT_FUZZ_RUNS ?? 150)
const TIMEOUT = RUNS * 1000

function mutate(text: string, {at, to, kind, text: inserted}: Mutation): string {
  const [from, until] = [at, to].map((each) => Math.floor(each * text.length)).sort((a, b) => a - b)
  const part = text.slice(from, until)
  const [before, after] = [text.slice(0, from), text.slice(until)]
  switch (kind) {
    case 'insert':
      return before + inserted + part + after
    case 'cut':
      return before + after
    case 'repeat':
      return before + part + part.slice(0, 2_000) + after
    case 'move':
      return before + after + part
  }
}

describe('a review of any page', () => {
  it(
    'ends, is sane and harmless, and has nothing to add when it is repeated',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.option(page),
          fc.oneof({weight: 9, arbitrary: page}, {weight: 1, arbitrary: anyBytes}),
          async (base, head) => {
            const reviewed = await reviewInMemory(base, head)
            expectSane(reviewed)
            for (const note of reviewed.notes) expectHarmless(note, PROJECT)
            expect(reviewed.again.operations).toEqual([])
          }
        ),
        {numRuns: RUNS}
      )
    },
    TIMEOUT
  )

  it('says the same each time', async () => {
    await fc.assert(
      fc.asyncProperty(page, page, async (base, head) => {
        const [first, second] = [await reviewInMemory(base, head), await reviewInMemory(base, head)]
        expect(second.reports).toEqual(first.reports)
        expect(second.plan).toEqual(first.plan)
      }),
      {numRuns: 40}
    )
  })
})

describe('parsePage', () => {
  it('reads a page that it was given twice as the same page', () => {
    fc.assert(
      fc.property(page, (text) => {
        expect(parsePage(PATH, text)).toEqual(parsePage(PATH, text))
      }),
      {numRuns: 100}
    )
  })
})
