/**
 * Phrases that a job page can mean in no other way. Most words that retext-equality objects to are at home on such pages
 * ("clearly", "special projects", "a master's degree", an Engineering Fellow, threat actors); these are not.
 */

interface Wording {
  readonly instead: string
  /** Whether it fits any sentence that the phrase fits. */
  readonly isCertain: boolean
}

function certain(instead: string): Wording {
  return {instead, isCertain: true}
}

function choice(instead: string): Wording {
  return {instead, isCertain: false}
}

/** Found by retext-equality. */
export const OF_EQUALITY: ReadonlyMap<string, Wording> = new Map([
  ['chairman', certain('chair')],
  ['chairwoman', certain('chair')],
  ['chairmen', certain('chairs')],
  ['spokesman', certain('spokesperson')],
  ['spokeswoman', certain('spokesperson')],
  ['spokesmen', certain('spokespeople')],
  ['salesman', certain('salesperson')],
  ['saleswoman', certain('salesperson')],
  ['salesmen', certain('salespeople')],
  ['businessman', certain('businessperson')],
  ['businesswoman', certain('businessperson')],
  ['businessmen', certain('businesspeople')],
  ['foreman', certain('supervisor')],
  ['middleman', certain('intermediary')],
  ['middlemen', certain('intermediaries')],
  ['craftsman', choice('artisan')],
  ['craftsmen', choice('artisans')],
  ['layman', choice('non-specialist')],
  ['repairman', certain('technician')],
  ['cameraman', certain('camera operator')],
  ['freshman', certain('first-year student')],
  ['manpower', certain('workforce')],
  ['man hour', certain('staff hour')],
  ['man hours', certain('staff hours')],
  ['manhour', certain('staff hour')],
  ['manhours', certain('staff hours')],
  ['mankind', certain('humankind')],
  ['manned', certain('staffed')],
  ['workmanship', choice('quality of the work')],
  ['guys', choice('people')],
  ['blacklist', certain('denylist')],
  ['blacklisted', certain('denylisted')],
  ['blacklisting', certain('denylisting')],
  ['whitelist', certain('allowlist')],
  ['whitelisted', certain('allowlisted')],
  ['whitelisting', certain('allowlisting')],
  ['blackhat', choice('malicious')],
  ['whitehat', choice('ethical')],
  ['slave', choice('secondary')],
  ['slaves', choice('secondaries')],
  ['sanity check', certain('check')],
  ['grandfathered', choice('legacy')],
  ['grandfathering', choice('keeping as legacy')],
  ['grandfather clause', certain('legacy clause')],
  ['crazy', choice('surprising')],
  ['insane', choice('surprising')],
  ['insanely', certain('incredibly')],
  ['lame', choice('dull')],
  ['dumb', choice('simple')],
  ['cripple', choice('harm')],
  ['crippled', choice('harmed')],
  ['ablebodied', certain('non-disabled')],
  ['wheelchair bound', certain('using a wheelchair')],
  ['special needs', choice('disabilities')],
  ['pow wow', certain('meeting')],
  ['powwow', certain('meeting')],
  ['spirit animal', choice('favorite')],
  ['eskimo', certain('Inuit')],
  ['gyp', choice('cheat')]
])

/** Misused words that it does not know. */
export const OF_THE_POLICY: ReadonlyMap<string, Wording> = new Map([
  ['tribal knowledge', certain('institutional knowledge')],
  ['guru', choice('expert')],
  ['gurus', choice('experts')],
  ['ninja', choice('expert')],
  ['ninjas', choice('experts')],
  ['rockstar', choice('expert')],
  ['rockstars', choice('experts')],
  ['rock star', choice('expert')],
  ['rock stars', choice('experts')],
  ['native english speaker', choice('fluent English speaker')],
  ['off the reservation', choice('on their own')],
  ['peanut gallery', choice('audience')]
])

/** A pattern for any of these phrases, hyphenated or not. */
export function patternOf(phrases: Iterable<string>): RegExp {
  return new RegExp(
    String.raw`\b(?:${[...phrases].map((phrase) => phrase.replaceAll(' ', '[ -]')).join('|')})\b`,
    'gi'
  )
}
