import {describe, expect, it} from 'vitest'
import {applyFixes} from '../../rules/apply-fixes.ts'
import {fixesOf, renameHeadings} from '../../rules/rename-headings.ts'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {openHandbook} from '../../src/handbook/open-handbook.ts'
import {parsePage} from '../../src/page/parse-page.ts'

const PATH = 'content/job-families/example/parts.md'

/** The page after `from` was written as `to` in its first heading that has it. */
async function renamed(text: string, from: string, to: string): Promise<string | null> {
  const page = parsePage(PATH, text)
  const start = text.indexOf(`# ${from}`) + 2
  const edit = {start, end: start + from.length, text: to}
  const handbook = openHandbook(openMemorySnapshot({[PATH]: text}))
  const [fix] = fixesOf([[edit]], await renameHeadings(page, handbook, [edit]))
  return fix ? applyFixes(text, [fix]).text : null
}

describe('renameHeadings', () => {
  it('takes the links of the page to the heading along, in every form', async () => {
    const text =
      '# Pars\n\n[a](#pars), [b](/job-families/example/parts/#pars), [c](/job-families/other/#pars), [d][d]\n\n[d]: #pars\n'
    expect(await renamed(text, 'Pars', 'Parts')).toBe(
      '# Parts\n\n[a](#parts), [b](/job-families/example/parts/#parts), [c](/job-families/other/#pars), [d][d]\n\n[d]: #parts\n'
    )
  })

  it('follows equal ids that are numbered anew', async () => {
    const text = '# Grade\n\n# Level\n\n# Level\n\n[first](#level), [second](#level-1)\n'
    expect(await renamed(text, 'Level', 'Levels')).toBe(
      '# Grade\n\n# Levels\n\n# Level\n\n[first](#levels), [second](#level)\n'
    )
  })

  it('renames nothing when headings come or go with it', async () => {
    expect(await renamed('# Parts\n', 'Parts', 'Parts\n\n# More')).toBeNull()
  })
})
