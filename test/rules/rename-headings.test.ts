import {describe, expect, it} from 'vitest'
import {applyFixes} from '../../rules/apply-fixes.ts'
import {headingRenamer} from '../../rules/rename-headings.ts'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {openHandbook} from '../../src/handbook/open-handbook.ts'
import {parsePage} from '../../src/page/parse-page.ts'

const PATH = 'content/job-families/example/parts.md'

/** The page after `from` was written as `to` in its first heading that has it. */
async function renamed(text: string, from: string, to: string): Promise<string | null> {
  const page = parsePage(PATH, text)
  const heading = page.family.headings.find((each) => each.text.includes(from))
  const handbook = openHandbook(openMemorySnapshot({[PATH]: text}))
  const rewordings = heading ? [{heading, written: from, better: to}] : []
  const {
    fixes: [fix]
  } = await headingRenamer(page, handbook)(rewordings)
  return fix ? applyFixes(text, [fix]).text : null
}

describe('headingRenamer', () => {
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

  it('knows ids that are written out, which do not follow the words', async () => {
    expect(await renamed('# Pars {#parts}\n\n# Parts\n\n[a](#parts)\n', 'Pars', 'Part')).toBe(
      '# Part {#parts}\n\n# Parts\n\n[a](#parts)\n'
    )
  })

  it('leaves words alone that stand there twice, or in other letters than they are read', async () => {
    expect(await renamed('# Parts of Parts\n', 'Parts', 'Tools')).toBeNull()
    expect(await renamed('# P**ar**ts\n', 'Parts', 'Tools')).toBeNull()
  })
})
