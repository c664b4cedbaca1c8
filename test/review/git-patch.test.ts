import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import fc from 'fast-check'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {type ChangedText, renderPatch} from '../../src/review/git-patch.ts'
import {fenced} from '../../src/review/quote.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ladderlint-patch-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

/** The files after git applied the patch as a reader copies it from a note. */
function applied(patch: string, files: readonly ChangedText[]): string[] {
  for (const {path, before} of files) {
    mkdirSync(dirname(join(folder, path)), {recursive: true})
    writeFileSync(join(folder, path), before)
  }
  const [block] = fromMarkdown(fenced(patch.replace(/\n$/, ''), 'diff')).children
  const copied = block?.type === 'code' ? `${block.value}\n` : ''
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], {cwd: folder, input: copied, stdio: 'pipe'})
  return files.map(({path}) => readFileSync(join(folder, path), 'utf8'))
}

const line = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '```',
    '````diff',
    '--- a/x',
    '+++ b/x',
    '@@ -1 +1 @@',
    '\\ No newline',
    '</details>',
    '/close',
    'diff --git a/x b/x',
    '-- ',
    '\t'
  ),
  fc.string({maxLength: 12}).map((text) => text.replace(/[\r\n]/g, ''))
)
const text = fc
  .tuple(fc.array(line, {maxLength: 12}), fc.boolean())
  .map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''))
const path = fc.constantFrom(
  'a.md',
  'content/job-families/a b.md',
  'ä/–.md',
  'q"uote\\.md',
  '-x.md',
  'a/--- b.md',
  "it's.md"
)

describe('renderPatch', () => {
  it('writes a patch that git applies to exactly the new texts, whatever they hold', () => {
    const file = fc.record({
      path,
      before: text.filter((before) => before !== ''),
      after: text.filter((after) => after !== '')
    })
    const files = fc.uniqueArray(file, {minLength: 1, maxLength: 3, selector: (one) => one.path})
    let written = 0
    fc.assert(
      fc.property(files, (changes) => {
        const patch = renderPatch(changes)
        if (patch === null) return
        written += 1
        expect(applied(patch, changes)).toEqual(changes.map(({after}) => after))
      }),
      {numRuns: 150}
    )
    expect(written).toBeGreaterThan(20)
  })

  it('changes a line at the end that no line end closes', () => {
    const file = {path: 'a.md', before: 'one\ntwo', after: 'one\nthree'}
    expect(applied(renderPatch([file]) ?? '', [file])).toEqual(['one\nthree'])
  })

  it.each([
    ['nothing changes', 'one\n', 'one\n'],
    ['lines end with \\r', 'one\r\ntwo\r\n', 'one\r\nthree\r\n'],
    ['a line near it holds a bidirectional mark', 'one \u202e\ntwo\n', 'one \u202e\nthree\n'],
    ['a line near it holds a control character', 'one \u0007\ntwo\n', 'one \u0007\nthree\n'],
    ['it would be too long', 'one\n', `${'x'.repeat(100)}\n`.repeat(200)]
  ])('writes none where %s', (_what, before, after) => {
    expect(renderPatch([{path: 'a.md', before, after}])).toBeNull()
  })
})
