import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {findGarbled} from '../../rules/mojibake/decode.ts'

/** Reads the UTF-8 bytes of a text as Windows-1252, `times` over. */
function garble(text: string, times = 1): string {
  const once = new TextDecoder('windows-1252').decode(new TextEncoder().encode(text))
  return times > 1 ? garble(once, times - 1) : once
}

/** The text with every garbled stretch put right; "?" for what is lost. */
function mend(text: string): string {
  let mended = ''
  let from = 0
  for (const {start, end, original} of findGarbled(text)) {
    mended += text.slice(from, start) + (original ?? '?')
    from = end
  }
  return mended + text.slice(from)
}

describe('findGarbled', () => {
  it.each([
    'they’ll',
    'a “quoted” word',
    'first — second – third…',
    'café, naïve, Zürich, Łódź, cœur',
    'École, À la carte, Óscar',
    '20\u00A0%',
    '→ next, ✓ done, 10 €, 5 ™',
    'well done 🎉',
    '\uFEFFa byte order mark'
  ])('gives back %j', (text) => {
    expect(mend(garble(text))).toBe(text)
  })

  it.each(['they’ll', 'a “quoted” word', 'café', 'first — second'])(
    'gives back %j garbled twice and three times',
    (text) => {
      expect(mend(garble(text, 2))).toBe(text)
      expect(mend(garble(text, 3))).toBe(text)
    }
  )

  it('gives a whole stretch as one', () => {
    expect(findGarbled('a â€œâ€” b')).toEqual([{start: 2, end: 8, original: '“—'}])
  })

  it('takes a closing quote whose last byte was dropped or replaced for a closing quote', () => {
    expect(mend('â€œquotedâ€ text')).toBe('“quoted” text')
    expect(mend('â€œquotedâ€\uFFFD text')).toBe('“quoted” text')
  })

  it('does not guess at a character that is lost', () => {
    expect(findGarbled('a ï¿½ b')).toEqual([{start: 2, end: 5, original: null}])
    expect(findGarbled('weâ€re')).toEqual([{start: 2, end: 4, original: null}])
  })

  it.each([
    'they’ll “say” — so…',
    'café, École, crème brûlée, São Paulo, Åsa, Ægir, ŁÓDŹ',
    'the letters „Ä“ and “Å” and ‘Â’',
    'CAFÉ’S, MAÇÃ”, PÅ…, ÂGE',
    'the café’… and “voilà”…',
    '± 5 °C, £10, © 2024, 10 €, â la carte',
    'Æ“ Ð” Ñ… Þ™',
    '日本語 и русский'
  ])('leaves %j alone', (text) => {
    expect(findGarbled(text)).toEqual([])
  })

  it('leaves every text in plain or typographic English alone', () => {
    const english = fc.string({unit: fc.constantFrom(...'abcXYZ ,.\n-‘’“”–—…•é\u00A0'), maxLength: 60})
    fc.assert(fc.property(english, (text) => findGarbled(text).length === 0))
  })

  it('gives back every English text with typographic signs, garbled once or twice', () => {
    const english = fc.string({unit: fc.constantFrom(...'abcXYZ ,.\n-‘’“”–—…•éèñü™→'), maxLength: 40})
    fc.assert(
      fc.property(english, fc.integer({min: 1, max: 2}), (text, times) => mend(garble(text, times)) === text)
    )
  })

  it('never throws, and its stretches lie in order within any text', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 80}), (text) => {
        let from = 0
        for (const {start, end} of findGarbled(text)) {
          expect(start).toBeGreaterThanOrEqual(from)
          expect(end).toBeGreaterThan(start)
          from = end
        }
        expect(from).toBeLessThanOrEqual(text.length)
      })
    )
  })
})
