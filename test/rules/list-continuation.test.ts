import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {applyFixes} from '../../rules/apply-fixes.ts'
import rule from '../../rules/list-continuation/rule.ts'
import {checkText} from './check-text.ts'

const TOP = '---\ntitle: Parts\n---\n\n## Requirements\n\n'

async function mended(list: string): Promise<string> {
  const [finding] = await checkText(rule, TOP + list)
  return finding?.fix ? applyFixes(TOP + list, [finding.fix]).text.slice(TOP.length) : list
}

describe('list-continuation', () => {
  it.each([
    ['* One.\nPartner and work with others', '* One.\n* Partner and work with others'],
    ['*   One\nKnowledge of parts', '*   One\n*   Knowledge of parts'],
    [' - One!\nWork alone\n - Two', ' - One!\n - Work alone\n - Two'],
    ['- - Nested.\nWork alone', '- - Nested.\n- Work alone'],
    ['- One.\r\nWork alone\r\n', '- One.\r\n- Work alone\r\n'],
    ['- skills with audiences\nPresentation skills', '- skills with audiences\n- Presentation skills']
  ])('gives %j its marker', async (list, better) => {
    expect(await mended(list)).toBe(better)
  })

  it.each([
    ['- One\nMore information is on the [page](/x/).', '- One\n\nMore information is on the [page](/x/).'],
    ['- One\r\nFor more, see the page.\r\n', '- One\r\n\r\nFor more, see the page.\r\n']
  ])('parts %j from its list', async (list, better) => {
    expect(await mended(list)).toBe(better)
  })

  it.each([
    ['a small letter', '- One\nand more'],
    ['a comma above', '- Ruby,\nWork with Go'],
    ['half a name above', '- Reports to the Senior\nDirector of parts'],
    ['a name', '- Works with our product.\nGitLab Runner is part of it'],
    ['another wrapped line', '- One.\nWork alone\n- Two\nthree four'],
    ['an indented line', '- One.\n  Work alone'],
    ['a blank line', '- One.\n\nWork alone'],
    ['a template', '- One.\n{Insert steps here}'],
    ['a quote', '> - One.\n> Work alone'],
    ['one word', '- One.\nManager.']
  ])('takes %s for a reason to leave a line alone', async (_what, list) => {
    expect(await checkText(rule, TOP + list)).toEqual([])
  })

  it('takes a sentence about details for a bullet where the list goes on below it', async () => {
    const list = '- One.\nAdditional details are here.\n- Two'
    expect(await mended(list)).toBe('- One.\n- Additional details are here.\n- Two')
  })

  it('adds nothing but a marker or a line end', async () => {
    const line = fc.constantFrom(
      '- One.',
      '* two',
      '1. Three',
      '   - four',
      'Work alone',
      'For more, ask',
      '',
      '> x',
      'y'
    )
    await fc.assert(
      fc.asyncProperty(fc.array(line, {maxLength: 12}), async (lines) => {
        const list = lines.join('\n')
        const strip = (text: string): string => text.replaceAll(/^[ \t]*(?:[-*]|\d\.)[ \t]+|\n/gm, '')
        expect(strip(await mended(list))).toBe(strip(list))
      })
    )
  })

  it('tells the same line by the same key when only its link changes', async () => {
    const key = async (url: string): Promise<string | undefined> =>
      (await checkText(rule, `${TOP}- One\nMore information is [here](${url}).`))[0]?.parts[0]?.key
    expect(await key('https://about.gitlab.com/handbook/hiring/')).toBe(await key('/x/'))
  })
})
