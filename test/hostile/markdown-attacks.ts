/**
 * Attacks on who reads Markdown: what nests, what never closes, what refers, and what there is far too much of.
 */
import {type Attacks, body, fill, series} from './attack.ts'

export const markdownAttacks: Attacks = {
  'quotes in quotes': body((size) => '>'.repeat(size)),
  'quotes in quotes, line by line': body((size) => fill(`${'> '.repeat(30)}a\n`, size)),
  'quotes apart': body((size) => fill('> a\n\n', size)),
  'lists in lists on one line': body((size) => '- '.repeat(size / 2)),
  'lists in lists by indentation': body((size) => {
    const depth = Math.floor(Math.sqrt(size))
    return Array.from({length: depth}, (_, index) => `${'  '.repeat(index)}- a`).join('\n')
  }),
  'lists that change their depth': body((size) => fill('- a\n  - b\n    - c\n', size)),
  'lists that change their marker': body((size) => fill('- a\n* b\n+ c\n1. d\n2) e\n', size)),
  'a list of ten thousand items': body((size) => fill('- Steer\n', size)),
  'list numbers beyond counting': body((size) => series((index) => `${'9'.repeat(9)}. a${index}\n\n`, size)),
  'emphasis that never closes': body((size) => fill('*a_ ', size)),
  'emphasis in emphasis': body((size) => `${'*'.repeat(size / 4)}a${'*'.repeat(size / 4)}`),
  'emphasis that almost closes': body((size) => fill('a**b', size) + 'c* '.repeat(size / 8)),
  'underlines and asterisks in turn': body((size) => fill('_*__**', size)),
  'brackets that never close': body((size) => '['.repeat(size)),
  'brackets in brackets': body((size) => `${'['.repeat(size / 3)}a${']'.repeat(size / 3)}`),
  'links in links': body((size) => fill('[a](', size)),
  'images in links in images': body((size) => fill('![[a](b)', size)),
  'link titles that never close': body((size) => fill('[a](b "', size)),
  'angle brackets that never close': body((size) => fill('<a ', size)),
  'addresses in angle brackets': body((size) => fill('<https://example.com/>', size)),
  'bare addresses': body((size) => fill('https://example.com/a@b.example.com ', size)),
  'addresses without an end': body(
    (size) => `https://${fill('a.', size / 2)} ${fill('www.', size / 4)} ${'a@'.repeat(size / 8)}`
  ),
  'reference definitions': body(
    (size) =>
      series((index) => `[r${index}]: /x${index}/\n`, size / 2) + series((index) => `[r${index}] `, size / 2)
  ),
  'references to one definition': body(
    (size) => `[a]: /job-families/${'x'.repeat(2000)}/\n\n${fill('[a]\n', size)}`
  ),
  'references to nothing': body((size) => fill('[a][b]\n\n', size)),
  'one definition thousands of times': body((size) => fill('[a]: b\n', size)),
  'footnotes of footnotes': body((size) => series((index) => `[^${index}]: [^${index + 1}] text\n`, size)),
  'code spans that never close': body((size) => series((index) => `${'`'.repeat((index % 300) + 1)}a`, size)),
  'a fence that never closes': body((size) => `\`\`\`md\n${fill('## Senior Pilot\n', size)}`),
  'fences in turn': body((size) => fill('```\na\n~~~\nb\n', size)),
  'fences in lists in quotes': body((size) => fill('> - ```\n', size)),
  'a comment that never closes': body((size) => `<!-- ${fill('-- <!-- ', size)}`),
  'comments that silence': body((size) =>
    fill('<!-- ladderlint disable level-order because of reasons -->\n\n', size)
  ),
  'one comment that silences for a megabyte': body(
    (size) => `<!-- ladderlint disable ${fill('level-order ', size)}-->`
  ),
  'HTML in HTML': body((size) => fill('<div>', size)),
  'HTML line by line': body((size) => fill('<div>\n<a href="x" id=y>z</a>\n\n', size)),
  'attributes without end': body((size) => `<a ${fill('x=y ', size)}`),
  'CDATA and declarations': body((size) => fill('<![CDATA[ <!X <? ', size)),
  'shortcodes that never close': body((size) => fill('{{< ref "', size)),
  'shortcodes in shortcodes': body((size) => fill('{{% a {{< b >}} %}} ', size)),
  'ERB that never closes': body((size) => fill('<% ', size)),
  'kramdown attributes': body((size) => fill('{: #id .class}\n', size)),
  'kramdown attributes that never close': body((size) => fill('{: #', size)),
  'explicit ids': body((size) => series((index) => `## Pilot ${index} {#pilot}\n`, size)),
  'underlined headings': body((size) => fill('a\n=\n', size)),
  'a thousand headings of one name': body((size) => fill('## Pilot\n', size)),
  'headings whose ids are numbered already': body((size) =>
    series((index) => `## Pilot\n## Pilot-${index}\n`, size)
  ),
  'a heading of a hundred kilobytes': body(
    (size) => `## ${fill('Senior Pilot, ', Math.min(size, 100_000))}\n\nis a grade 7\n`
  ),
  'a table of thousands of columns': body((size) => {
    const columns = Math.floor(size / 12)
    return `${'| a '.repeat(columns)}|\n${'|---'.repeat(columns)}|\n${'| b '.repeat(columns)}|\n`
  }),
  'a table of thousands of rows': body(
    (size) => `| Level | Grade |\n|---|---|\n${fill('| [Senior](#senior) | 7 | more |\n', size)}`
  ),
  'a row of thousands of cells': body(
    (size) => `| Level | Grade |\n|---|---|\n${'| b '.repeat(size / 4)}|\n`
  ),
  'tables beside tables': body((size) => fill('| a |\n|---|\n| b |\n\n', size)),
  pipes: body((size) => '|'.repeat(size)),
  escapes: body((size) => fill('\\(\\*\\', size)),
  entities: body((size) => fill('&amp;&#0;&#x110000;&#xD800;&NotAnEntity;', size)),
  'an entity without end': body((size) => `&${'a'.repeat(size)};`),
  'hard line breaks': body((size) => fill('a  \n', size)),
  'blank lines': body((size) => '\n'.repeat(size)),
  'one line of a megabyte': body((size) => 'x'.repeat(size)),
  'a ruler': body((size) => `${'-'.repeat(size)}x`),
  'rulers that are none': body((size) => fill('- - -x\n', size)),
  tabs: body((size) => fill('\t\ta\n', size)),
  'paragraphs of one letter': body((size) => fill('a\n\n', size))
}
