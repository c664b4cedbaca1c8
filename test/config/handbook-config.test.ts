import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {z} from 'zod'
import {rules as preset} from '../../rules/index.ts'
import {configError, mistakeLine} from '../../src/config/config-mistake.ts'
import {parseHandbookConfig} from '../../src/config/parse-handbook-config.ts'

const rules = [
  {name: 'level-order', options: null},
  {
    name: 'grade-gap',
    options: z.strictObject({most: z.int().min(1).default(3), words: z.array(z.string()).default([])})
  }
]

const mistakesOf = (text: string) =>
  parseHandbookConfig(text, rules).mistakes.map((mistake) => mistakeLine('.ladderlint.yml', mistake))

describe('a .ladderlint.yml', () => {
  it('sets severities, options, overrides, paths and manners', () => {
    const {config, mistakes} = parseHandbookConfig(
      `rules:
  level-order: off
  grade-gap: {severity: probation, options: {most: 2}}
overrides:
  - paths: [content/job-families/sales/**]
    rules: {level-order: warning}
paths: {families: [content/roles/], ignore: [content/job-families/archive/]}
fail-on: never
review: {threads-from: error, most-threads: 5, drafts: full, reviewer: off}
labels: {grade-change: job grade}
approvals: [{who: Total Rewards}, {who: the e-group, from-grade: 12}]
`,
      rules
    )
    expect(mistakes).toEqual([])
    expect(config).toMatchObject({
      rules: {
        'level-order': {severity: 'off'},
        'grade-gap': {severity: 'probation', options: {most: 2, words: []}}
      },
      overrides: [{paths: ['content/job-families/sales/**'], rules: {'level-order': {severity: 'warning'}}}],
      paths: {families: ['content/roles/'], ignore: ['content/job-families/archive/']},
      failOn: 'never',
      review: {threadsFrom: 'error', mostThreads: 5, drafts: 'full', reviewer: 'off'},
      labels: {gradeChange: 'job grade'},
      approvals: [{who: 'Total Rewards'}, {who: 'the e-group', fromGrade: 12}]
    })
  })

  it.each(['', '# nothing\n', 'rules:\npaths:\nreview:\n', '---\nrules: {}\n...\n', '\uFEFFrules:\r\n'])(
    'may say nothing: %j',
    (text) => {
      expect(mistakesOf(text)).toEqual([])
    }
  )

  it('is told with line, column and the nearest name', () => {
    expect(mistakesOf('rules:\n  level-ordr: off\n')).toEqual([
      '.ladderlint.yml:2:3 no rule is called "level-ordr". Did you mean "level-order"?'
    ])
  })

  it('is told all its mistakes at once, in the order of the file', () => {
    const text = `rules:
  level-order: critical
  grade-gap: {options: {most: two, wrds: []}}
overrides:
  - paths: [/content/x, "a{b,c}"]
    rules: {level-order: {options: {most: 1}}}
  - rules: {}
paths: content
review: {most-threads: 300, drafts: loud, threads_from: info}
fail-on:
rule: {}
`
    expect(mistakesOf(text)).toEqual([
      '.ladderlint.yml:2:16 "critical" is no value of rules.level-order. Write error, warning, info, probation or off',
      '.ladderlint.yml:3:31 rules.grade-gap.options.most must be a number',
      '.ladderlint.yml:3:36 no setting is called "wrds" in rules.grade-gap.options',
      '.ladderlint.yml:5:13 "/content/x" must be written from the handbook\'s top folder, as in "content/…"',
      '.ladderlint.yml:5:25 "a{b,c}" has braces, a backslash or "!": only *, ** and ? mean something',
      '.ladderlint.yml:6:27 "level-order" has no options',
      '.ladderlint.yml:7:5 overrides[2].paths is missing',
      '.ladderlint.yml:8:8 paths must be a map of "name: value" lines',
      '.ladderlint.yml:9:24 review.most-threads must be at most 100',
      '.ladderlint.yml:9:37 "loud" is no value of review.drafts. Write quiet, full or off',
      '.ladderlint.yml:9:43 no setting is called "threads_from" in review. Did you mean "threads-from"?',
      '.ladderlint.yml:11:1 no setting is called "rule". Did you mean "rules"?'
    ])
  })

  it.each([
    ['a tab', 'rules:\n\tlevel-order: off', '2:1 a tab stands where YAML wants spaces'],
    [
      'a name twice',
      'rules:\n  level-order: off\n  level-order: info\n',
      '3:3 "level-order" is written twice'
    ],
    ['two documents', 'rules: {}\n---\nrules: {}\n', '2:1 a second document begins; there can be only one'],
    ['no colon', 'rules\n  level-order: off\n', '1:1 a ":" is missing'],
    ['two colons', 'fail-on: error: yes', '1:10 a second ":" on the line; put the value in quotes'],
    ['a list for a map', '- rules', '1:1 the file must be a map of "name: value" lines'],
    ['an alias', 'rules: &all {}\npaths: *all\n', '2:8 "*all" is an alias; write out what it stands for'],
    ['a tag', 'rules: !!js/function x', '1:8 a tag ("!…") means nothing here'],
    ['a list for a name', '? [rules]\n: {}\n', '1:3 a name must be a text'],
    ['an object of JavaScript', '__proto__: {}', '1:1 no setting is called "__proto__"']
  ])('is told in words: %s', (_, text, told) => {
    expect(mistakesOf(text)[0]).toContain(`.ladderlint.yml:${told}`)
  })
})

