/**
 * Bait for patterns: runs of one character in every place that some pattern looks at. A pattern that tries again from each
 * character of a run takes time in the square of its length.
 */
import {type Attack, type Attacks, TOP} from './attack.ts'

/** Characters that patterns of the program repeat; a run ends with a character that none of them wants there. */
const RUNS: Readonly<Record<string, string>> = {
  letters: 'a',
  capitals: 'A',
  digits: '9',
  blanks: ' ',
  'no-break spaces': '\u00a0',
  'full stops': '.',
  colons: ':',
  commas: ', ',
  hyphens: '-',
  dashes: '\u2013',
  parentheses: '(',
  'pairs of parentheses': '() ',
  slashes: '/',
  backslashes: '\\',
  quotes: '"',
  apostrophes: "'s ",
  backticks: '`',
  braces: '{',
  'exclamation marks': '!',
  tildes: '~',
  ampersands: 'A&',
  words: 'and ',
  'steps of a career': 'next step in the ',
  grades: 'is a grade ',
  'job words': 'Job Family Role '
}

/** Where a run stands: page with the run in it. */
const PLACES: Readonly<Record<string, (run: string) => string>> = {
  'in a heading': (run) => `${TOP}## Senior ${run}\u00a7x Pilot\n\nis a grade 7\n`,
  'behind a level': (run) => `${TOP}## Levels\n\n### Senior Pilot ${run}\u00a7x\n`,
  'in a title': (run) =>
    `---\ntitle: 'Pilot ${run.replaceAll("'", '')}\u00a7x'\ndescription: 'a${run.replaceAll("'", '')}\u00a7'\n---\n\n## Pilot\n`,
  'in a bullet': (run) =>
    `${TOP}## Requirements\n\n- Ability to ${run}\u00a7x use\n- Extends the ${run}\u00a7 requirements\n`,
  'in a sentence': (run) =>
    `${TOP}## Job Grade\n\nThe ${run}\u00a7 is a grade 7, the Senior Pilot ${run}\u00a7.\n`,
  'in a ladder': (run) =>
    `${TOP}## Career Ladder\n\nThe next step in the ${run}\u00a7 job family is [${run}\u00a7](/job-families/x/).\n`,
  'behind a manager': (run) =>
    `${TOP}## Levels\n\n### Pilot\n\nThe Pilot reports to the ${run}\u00a7x and to [x](y).\n`,
  'in a cell': (run) =>
    `${TOP}## Levels\n\n| Level | Grade |\n|---|---|\n| Senior ${run}\u00a7x | ${run}\u00a7 |\n`,
  'in an address': (run) =>
    `${TOP}[a](</handbook/${run}\u00a7>) [b](<#${run}\u00a7>) [c](<{{< ref "${run}\u00a7>)\n`,
  'at the beginning of a line': (run) => `${TOP}${run}\u00a7x\n\n- a\n${run}\u00a7x\n`,
  'at the end of a line': (run) => `${TOP}## Responsibilities\n\n- Steer${run}\nends${run}\u00a7`,
  'in a comment': (run) =>
    `${TOP}<!-- ladderlint disable level-order because ${run}\u00a7 until 2030-01-01 -->\n\n## Pilot\n`
}

function bait(place: (run: string) => string, unit: string): Attack {
  return (size) => place(unit.repeat(Math.max(1, Math.floor(size / 2 / unit.length))))
}

export const patternBaits: Attacks = Object.fromEntries(
  Object.entries(PLACES).flatMap(([where, place]) =>
    Object.entries(RUNS).map(([what, unit]) => [`${what} ${where}`, bait(place, unit)])
  )
)
