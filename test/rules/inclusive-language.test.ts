import retextEnglish from 'retext-english'
import retextEquality from 'retext-equality'
import {unified} from 'unified'
import {VFile} from 'vfile'
import {describe, expect, it} from 'vitest'
import {applyFixes} from '../../rules/apply-fixes.ts'
import {countCodedWords} from '../../rules/inclusive-language/coded-words.ts'
import {OF_EQUALITY} from '../../rules/inclusive-language/phrases.ts'
import rule from '../../rules/inclusive-language/rule.ts'
import {parsePage} from '../../src/page/parse-page.ts'
import {checkText} from './check-text.ts'

const PATH = 'content/job-families/example/parts-engineer.md'
const TOP = '---\ntitle: Parts Engineer\n---\n\n## Responsibilities\n\n'

async function found(text: string): Promise<string[]> {
  const findings = await checkText(rule, TOP + text)
  return findings.flatMap(({parts}) => parts.map(({key}) => key))
}

async function mended(text: string): Promise<string> {
  const findings = await checkText(rule, TOP + text)
  return applyFixes(
    TOP + text,
    findings.flatMap(({fix}) => fix ?? [])
  ).text.slice(TOP.length)
}

describe('inclusive-language', () => {
  it.each([
    ['what he/she sees', 'what they see'],
    ['He or she will lead', 'They will lead'],
    ['when s/he is ready', 'when they are ready'],
    ['as (s)he passes on', 'as they pass on'],
    ['if she / he identifies risks', 'if they identify risks'],
    ['helps him/her with his or her work', 'helps them with their work'],
    ['does not misrepresent him/herself', 'does not misrepresent themselves'],
    ['when he/she\nhas led', 'when they\nhave led'],
    ['A spokesman and the Chairwoman', 'A spokesperson and the Chair'],
    ['keep a whitelist and a blacklist', 'keep an allowlist and a denylist'],
    ['A middleman', 'An intermediary'],
    ['plan man-hours', 'plan staff hours'],
    ['run a sanity check', 'run a check'],
    ['tribal knowledge', 'institutional knowledge']
  ])('mends %j', async (text, better) => {
    expect(await mended(text)).toBe(better)
    expect(await found(better)).toEqual([])
  })

  it.each([
    ['when he/she often travels', 'he/she'],
    ['when he/she plans and decides', 'he/she'],
    ['Each manager supports his team', 'his'],
    ['You guys', 'guys'],
    ['Hire a ninja', 'ninja'],
    ['A craftsman', 'craftsman']
  ])('leaves the words for %j to a person', async (text, key) => {
    expect(await found(text)).toEqual([key])
    expect(await mended(text)).toBe(text)
  })

  it.each([
    'Leaders and analysts make data-driven decisions',
    'A master’s degree, the master branch, master of a subject',
    'Special projects, simple language, easy to run, just one, clearly',
    'An Engineering Fellow, fellow leaders, threat actors, GitLab heroes',
    'Women in leadership; cloud native; Brakeman',
    'Jo Doe talks about what makes him proud',
    'he/she/they and (she/her)',
    '`he/she` and [docs](/his/)',
    '## What’s it like to work at GitLab\n\nAn engineer talks about his work'
  ])('has nothing to say about %j', async (text) => {
    expect(await found(text)).toEqual([])
  })

  it.each([
    ['he/', undefined],
    ['he or she ', 'he or she'],
    ['Aa Bb his ', undefined],
    ['chairman ', 'chairman'],
    ['- guys\n', undefined],
    ['man-', undefined]
  ])('reads %j twenty thousand times in bounded time', async (piece, first) => {
    const [key] = await found(piece.repeat(20_000))
    expect(key).toBe(first)
  })
})

describe('OF_EQUALITY', () => {
  const processor = unified().use(retextEnglish).use(retextEquality).freeze()

  it.each([...OF_EQUALITY.keys()])('has "%s", which retext-equality knows', async (phrase) => {
    const file = new VFile(`We met the ${phrase} today.`)
    await processor.run(processor.parse(file), file)
    expect(file.messages.map(({actual}) => actual)).toContain(phrase)
  })
})

describe('countCodedWords', () => {
  const count = (text: string) => countCodedWords(parsePage(PATH, TOP + text))

  it('counts what readers take for masculine and feminine, each time it stands there', () => {
    expect(count('A decisive leader decides; they collaborate, share and support.')).toEqual({
      masculine: 3,
      feminine: 3
    })
  })

  it('leaves the words out that the role is named with, and headings', () => {
    const page = parsePage(
      PATH,
      '---\ntitle: Data Analyst\n---\n\n## Leadership\n\nAnalysts analyze as the Data Analyst does.'
    )
    expect(countCodedWords(page)).toEqual({masculine: 1, feminine: 0})
  })

  it('counts nothing on an empty page', () => {
    expect(countCodedWords(parsePage(PATH, ''))).toEqual({masculine: 0, feminine: 0})
  })
})
