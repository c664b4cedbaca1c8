/**
 * unused-silence: a comment that silences rules has something to silence.
 * Why and examples: ./README.md
 */
import {nearest} from '../../src/config/nearest.ts'
import {defineRule, EVERY_KIND} from '../define-rule.ts'
import {inWords} from '../in-words.ts'
import {shorten} from '../shorten.ts'
import {isExpired, type Silence} from '../silences.ts'
import type {Silencing} from '../silencing.ts'

export default defineRule({
  name: 'unused-silence',
  severity: 'info',
  fixes: false,
  summary: 'a comment that silences nothing: out of date, misspelt, or with no finding left to silence',
  kinds: EVERY_KIND,
  async run({silencing, report}) {
    for (const misread of silencing.misread) report(misread)
    if (silencing.silences.length === 0) return
    // Imported here, since the list of rules imports this file.
    const names = (await import('../index.ts')).rules.map(({name}) => name)
    for (const silence of silencing.silences) {
      const {place, until} = silence
      const unknown = silence.rules.filter((rule) => !names.includes(rule))
      for (const name of unknown) report({reason: unknownRule(name, names), key: `no rule ${name}`, place})
      if (isExpired(silence, silencing.today)) {
        const reason = `This comment ended on ${until}; take it out, or give it a later date and say why`
        report({reason, key: `until ${until}`, place})
        continue
      }
      const unused = unusedIn(silence, silencing)
      if (unused) report({reason: needless(unused, silence), key: `unused ${unused.join(' ')}`, place})
    }
  }
})

function unknownRule(name: string, names: readonly string[]): string {
  const close = nearest(name, names)
  const way = close ? `did you mean "${close}"?` : 'ladderlint rules lists them all'
  return `No rule is called "${shorten(name, 40)}", so this comment does not silence it; ${way}`
}

/** Rules that the comment names and that had nothing to say; none of a comment about all rules. Undefined if it is of use. */
function unusedIn(silence: Silence, {uses, judged, unsure}: Silencing): readonly string[] | undefined {
  const used = uses.get(silence) ?? new Set()
  if (silence.rules.length === 0) return used.size === 0 && unsure.size === 0 ? [] : undefined
  const unused = silence.rules.filter((rule) => judged.has(rule) && !used.has(rule))
  return unused.length > 0 ? [...new Set(unused)] : undefined
}

function needless(unused: readonly string[], {keyword, rules}: Silence): string {
  if (unused.length === 0)
    return 'This comment silences nothing: no rule has anything to say here; take it out'
  const has = `${inWords(unused.map((rule) => `"${rule}"`))} ${unused.length === 1 ? 'has' : 'have'}`
  const where = keyword === 'ignore' ? 'about what it covers' : 'from here on'
  const way = unused.length < new Set(rules).size ? 'take the name out of it' : 'take it out'
  return `This comment silences nothing: ${has} nothing to say ${where}; ${way}`
}
