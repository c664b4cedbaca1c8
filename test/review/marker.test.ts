import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {type Identity, type Marker, readMarker, withMarker} from '../../src/review/marker.ts'

const identity: Identity = {project: 7, iid: 3, ownerId: 100, key: 'secret'}
const marker: Marker = {
  kind: 'thread',
  fingerprint: 'abc',
  rule: 'grade-stated',
  page: 'def',
  parts: ['1', '2'],
  at: 'line',
  anchor: 'x'
}

describe('withMarker', () => {
  it('keeps the body as it is and hides what it adds', () => {
    expect(withMarker('Text', marker, identity)).toMatch(/^Text\n\n<!-- [^\n]* -->$/)
  })

  it('remembers only as much as a note can hold', () => {
    const many = Array.from({length: 5000}, (_, n) => `fingerprint-${n}`)
    const state = {head: 'a', decided: many, gone: many, refused: many, pages: []}
    const body = withMarker('Text', {kind: 'summary', state}, identity)
    expect(body.length).toBeLessThan(30_000)
    expect(readMarker(body, 100, identity)).toMatchObject({kind: 'summary', state: {head: 'a'}})
  })
})

describe('readMarker', () => {
  const body = withMarker('Text', marker, identity)

  it('reads back what was written', () => {
    expect(readMarker(body, 100, identity)).toEqual(marker)
  })

  it('reads a note that GitLab trimmed or ended with a line break', () => {
    expect(readMarker(`${body}\n`, 100, identity)).toEqual(marker)
  })

  it('still knows the notes of a bot user whose token was replaced', () => {
    expect(readMarker(body, 100, {...identity, ownerId: 200})).toEqual(marker)
  })

  it('still knows its own notes when the key is new or gone', () => {
    expect(readMarker(body, 100, {...identity, key: 'other'})).toEqual(marker)
    expect(readMarker(body, 100, {...identity, key: null})).toEqual(marker)
  })

  it('does not take a copy by another person for ours', () => {
    expect(readMarker(body, 55, identity)).toBeUndefined()
    expect(readMarker(body, 55, {...identity, key: null})).toBeUndefined()
  })

  it('does not take a copy in another merge request or project for ours', () => {
    expect(readMarker(body, 100, {...identity, iid: 4})).toBeUndefined()
    expect(readMarker(body, 100, {...identity, project: 8})).toBeUndefined()
  })

  it('without a key takes nobody else for itself, whatever was signed', () => {
    const unsigned = withMarker('Text', marker, {...identity, key: null})
    expect(readMarker(unsigned, 100, {...identity, key: null})).toEqual(marker)
    expect(readMarker(unsigned, 100, {...identity, ownerId: 200})).toBeUndefined()
  })

  it('reads only the last line, so that a quoted marker in a page means nothing', () => {
    expect(readMarker(`\`\`\`suggestion\n${body}\n\`\`\``, 100, identity)).toBeUndefined()
    expect(readMarker(`${body}\n\nmore`, 100, identity)).toBeUndefined()
  })

  it('returns for any text', () => {
    fc.assert(fc.property(fc.string(), (text) => readMarker(text, 100, identity) === undefined))
    const pieces = fc.constantFrom(
      '<!-- ladderlint:v1 ',
      'e30=',
      ' ',
      '0'.repeat(32),
      '.',
      ' -->',
      '-->',
      'x'
    )
    fc.assert(fc.property(fc.array(pieces), (list) => readMarker(list.join(''), 100, identity) === undefined))
  })

  it('takes no changed letter of a marker', () => {
    const start = body.indexOf('v1 ') + 3
    const position = fc.integer({min: start, max: body.length - 5})
    fc.assert(
      fc.property(position, fc.constantFrom('0', 'A', ' '), (at, letter) => {
        const changed = body.slice(0, at) + letter + body.slice(at + 1)
        // A signature is enough, and so is our own name with the checksum: one changed letter breaks only one of them.
        const found = readMarker(changed, 55, identity)
        expect(found).toBeUndefined()
        expect([undefined, JSON.stringify(marker)]).toContain(
          JSON.stringify(readMarker(changed, 100, identity))
        )
      })
    )
  })
})
