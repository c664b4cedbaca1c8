import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {addresses, type Command, MOST_COMMANDS, parseComment} from '../../src/review/commands.ts'

const NAMES = ['project_7_bot_4f2a', 'ladderlint']

const commandsOf = (body: string): readonly Command[] => parseComment(body, NAMES).commands

const recheck: readonly Command[] = [{kind: 'recheck'}]

describe('parseComment', () => {
  it.each<[string, Command]>([
    ['@ladderlint recheck', {kind: 'recheck'}],
    ['@project_7_bot_4f2a inspect', {kind: 'inspect'}],
    ['@LadderLint Help!', {kind: 'help'}],
    ['@ladderlint', {kind: 'help'}],
    ['@ladderlint: recheck, please', {kind: 'recheck'}],
    ['@ladderlint explain `grade-table`.', {kind: 'explain', rule: 'grade-table'}],
    ['@ladderlint unignore Grade-Table', {kind: 'unignore', rule: 'grade-table'}],
    [
      '@ladderlint ignore grade-table because the tables change in May',
      {kind: 'ignore', rule: 'grade-table', because: 'the tables change in May', until: null}
    ],
    [
      '@ladderlint ignore grade-table because the tables change, until 2026-12-31.',
      {kind: 'ignore', rule: 'grade-table', because: 'the tables change', until: '2026-12-31'}
    ],
    [
      '@ladderlint ignore grade-table until 2026-12-31 because the tables change',
      {kind: 'ignore', rule: 'grade-table', because: 'the tables change', until: '2026-12-31'}
    ],
    [
      '@ladderlint ignore grade-table because nothing is decided until spring',
      {kind: 'ignore', rule: 'grade-table', because: 'nothing is decided until spring', until: null}
    ],
    ['@ladderlint approve', {kind: 'unknown', word: 'approve'}]
  ])('reads %j', (body, command) => {
    expect(commandsOf(body)).toEqual([command])
  })

  it.each([
    ['@ladderlint explain', 'Name the rule'],
    ['@ladderlint ignore', 'Name the rule'],
    ['@ladderlint ignore grade-table', 'Say why'],
    ['@ladderlint ignore grade-table because', 'Say why'],
    ['@ladderlint ignore grade-table, level-order because x', 'Only one rule'],
    ['@ladderlint ignore grade-table because x until 2026-02-30', 'is no date'],
    ['@ladderlint ignore grade-table because x until 31.12.2026', 'is no date'],
    ['@ladderlint ignore grade-table because x until 1 May 2027', 'is no date']
  ])('says what %j lacks', (body, reason) => {
    expect(commandsOf(body)).toMatchObject([{kind: 'incomplete', reason: expect.stringContaining(reason)}])
  })

  it.each([
    ['after other lines', 'Thank you!\n@ladderlint recheck'],
    ['after a line break of Markdown', 'Thank you!  \n@ladderlint recheck'],
    ['with Windows line ends', 'Thank you!\r\n@ladderlint recheck\r\n'],
    ['below a quote', '> old words\n\n@ladderlint recheck'],
    ['below a quote over several lines', '>>>\n@ladderlint inspect\n>>>\n\n@ladderlint recheck'],
    ['below a hidden comment', '<!-- template -->\n\n@ladderlint recheck'],
    ['below folded text that ends', '<details>\n\nlog\n\n</details>\n\n@ladderlint recheck']
  ])('hears a line %s', (_where, body) => {
    expect(commandsOf(body)).toEqual(recheck)
  })

  it.each([
    ['within a sentence', 'We asked @ladderlint recheck before'],
    ['in a quote', '> @ladderlint recheck'],
    ['that goes on a quote', '> old words\n@ladderlint recheck'],
    ['in a quote over several lines', '>>>\nold\n@ladderlint recheck\n>>>'],
    ['in a quote that nobody closed', '>>>\n\n@ladderlint recheck'],
    ['in fenced code', '```\n@ladderlint recheck\n```'],
    ['in indented code', 'Example:\n\n    @ladderlint recheck'],
    ['in a code span over several lines', 'See `\n@ladderlint recheck\n` there'],
    ['in a list', '- so\n@ladderlint recheck'],
    ['in a hidden comment', '<!--\n\n@ladderlint recheck\n\n-->'],
    ['in a hidden comment within a paragraph', 'Text <!--\n@ladderlint recheck\n--> goes on'],
    ['in an attribute', 'Text <span title="\n@ladderlint recheck\n">goes</span> on'],
    ['in the title of a link', '[a]: https://example.com "\n@ladderlint recheck\n"'],
    ['in a link', 'See [\n@ladderlint recheck\n](https://example.com)'],
    ['in folded text', '<details>\n\n@ladderlint recheck\n\n</details>'],
    ['in a heading', '# @ladderlint recheck'],
    ['that is escaped', '\\@ladderlint recheck'],
    ['to a name that only begins alike', '@ladderlint-fans recheck'],
    ['to another', '@ada recheck']
  ])('leaves alone a line %s', (_where, body) => {
    expect(commandsOf(body)).toEqual([])
  })

  it('tells a comment of commands alone from one that says something to people', () => {
    expect(parseComment('@ladderlint recheck\n\n@ladderlint help\n', NAMES).onlyCommands).toBe(true)
    expect(parseComment('@ladderlint recheck\nAda, have a look.', NAMES).onlyCommands).toBe(false)
  })

  it('carries out each command once, and no more than ten', () => {
    expect(commandsOf('@ladderlint recheck\n@ladderlint recheck')).toEqual(recheck)
    const many = Array.from({length: 14}, (_, index) => `@ladderlint explain rule-${index}`).join('\n')
    const {commands, dropped} = parseComment(many, NAMES)
    expect(commands).toHaveLength(MOST_COMMANDS)
    expect(dropped).toBe(4)
  })

  it('keeps a reason on one line and short', () => {
    const [command] = commandsOf(`@ladderlint ignore grade-table because ${'why '.repeat(1000)}`)
    expect(command?.kind === 'ignore' && command.because.length).toBe(500)
  })

  it('never throws and never takes long, whatever the comment', () => {
    const pieces = fc.constantFrom(
      '@ladderlint ',
      '@ladderlint ignore grade-table because ',
      '\n',
      '\n\n',
      '\r',
      '>',
      '>>>\n',
      '- ',
      '`',
      '```',
      '<!--',
      '-->',
      '<details>',
      '</details',
      '[',
      '](',
      '*',
      '_',
      '\\',
      '&#64;',
      'until ',
      '2026-12-31',
      '\u202E',
      '\uD800',
      '\0'
    )
    const hostile = fc.oneof(
      fc.string({unit: 'binary', maxLength: 300}),
      fc.array(pieces, {maxLength: 60}).map((list) => list.join('')),
      fc.tuple(pieces, fc.nat(12_000)).map(([piece, count]) => `@ladderlint help\n${piece.repeat(count)}`)
    )
    fc.assert(
      fc.property(hostile, (body) => {
        const {commands, dropped} = parseComment(body, NAMES)
        expect(commands.length).toBeLessThanOrEqual(MOST_COMMANDS)
        expect(dropped === 0 || commands.length === MOST_COMMANDS).toBe(true)
        if (commands.length > 0) expect(addresses(body, NAMES)).toBe(true)
      }),
      {numRuns: 500}
    )
  })
})

describe('addresses', () => {
  it('asks for the name at the start of a line', () => {
    expect(addresses('Hello\n  @ladderlint recheck', NAMES)).toBe(true)
    expect(addresses('Hello @ladderlint', NAMES)).toBe(false)
    expect(addresses('@ladder recheck', NAMES)).toBe(false)
  })

  it('takes anybody spoken to for the bot while nobody knows its name', () => {
    expect(addresses('@handbook-bot recheck', undefined)).toBe(true)
    expect(addresses('no name', undefined)).toBe(false)
  })
})
