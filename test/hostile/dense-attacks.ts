/**
 * Attacks that make rules speak as often as can be: the shortest text that each finds fault with, for a whole page; and
 * long names that each of many findings would repeat.
 */
import {type Attacks, body, fill, series} from './attack.ts'

/** By what the rule finds, the least of it. */
const TRIGGERS: Readonly<Record<string, string>> = {
  'a misspelt name': 'Gitlab ',
  pronouns: 'he ',
  'pairs of pronouns': 'he/she ',
  'misused words': 'guru ',
  'misused words that retext knows': 'guys ',
  'phrases of a vacancy': 'you will ',
  'words left in': 'TODO ',
  placeholders: '{add x} ',
  'grades without a number': 'grade # ',
  'grades called levels': 'level 7 ',
  'years of experience': '5 years of experience. ',
  'years of experience, item by item': '- 5 years of experience\n',
  'exported escapes': '\\- ',
  'garbled quotes': '\u00e2\u20ac\u2122 ',
  'garbled letters': '\u00c3\u00a9',
  countries: 'EMEA, France, ',
  names: 'Ada Lovelace he ',
  'dead links': '[a](/x) ',
  'dead links, item by item': '- [a](/x)\n',
  'absolute links': '<https://about.gitlab.com/handbook/> ',
  'generic link texts': '[here](/handbook/) ',
  'bold lines': '**Levels**\n\n',
  'bold headings': '## **A**\n',
  'swallowed lines': '- a.\nB c.\n',
  'grades depending on seniority': 'is a grade 7 depending on seniority. ',
  'managers without a link': 'Reports to the Captain. ',
  'misspelt sections': '## Responsabilities\n',
  'levels in front': '### Intermediate Pilot\n',
  abbreviations: '### Sr. Pilot\n',
  'levels that extend nothing': 'Extends the Senior Pilot responsibilities. ',
  'comments that are none': '<!-- ladderlint a -->\n\n',
  'comments of no use': '<!-- ladderlint ignore level-order -->\n\n',
  'comments that silence one word each': '<!-- ladderlint ignore gitlab-casing -->\n\nGitlab\n\n'
}

/** As long as a name can be with as much of the page left for those who repeat it. */
function named(name: (long: string) => string, each: string | ((index: number) => string)): Attacks[string] {
  return body((size) => {
    const rest = typeof each === 'string' ? fill(each, size / 2) : series(each, size / 2)
    return name(fill('Pilot of ', size / 2).trim()) + rest
  })
}

const longNames: Attacks = {
  'a long level over years of experience': named(
    (long) => `## Levels\n\n### Junior ${long}\n\nis a grade 4\n\n#### Requirements\n\n`,
    '- 5 years of experience\n'
  ),
  'a long level over grades': named(
    (long) => `## Levels\n\n### Junior ${long}\n\n`,
    (index) => `is a grade ${index % 12}.\n\n`
  ),
  'a long level over managers': named(
    (long) => `## Levels\n\n### Junior ${long}\n\n`,
    (index) => `Reports to the Captain ${index}.\n\n`
  ),
  'a long level over levels': named(
    (long) => `## Levels\n\n### Staff ${long}\n\n`,
    (index) => `### Junior Pilot ${index}\n\nis a grade 9\n\n`
  ),
  'a long section over sections': named(
    (long) => `# ${long}\n\n`,
    '## Responsibilities\n\n### Requirements\n\n'
  ),
  'a long address behind many links': named(
    (long) => `[a]: /handbook/${long.replaceAll(' ', '-')}/\n\n`,
    (index) => `- [x${index}][a]\n`
  ),
  'a long anchor behind many links': named(
    (long) => `[a]: #${long.replaceAll(' ', '-')}\n\n`,
    (index) => `- [x${index}][a]\n`
  ),
  'a long row over levels': named(
    (long) => `| Level | Grade |\n|---|---|\n| ${long} | 7 |\n\n## Levels\n\n`,
    (index) => `### Senior Pilot ${index}\n\nis a grade 8\n\n`
  ),
  'a long ladder': named(
    (long) => `## Career Ladder\n\nThe next step in the ${long} job family is:\n\n`,
    (index) => `- [${index}](/job-families/x${index}/)\n`
  ),
  'a long title': (size) =>
    `---\ntitle: ${fill('Pilot of ', Math.min(size / 2, 60_000)).trim()}\n---\n\n## Levels\n\n${series((index) => `### Senior Pilot ${index}\n\nThe Captain is a grade 8.\n\n`, size / 2)}`
}

export const denseAttacks: Attacks = {
  ...Object.fromEntries(
    Object.entries(TRIGGERS).flatMap(([name, text]) => [
      [`${name}, again and again`, body((size) => fill(text, size))],
      [
        `${name}, in a section of requirements`,
        body((size) => `## Responsibilities\n\n## Requirements\n\n${fill(text, size)}`)
      ]
    ])
  ),
  ...longNames
}
