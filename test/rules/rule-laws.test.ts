import {describe, expect, it} from 'vitest'
import {defineRule, type RuleDefinition} from '../../rules/define-rule.ts'
import {createPlaces} from '../../src/page/places.ts'
import {parseExamples} from './readme-examples.ts'
import {brokenLaws, check, describeFinding, findingsOfEmptyPage, fixAll} from './rule-laws.ts'

const PAGE = `---
title: Practice Engineer
---

## Responsibilities

- Bad word here
- Another bad word
`

const [example] = parseExamples(`## Good\n\n\`\`\`markdown\n${PAGE}\`\`\`\n`)
if (!example) throw new Error('the example was not read')

/** A rule that breaks the laws which `run` breaks. */
function ruleThat(run: RuleDefinition<undefined>['run'], rest: Partial<RuleDefinition<undefined>> = {}) {
  return defineRule({name: 'no-bad-word', severity: 'warning', fixes: true, summary: '', run, ...rest})
}

/** Writes "good" for each "bad", in the way the laws want it. */
const lawful = ruleThat(({page, report}) => {
  const placeOf = createPlaces(page.text)
  for (const {index} of page.text.matchAll(/bad/gi)) {
    const [start, end] = [index, index + 3]
    const fix = {edits: [{start, end, text: 'good'}]}
    report({
      reason: 'Write "good"',
      place: placeOf(start, end),
      key: `bad ${page.text.slice(start, end + 5)}`,
      fix
    })
  }
})

describe('brokenLaws', () => {
  it('names none for a rule that obeys', async () => {
    expect((await check(lawful, example)).map(describeFinding)).toEqual([
      '7:3-7:6 warning Write "good"',
      '8:11-8:14 warning Write "good"'
    ])
    expect(await brokenLaws(lawful, example)).toEqual([])
    expect(await fixAll(lawful, example)).toBe(PAGE.replaceAll(/bad/gi, 'good'))
  })

  it('catches a rule that changes the tree, and one that changes the model', async () => {
    const changesTree = ruleThat(({page}) => void page.tree.children.pop())
    const changesModel = ruleThat(({family}) => void Object.assign(family, {title: 'Mine'}))
    expect(await brokenLaws(changesTree, example)).toEqual([expect.stringContaining('it throws')])
    expect(await brokenLaws(changesModel, example)).toEqual([expect.stringContaining('it throws')])
  })

  it('catches a place outside the page, and one whose line and offset are two things', async () => {
    const outside = {start: {line: 90, column: 1, offset: 900}, end: {line: 90, column: 2, offset: 901}}
    const torn = {start: {line: 2, column: 1, offset: 0}, end: {line: 2, column: 3, offset: 6}}
    const reason = 'Here'
    const broken = [`a place lies outside the page: ${reason}`]
    expect(
      await brokenLaws(
        ruleThat(({report}) => report({reason, place: outside, key: 'a'})),
        example
      )
    ).toEqual(expect.arrayContaining(broken))
    expect(
      await brokenLaws(
        ruleThat(({report}) => report({reason, place: torn, key: 'a'})),
        example
      )
    ).toEqual(expect.arrayContaining(broken))
  })

  it('catches edits that overlap', async () => {
    const rule = ruleThat(({page, report}) => {
      const edits = [
        {start: 30, end: 40, text: ''},
        {start: 35, end: 45, text: ''}
      ]
      if (page.text.includes('Bad word'))
        report({reason: 'Cut', place: createPlaces(page.text)(30, 45), key: 'a', fix: {edits}})
    })
    expect(await brokenLaws(rule, example)).toContain('its edits overlap or lie outside: Cut')
  })

  it('catches a reason of two lines, and an empty one', async () => {
    const say = (reason: string) =>
      ruleThat(({page, report}) => report({reason, place: createPlaces(page.text)(0, 1), key: 'a'}))
    expect(await brokenLaws(say('One\ntwo'), example)).toContain('a reason is not one line: One\ntwo')
    expect(await brokenLaws(say(''), example)).toContain('a reason is not one line: ')
  })

  it('catches a fix that leaves the finding, and one that starts another', async () => {
    const write = (text: string) =>
      ruleThat(({page, report}) => {
        for (const {index} of page.text.matchAll(/bad|worse/g)) {
          const fix = {edits: [{start: index, end: index + 3, text}]}
          report({
            reason: 'No',
            place: createPlaces(page.text)(index, index + 3),
            key: page.text.slice(index, index + 5),
            fix
          })
        }
      })
    expect(await brokenLaws(write('bad'), example)).toEqual([
      'after the fix of "warning bad w" there is "warning bad w"'
    ])
    expect(await brokenLaws(write('worse'), example)).toEqual(
      expect.arrayContaining(['after the fix of "warning bad w" there is "warning worse"'])
    )
  })

  it('catches a rule that counts on "\\n"', async () => {
    const rule = ruleThat(({page, report}) => {
      const index = page.text.indexOf('word here\n')
      if (index !== -1) report({reason: 'No', place: createPlaces(page.text)(index, index + 9), key: 'a'})
    })
    expect(await brokenLaws(rule, example)).toEqual(['CRLF line ends change the findings'])
  })

  it('catches a fix that brings its own line ends', async () => {
    const rule = ruleThat(({page, report}) => {
      const index = page.text.indexOf('- Bad')
      const fix = {edits: [{start: index, end: index + 5, text: '- Good\n- Better'}]}
      if (index !== -1)
        report({reason: 'No', place: createPlaces(page.text)(index, index + 5), key: 'a', fix})
    })
    expect(await brokenLaws(rule, example)).toEqual(['CRLF line ends change the fix'])
  })

  it('catches a rule that counts on a last line end', async () => {
    const rule = ruleThat(({page, report}) => {
      const index = page.text.search(/word\r?\n$/)
      if (index !== -1) report({reason: 'No', place: createPlaces(page.text)(index, index + 4), key: 'a'})
    })
    expect(await brokenLaws(rule, example)).toEqual(['a missing last line end changes the findings'])
  })

  it('catches a key that holds a line number', async () => {
    const rule = ruleThat(({page, report}) => {
      const index = page.text.indexOf('Bad')
      const place = createPlaces(page.text)(index, index + 3)
      report({reason: 'No', place, key: `line ${place.start.line}`})
    })
    expect(await brokenLaws(rule, example)).toEqual(['a key or a reason depends on the line'])
  })

  it('catches a rule that throws', async () => {
    const rule = ruleThat(() => {
      throw new TypeError('no title')
    })
    expect(await brokenLaws(rule, example)).toEqual([expect.stringContaining('no title')])
  })
})

describe('findingsOfEmptyPage', () => {
  it('shows what a rule says about nothing', async () => {
    const chatty = ruleThat(
      ({page, report}) => report({reason: 'Empty', place: createPlaces(page.text)(0, 0), key: 'a'}),
      {
        kinds: ['family', 'executive', 'expert', 'index']
      }
    )
    expect(await findingsOfEmptyPage(chatty)).toEqual(['1:1-1:1 warning Empty'])
    expect(await findingsOfEmptyPage(lawful)).toEqual([])
  })
})
