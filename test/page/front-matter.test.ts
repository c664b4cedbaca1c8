import {describe, expect, it} from 'vitest'
import {parsePage} from '../../src/page/parse-page.ts'
import {HUGO} from './read-text.ts'

function frontMatterOf(yaml: string) {
  return parsePage(HUGO, `---\n${yaml}\n---\n\n## Levels\n`).frontMatter
}

function problemsOf(text: string) {
  return parsePage(HUGO, text).frontMatter.problems.map(({kind, detail}) => [kind, detail])
}

describe('front matter', () => {
  it('is read with the place of the block and of each key', () => {
    const {data, keys, place, problems} = frontMatterOf('title: "Pilot"\naliases:\n- /jobs/pilot/')
    expect(data).toEqual({title: 'Pilot', aliases: ['/jobs/pilot/']})
    expect(keys.map(({name, place}) => [name, place.start.line, place.start.column])).toEqual([
      ['title', 2, 1],
      ['aliases', 3, 1]
    ])
    expect([place?.start.line, place?.end.line]).toEqual([1, 5])
    expect(problems).toEqual([])
  })

  it('is absent from a page that begins with text', () => {
    expect(parsePage(HUGO, '# Pilot\n').frontMatter).toEqual({place: null, keys: [], data: {}, problems: []})
  })

  it('may go on with a quoted text at the beginning of the next line, as Hugo and Middleman allow', () => {
    const {data, keys, problems} = frontMatterOf(
      'title: Pilot\ndescription: "Steers ships\nand knows: the coast"\nlayout: x'
    )
    expect(data.description).toBe('Steers ships and knows: the coast')
    expect(keys.map(({name}) => name)).toEqual(['title', 'description', 'layout'])
    expect(problems).toEqual([])
  })

  it('takes the last value of a key that is written twice, and says so', () => {
    const {data, problems} = frontMatterOf('title: Pilot\nlayout: x\ntitle: Harbour Pilot')
    expect(data.title).toBe('Harbour Pilot')
    expect(problems).toMatchObject([
      {
        kind: 'duplicate-key',
        detail: 'line 4: the key "title" is written twice; the last one counts',
        place: {start: {line: 4}}
      }
    ])
  })

  it.each([
    ['title: "Pilot\ndescription: x', 'line 2: a text in quotes is not closed'],
    ['title: Pilot: coast', 'line 2: a value with ": " in it must stand in quotes'],
    ['title: Pilot\ndescription: @coast', 'line 3: a value that begins with "@" must stand in quotes'],
    ['title: "Pilot" of the coast', 'line 2: text goes on behind a closing "'],
    ['aliases: [/a, /b', 'line 2: a value that begins with "[" must stand in quotes'],
    ['title: Pilot\nparent:\n\t- {', 'line 4: a tab stands where YAML wants spaces'],
    ['just words', 'line 2: this is no list of "key: value"']
  ])('says what is wrong with %j in words for a person', (yaml, detail) => {
    const {data, problems} = frontMatterOf(yaml)
    expect(problems.map((problem) => [problem.kind, problem.detail])).toEqual([['unreadable', detail]])
    expect(problems[0]?.place.start.line).toBe(Number(/\d+/.exec(detail)?.[0]))
    expect(data).toEqual({})
  })

  it('never runs JavaScript', () => {
    const page = parsePage(
      HUGO,
      '---js\n{title: (() => { globalThis.ran = true; return "x" })()}\n---\n\n# Pilot\n'
    )
    expect(page.frontMatter.problems.map(({kind}) => kind)).toEqual(['not-yaml'])
    expect(page.frontMatter.data).toEqual({})
    expect(Reflect.has(globalThis, 'ran')).toBe(false)
    expect(page.family.headings.map(({text}) => text)).toEqual(['Pilot'])
  })

  it.each([
    '---json\n{"title": "x"}\n---\n',
    '---coffee\ntitle: x\n---\n',
    '---toml\ntitle = "x"\n---\n',
    '+++\ntitle = "x"\n+++\n'
  ])('refuses %j, which is no YAML, and shows none of it as text', (text) => {
    const page = parsePage(HUGO, `${text}\n# Pilot\n`)
    expect(page.frontMatter.problems[0]).toMatchObject({kind: 'not-yaml', place: {start: {line: 1}}})
    expect(page.tree.children.map(({type}) => type)).toEqual(['heading'])
  })

  it('is read without its opening line, and makes no heading of itself', () => {
    const page = parsePage(HUGO, 'layout: job_family_page\ntitle: "Pilot"\n---\n\n## Levels\n')
    expect(page.family.title).toBe('Pilot')
    expect(page.family.headings.map(({text}) => text)).toEqual(['Levels'])
    expect(page.frontMatter.problems).toMatchObject([{kind: 'unopened', place: {start: {line: 1}}}])
  })

  it('is read without its closing line', () => {
    const text = '---\ntitle: "Pilot"\n\n## Levels\n'
    expect(parsePage(HUGO, text).family.title).toBe('Pilot')
    expect(problemsOf(text)).toEqual([
      ['unclosed', 'line 1: the line "---" below the front matter is missing']
    ])
    expect(parsePage(HUGO, text).family.headings.map(({text: shown}) => shown)).toEqual(['Levels'])
  })

  it('leaves a page alone that begins with a rule or an underlined heading', () => {
    expect(problemsOf('---\n\nText\n')).toEqual([])
    expect(problemsOf('Pilot\n---\n\nText\n')).toEqual([])
  })

  it('bounds what aliases stand for', () => {
    const nines = (name: string) => Array(9).fill(name).join(', ')
    const bomb = [
      'a: &a [x]',
      ...'bcdefgh'.split('').map((key, index) => `${key}: &${key} [${nines(`*${'abcdefg'[index]}`)}]`)
    ]
    const {data, problems} = frontMatterOf(bomb.join('\n'))
    expect(problems.map(({kind}) => kind)).toEqual(['too-deep'])
    expect(data).toEqual({})
  })

  it('survives lists within lists within lists', () => {
    expect(frontMatterOf(`a: ${'['.repeat(2000)}`).problems.map(({kind}) => kind)).toEqual(['too-deep'])
  })
})
