/**
 * Attacks on who reads a page's front matter.
 */
import {type Attack, type Attacks, fill, series} from './attack.ts'

const REST = '\n## Responsibilities\n\n- Steer ships\n'

/** A page with these lines between its fences. */
function yaml(lines: (size: number) => string, fence = '---'): Attack {
  return (size) => `${fence}\n${lines(size)}\n---\n${REST}`
}

/** What would be left behind if a page's code ran. */
export const CODE_RAN = 'ladderlintRanCodeOfAPage'
const CODE = `globalThis.${CODE_RAN} = true; process.env.${CODE_RAN} = 'yes'`

export const yamlAttacks: Attacks = {
  'a billion laughs': yaml(() => {
    const levels = Array.from({length: 10}, (_, index) => {
      const below = index === 0 ? '"ha"' : `*l${index - 1}`
      return `l${index}: &l${index} [${Array(10).fill(below).join(', ')}]`
    })
    return `title: Pilot\n${levels.join('\n')}`
  }),
  'an alias of itself': yaml(() => 'title: Pilot\nself: &self\n  again: *self\n  more: [*self, *self]'),
  'merge keys of merge keys': yaml((size) => {
    const line = (index: number) =>
      `m${index}: &m${index}\n  <<: [${index > 0 ? `*m${index - 1}` : '{a: 1}'}]\n`
    return `title: Pilot\n${series(line, Math.min(size, 50_000))}`
  }),
  'thousands of aliases': yaml((size) => `title: &t Pilot\nall: [${fill('*t,', Math.min(size, 50_000))} *t]`),
  'lists in lists': yaml((size) => {
    const depth = Math.min(size, 60_000) / 2
    return `title: Pilot\ndeep: ${'['.repeat(depth)}${']'.repeat(depth)}`
  }),
  'mappings in mappings by indentation': yaml((size) => {
    const depth = Math.floor(Math.sqrt(Math.min(size, 60_000)))
    return `title: Pilot\n${Array.from({length: depth}, (_, index) => `${' '.repeat(index)}k:`).join('\n')}`
  }),
  'lists that never close': yaml((size) => `title: Pilot\nopen: ${'{['.repeat(Math.min(size, 60_000) / 2)}`),
  'a megabyte of keys': yaml((size) => `title: Pilot\n${series((index) => `key${index}: value\n`, size)}`),
  'a title of a megabyte': yaml((size) => `title: ${fill('Pilot ', size)}`),
  'one key thousands of times': yaml((size) => fill('title: Pilot\n', size)),
  'a quoted title that never closes': yaml((size) => `title: "Pilot\n${fill('and more\n', size)}`),
  'quotes within quotes': yaml((size) => `title: ${fill(`"'\\`, size)}`),
  'keys that every object has': yaml(
    () =>
      'title: Pilot\n__proto__: {title: Captain, polluted: true}\nconstructor: {prototype: {polluted: true}}\ntoString: 1\nhasOwnProperty: [1]\nlayout: __proto__'
  ),
  'a title that is no text': yaml(
    () => 'title: {toString: 1, valueOf: [1]}\ndescription: [[[]]]\naliases: 7'
  ),
  'tags of other languages': yaml(
    () =>
      `title: !!js/function 'function () { ${CODE} }'\nother: !!js/regexp /(a+)+$/\nmore: !!python/object/apply:os.system ["true"]\nlast: !<tag:yaml.org,2002:js/undefined> ''`
  ),
  'JavaScript as front matter': (size) =>
    `---js\n{title: 'Pilot', run: (() => { ${CODE} })()}\n---\n${fill(REST, size)}`,
  'CoffeeScript as front matter': (size) => `---coffee\ntitle: do -> ${CODE}\n---\n${fill(REST, size)}`,
  'JSON as front matter': (size) =>
    `---json\n{"title": "Pilot", "__proto__": {"polluted": true}}\n---\n${fill(REST, size)}`,
  'a fence that names no language': (size) => `---${fill('x', size)}\ntitle: Pilot\n---\n${REST}`,
  'front matter that never ends': (size) => `---\ntitle: Pilot\n${fill('text without a colon\n', size)}`,
  'blanks for a comment': yaml((size) => `title: Pilot\n${fill(' ', Math.min(size, 60_000))}#`),
  'blanks behind a key': yaml((size) => `title:${fill(' ', Math.min(size, 60_000))}x\n"a${fill(' ', 1900)}`),
  'numbers beyond counting': yaml(
    (size) =>
      `title: ${'9'.repeat(Math.min(size, 60_000))}\nsexagesimal: ${fill('59:', 3000)}59\nbig: 0x${'f'.repeat(5000)}\nfloat: 1e999999\ndate: 99999-99-99`
  ),
  'thousands of aliases of the page': yaml(
    (size) =>
      `title: Pilot\naliases:\n${series((index) => `  - /job-families/old-${index}/\n`, Math.min(size, 60_000))}`
  ),
  'documents in one front matter': yaml(
    (size) => `title: Pilot\n${fill('...\n%YAML 1.2\n', Math.min(size, 60_000))}`
  ),
  'anchors without end': yaml((size) => `title: Pilot\nk: ${fill('&a ', Math.min(size, 60_000))}x`),
  'a block text of a megabyte': yaml(
    (size) => `title: Pilot\ndescription: >-\n${fill('  words and words\n', size)}`
  )
}