describe('a hostile .ladderlint.yml', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
  for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf', 'hg', 'ih'])
    bomb.push(`${name}: &${name} [${`*${of}, `.repeat(8)}*${of}]`)

  it.each([
    ['aliases that stand for millions of values', `${bomb.join('\n')}\nrules: *i\n`, 'is an alias'],
    ['1 MB', `rules: {}\n${'# filled up\n'.repeat(90_000)}`, 'larger than 32 kB'],
    ['a line of 30,000 characters', `rules: "${'x'.repeat(30_000)}"`, 'the line is too long'],
    ['lists in lists', '['.repeat(400), 'cannot be read'],
    ['lists in lists on many lines', `${'['.repeat(400)}\n`.repeat(70), 'nested too deep'],
    ['keys in keys', '? '.repeat(249), 'a name must be a text'],
    ['thousands of names', Array.from({length: 4000}, (_, n) => `k${n}:`).join('\n'), 'no setting is called']
  ])('is refused in bounded time: %s', (_, text, told) => {
    expect(mistakesOf(text)[0]).toContain(told)
  })

  it('never throws, and says of every text either what it sets or what is wrong', () => {
    const piece = fc.constantFrom(
      ...[
        'rules',
        'level-order',
        ':',
        ' ',
        '\n',
        '- ',
        '  ',
        'off',
        '{',
        '}',
        '[',
        ']',
        '"',
        "'",
        '&a',
        '*a'
      ],
      ...[
        '? ',
        '| ',
        '#',
        '---',
        '!x ',
        '\t',
        '<<',
        'null',
        '~',
        '%YAML 1.1\n',
        'overrides',
        'paths',
        '\u0000'
      ]
    )
    fc.assert(
      fc.property(fc.array(piece, {maxLength: 40}), (pieces) => {
        const {config, mistakes} = parseHandbookConfig(pieces.join(''), rules)
        expect(config === undefined).toBe(mistakes.length > 0)
        for (const {line, column} of mistakes) expect(Math.min(line, column)).toBeGreaterThanOrEqual(1)
      })
    )
  })
})

describe('configError', () => {
  const mistake = {line: 7, column: 3, text: 'no rule is called "x"'}

  it('tells one mistake with its hint, and ends with exit status 2', () => {
    const error = configError('hb/.ladderlint.yml', [{...mistake, hint: 'Did you mean "y"?'}])
    expect(error).toMatchObject({
      message: 'hb/.ladderlint.yml:7:3 no rule is called "x"',
      hint: 'Did you mean "y"?',
      exitCode: 2
    })
  })

  it('tells many as a list, and counts what nobody would read', () => {
    const {message} = configError(
      '.ladderlint.yml',
      Array.from({length: 25}, () => mistake)
    )
    expect(message.split('\n')).toHaveLength(22)
    expect(message).toMatch(/^25 mistakes in \.ladderlint\.yml:\n {2}\.ladderlint\.yml:7:3 /)
    expect(message).toMatch(/and 5 more$/)
  })
})

describe('docs/configuration.md', () => {
  it('shows a configuration without mistakes', () => {
    const docs = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8')
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(docs) ?? []
    expect(example).toContain('rules:')
    expect(parseHandbookConfig(example, preset).mistakes).toEqual([])
  })
})
