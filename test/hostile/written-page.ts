/**
 * Pages put together by chance from what job-family pages are made of, and from what breaks them: front matter, headings,
 * sentences, tables, lists, links, comments, shortcodes, fences.
 */
import fc from 'fast-check'

const junk = fc.constantFrom(
  '',
  '',
  '',
  '',
  ' ',
  '\t',
  '\\',
  '*',
  '**',
  '_',
  '`',
  '``',
  '|',
  '<',
  '>',
  '&',
  '&amp;',
  '[',
  ']',
  '](',
  '<!--',
  '-->',
  '{{<',
  '>}}',
  '{{%',
  '<%',
  '%>',
  '{#a}',
  '{: .a}',
  '#',
  '/close',
  '@all',
  '\u00a0',
  '\u200b',
  '\u2028',
  '\u202e',
  '\ud83d',
  '\u0301',
  '\uFEFF',
  '\r',
  '</details>',
  '\u00e2\u20ac\u2122'
)
const word = fc.constantFrom(
  'Pilot',
  'Engineer',
  'Manager',
  'Senior',
  'Staff',
  'Intermediate',
  'Sr.',
  'Director',
  'of',
  'Ships',
  'Gitlab',
  'Git Lab',
  'he',
  'she',
  'guru',
  'you will',
  'TODO',
  'grade',
  '7',
  '8.5',
  '5+ years of experience',
  'constructor',
  '__proto__',
  'Level',
  'I',
  'II'
)
const name = fc
  .array(fc.oneof({weight: 6, arbitrary: word}, {weight: 1, arbitrary: junk}), {minLength: 1, maxLength: 5})
  .map((words) => words.join(' '))
const grade = fc.oneof(fc.integer({min: -1, max: 20}), fc.constantFrom(999_999_999, 1e21, 0.5)).map(String)

const url = fc.oneof(
  fc.constantFrom(
    '',
    '#',
    '/',
    '/handbook/',
    '#job-grade',
    '/job-families/delivery/target/',
    '/job-families/delivery/target/#senior-pilot',
    '../target/',
    '{{< ref "target.md#levels" >}}',
    'https://about.gitlab.com/handbook/',
    'javascript:alert(1)',
    '<a b>',
    '%E0%A4%A',
    '//x',
    'mailto:a@b'
  ),
  name.map((text) => `/${text.replaceAll(' ', '-')}/`)
)
const link = fc.tuple(name, url).map(([text, to]) => `[${text}](${to})`)
const inline = fc.oneof(
  {weight: 4, arbitrary: name},
  {weight: 2, arbitrary: link},
  {weight: 1, arbitrary: junk},
  {weight: 1, arbitrary: name.map((text) => `\`${text}\``)}
)

const heading = fc
  .tuple(
    fc.integer({min: 1, max: 7}),
    fc.oneof(
      name,
      fc.constantFrom(
        'Levels',
        'Level',
        'Responsibilities',
        'Requirements',
        'Job Grade',
        'Career Ladder',
        'Hiring Process',
        'Performance Indicators'
      )
    ),
    fc.option(grade),
    junk
  )
  .map(
    ([depth, text, number, tail]) =>
      `${'#'.repeat(depth)} ${text}${number === null ? '' : ` (Grade ${number})`}${tail}`
  )
const sentence = fc.oneof(
  fc.tuple(name, grade, url).map(([who, number, to]) => `The ${who} is a [grade ${number}](${to}).`),
  fc.tuple(name, name).map(([who, whom]) => `The ${who} reports to the ${whom}.`),
  fc.tuple(name, link).map(([who, step]) => `The next step in the ${who} job family is ${step}.`),
  name.map((whom) => `Extends the ${whom} responsibilities.`),
  fc.array(inline, {maxLength: 8}).map((parts) => parts.join(' '))
)
const marker = fc.constantFrom(
  '- ',
  '* ',
  '+ ',
  '1. ',
  '2) ',
  '  - ',
  '    - ',
  '> ',
  '> - ',
  '- [ ] ',
  '-',
  ''
)
const list = fc
  .array(fc.tuple(marker, sentence), {minLength: 1, maxLength: 6})
  .map((items) => items.map((item) => item.join('')).join('\n'))
