/**
 * Names of regions and countries, and sentences that tie a role to one of them.
 */

/** Regions as the handbook cuts the world, and countries that job pages have named; with their capitals. */
const PLACES =
  `EMEA APAC JAPAC AMER AMERS LATAM NORAM ANZ DACH Benelux Nordics US USA UK Americas? Europe European Asia
  Asian Africa African Australia Brazil Canada China France Germany India Ireland Israel Italy Japan Korea Mexico Netherlands
  Poland Singapore Spain Sweden Switzerland`.split(/\s+/)
const LONG_PLACES =
  `North America|South America|Latin America|Middle East|Asia[ -]Pacific|New Zealand|South Africa|United
  Kingdom|United States`.replaceAll(/\s+/g, ' ')
const PLACE = String.raw`(?<![\w.$-])(?:${LONG_PLACES}|${PLACES.join('|')})(?![\w.-]|\s(?:GAAP|dollars?)\b)`

const ANYWHERE = new RegExp(PLACE)
const TIED = new RegExp(
  String.raw`\b(?:(?:[Bb]ased|[Ll]ocated|[Ll]iving|[Rr]esiding) (?:in|within|near)|[Rr]esides? in|[Ll]ives? in|[Rr]esident (?:of|in))\b[^.;:]{0,40}?${PLACE}|${PLACE} residents?\b`
)
/** Where the place is the matter itself: the law, the taxes, the customer, the hours. */
const NEEDED =
  /\b(?:federal|government|public sector|payroll|tax|law|legal|counsel|citizen\w*|time ?zones?)\b/i

/** The place that a role's name holds, unless the role's matter is bound to it. */
export function placeIn(name: string): string | undefined {
  return NEEDED.test(name) ? undefined : ANYWHERE.exec(name)?.[0]
}

/** The words with which a requirement ties a role to a place; undefined when there are none, or for good reason. */
export function tieIn(requirement: string): {readonly index: number; readonly text: string} | undefined {
  const tie = NEEDED.test(requirement) ? null : TIED.exec(requirement)
  return tie ? {index: tie.index, text: tie[0]} : undefined
}
