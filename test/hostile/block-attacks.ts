/**
 * Attacks by what Markdown's blocks and spans are made of, each of them the least of it: definitions, HTML, quotes, tables,
 * entities, and what other renderers than ours give a meaning.
 */
import {type Attacks, body, fill, series} from './attack.ts'

export const blockAttacks: Attacks = {
  'definitions of one letter': body((size) => series((index) => `[${index}]:a\n`, size)),
  'definitions without an address': body((size) => fill('[a]:\n', size)),
  'definitions in angle brackets that never close': body((size) => fill('[a]: <b\n', size)),
  'definitions over two lines': body((size) => fill('[a]:\nb\n"c\n', size)),
  'a label without an end': body((size) => `[${fill('a\\] ', size)}`),
  'labels in full, collapsed and short': body(
    (size) => `[a]: /x\n\n${fill('[a][] [a] [b][a] ![a][] ', size)}`
  ),
  'labels that differ by case': body((size) =>
    series((index) => `[\u1e9e${'sS'[index % 2]}${index}]: /x${index}\n`, size)
  ),
  'labels between brackets': body((size) => fill('[a] [b](c] [d][e ', size)),
  'exclamation marks before brackets': body((size) => fill('![', size)),
  'parentheses in addresses': body((size) => `[a](${'('.repeat(size / 2)}${')'.repeat(size / 2)})`),
  'titles of every kind': body((size) => fill(`[a](b "c" 'd' (e `, size)),
  'emphasis around emphasis in turn': body((size) => fill('**a *b _c __d ', size)),
  'emphasis that closes backwards': body((size) => fill('a* b** ', size)),
  'code spans of two lengths': body((size) => fill('`` ` ', size)),
  'backslashes and backticks': body((size) => fill('\\`', size)),
  'less-than signs': body((size) => '<'.repeat(size)),
  ampersands: body((size) => '&'.repeat(size)),
  'entities that never end': body((size) => fill('&#1234567', size)),
  'entities of many letters': body((size) => fill('&CounterClockwiseContourIntegral;', size)),
  'tags of one letter': body((size) => fill('<a>', size)),
  'closing tags': body((size) => fill('</a>', size)),
  'attributes that never close': body((size) => fill('<a b="', size)),
  'addresses that never close': body((size) => fill('<http:a', size)),
  'mail addresses that never close': body((size) => fill('<a@b.', size)),
  'processing instructions': body((size) => fill('<?a ', size)),
  'blocks of HTML': body((size) => fill('<div>\n\n</div>\n\n', size)),
  'blocks of HTML that never end': body((size) => fill('<script>\n<style>\n<pre>\n', size)),
  'details in details': body((size) => fill('<details><summary>a</summary>\n\n', size)),
  'links in HTML': body((size) => fill('<a href=x><a href="y">z</a>', size)),
  'links in HTML whose quotes are mixed': body((size) => fill(`<a href='x" href="y' >`, size)),
  'comments of nothing': body((size) => fill('<!---->', size)),
  'comments in comments': body((size) => fill('<!-- a --> <!-- <!-- b ', size)),
  'fences of every length': body((size) => series((index) => `${'`'.repeat((index % 200) + 3)}\n`, size)),
  'fences with much to say': body((size) => `\`\`\`${'a'.repeat(size)}\n`),
  suggestions: body((size) => fill('```suggestion:-0+0\nx\n```\n\n', size)),
  'suggestions in bullets': body((size) => fill('- `Gitlab`\n  ```suggestion:-99+99\n', size)),
  'pictures of ladders': body((size) =>
    fill('```mermaid\ngraph TD; A-->B; click A "javascript:alert(1)"\n```\n', size)
  ),
  'levels that a picture would take for its own': body((size) =>
    series((index) => `### Senior "];end;click A call x() ${index}\n\nis a grade ${index % 13}\n\n`, size)
  ),
  'indented code': body((size) => fill('    a\n\n', size)),
  'indentation that grows and shrinks': body((size) =>
    series((index) => `${' '.repeat(index % 60)}- a\n`, size)
  ),
  'numbered lists in quotes': body((size) => fill('> 1. a\n> 2) b\n', size)),
  'lazy lines behind quotes': body((size) => `> a\n${fill('b\n', size)}`),
  'lazy lines behind items': body((size) => `- a\n${fill('b c\n', size)}`),
  'rows without a header': body((size) => fill('| a | b |\n', size)),
  'headers without rows': body((size) => fill('a | b\n-|-\n', size)),
  'a header of colons': body((size) => `| a |\n|${':-:|'.repeat(size / 4)}\n| b |\n`),
  'escaped pipes': body((size) => `| Level | Grade |\n|---|---|\n${fill('| \\|\\|\\| | `|` |\n', size)}`),
  'rows with a link each': body(
    (size) => `| Level | Grade |\n|---|---|\n${series((index) => `| [P${index}](#p${index}) | 7 |\n`, size)}`
  ),
  'rows of levels beside levels': body(
    (size) =>
      `| Level | Grade |\n|---|---|\n${series((index) => `|Senior ${index}|7|\n`, size / 2)}\n\n${series((index) => `### Senior P${index}\n`, size / 2)}`
  ),
  'definition lists and footnotes': body((size) => fill('a\n: b[^1]\n\n[^1]: c\n', size)),
  'references of GitLab': body((size) =>
    fill('@all #1 !1 $1 &1 %1 ~"a b" [vulnerability:1] group/project#1 :tada: ^[a] [[_TOC_]] ', size)
  ),
  'headings that are quick actions': body((size) =>
    series((index) => `### /close ${index}\n\n/merge\n\n### @all (Grade ${index % 20})\n\n`, size)
  ),
  'half of a letter': body((size) =>
    series((index) => `### Pilot \ud83d${index}\n\n[a](/\udc00${index})\n\n`, size)
  ),
  'letters that grow in capitals': body((size) =>
    series((index) => `### \ufb03\u0149\u00df\u0130 ${index}\n\nis a grade 7\n\n`, size)
  ),
  'a heading for each key of an object': body((size) =>
    series((index) => `## ${['constructor', '__proto__', 'toString', 'valueOf', 'then'][index % 5]}\n`, size)
  ),
  'grades from one to far away': body((size) =>
    fill('is a grade 1 to 999999999, grades 3-4000000000 or grade 1e9. ', size)
  ),
  'ranges of grades at levels': body((size) =>
    series((index) => `### Senior P${index} (Grade 1 to 99999999)\n\nis a grade 5 - 99\n\n`, size)
  ),
  'ladders that go round': body((size) =>
    series(
      (index) =>
        `## Career Ladder\n\n[P](/job-families/delivery/target/#p${index}) [Q](#career-ladder-${index})\n\n`,
      size
    )
  ),
  'addresses of percents': body((size) => fill(`[a](/${'%'.repeat(200)}) `, size)),
  'addresses of dots': body((size) => fill(`[a](${'./'.repeat(100)}) [b](/${'../'.repeat(90)}) `, size)),
  'addresses of the rules': body((size) =>
    fill('[a](/handbook/x.md?plain=1#L1-99) [b](?a=b#c) [c](#) [d]() ', size)
  ),
  'anchors of one page': body((size) =>
    series((index) => `[a](/job-families/delivery/#x${index})\n\n`, size)
  ),
  'shortcodes that hold pages': body((size) => fill('{{% include "a.md" %}}\n{{< partial "b" >}}\n', size)),
  'shortcodes in headings': body((size) => series((index) => `## {{< x "${index}" >}} Pilot {#p}\n`, size)),
  'ERB in front of everything': body((size) => fill('<%= partial "a" %>\n## <%= b %>\n', size))
}