const row = fc
  .array(fc.oneof(name, link, grade, junk), {maxLength: 4})
  .map((cells) => `| ${cells.join(' | ')} |`)
const table = fc
  .tuple(
    fc.constantFrom('| Level | Grade |', '| Level |', '|Job Title|Grade|x|', 'Level | Grade'),
    fc.constantFrom('|---|---|', '|:-:|', '| --- | --- | --- |', '-|-'),
    fc.array(row, {maxLength: 5})
  )
  .map(([top, rule, rows]) => [top, rule, ...rows].join('\n'))
const comment = fc
  .tuple(
    fc.constantFrom('disable', 'enable', 'ignore', 'x'),
    fc.constantFrom('', 'level-order', 'grade-stated, level-name', 'unused-silence'),
    fc.constantFrom('', ' because of @all', ' until 2020-01-01', ' until x')
  )
  .map(([keyword, rules, tail]) => `<!-- ladderlint ${keyword} ${rules}${tail} -->`)
const fence = fc
  .tuple(
    fc.constantFrom('```', '~~~', '````', '```suggestion', '```mermaid'),
    sentence,
    fc.constantFrom('```', '~~~', '')
  )
  .map((lines) => lines.join('\n'))
const other = fc.constantFrom(
  '<div>',
  '</div>',
  '<a href="/x/">y</a>',
  '<details><summary>',
  '{{% alert %}}',
  '{{< /x >}}',
  '<%= partial "hiring" %>',
  '{: #id .c}',
  '---',
  '***',
  '[a]: /b',
  '[a]: <',
  '===',
  '    code',
  '<<<<<<< HEAD',
  '======='
)

const line = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'title',
        'description',
        'layout',
        'Title',
        'tilte',
        'aliases',
        '__proto__',
        '<<',
        '? x',
        '&a b',
        '- c'
      ),
      fc.oneof(
        name,
        grade,
        url,
        fc.constantFrom(
          '[]',
          '{}',
          '&a [*a]',
          '*a',
          '"',
          "'",
          '>-',
          '|',
          '!!js/function x',
          '2026-13-99',
          '1e999',
          'job_family_page',
          '\n  - a',
          '~'
        )
      )
    )
    .map((pair) => pair.join(': ')),
  junk
)
const frontMatter = fc
  .tuple(
    fc.constantFrom('---', '---', '---', '--- ', '---js', '+++', '{', '\uFEFF---'),
    fc.array(line, {maxLength: 5}),
    fc.constantFrom('---', '---', '---', '...', '+++', '')
  )
  .map(([open, lines, close]) => [open, ...lines, close].join('\n'))

const block = fc.oneof(
  {weight: 5, arbitrary: heading},
  {weight: 5, arbitrary: sentence},
  {weight: 3, arbitrary: list},
  {weight: 2, arbitrary: table},
  {weight: 1, arbitrary: comment},
  {weight: 1, arbitrary: fence},
  {weight: 2, arbitrary: other}
)
const gap = fc.constantFrom('\n\n', '\n\n', '\n\n', '\n', '\r\n', '\r', '\n\n\n', '')

export const writtenPage: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      {weight: 4, arbitrary: fc.constant('---\ntitle: Pilot\n---')},
      {weight: 2, arbitrary: frontMatter},
      {weight: 1, arbitrary: fc.constant('')}
    ),
    fc.array(fc.tuple(gap, block), {maxLength: 25})
  )
  .map(([top, blocks]) => top + blocks.map((pair) => pair.join('')).join(''))

/** Bytes that may be no text. */
export const anyBytes: fc.Arbitrary<Uint8Array> = fc.uint8Array({maxLength: 400})
