/**
 * What was read on a page, for the person who asks why a finding stands: levels, grades, ladder and sections with their
 * lines as GitLab counts them.
 */
import type {CareerLadder, JobFamily, Level, Place} from '../page/job-family.ts'
import type {Page} from '../page/page.ts'
import {gradesOf} from './change-levels.ts'
import {gitLines, linesOf} from './git-lines.ts'
import {code, prose} from './quote.ts'
import {bullets, collapsed} from './summary-lists.ts'
import {counted, lineList, listed, shortened} from './words.ts'

const KINDS: Readonly<Record<JobFamily['kind'], string>> = {
  family: 'a job family',
  executive: 'the page of an executive',
  expert: 'the page of an expert',
  index: 'an index, no job family'
}

/** Managers named of one level. */
const MOST_MANAGERS = 3

/** As Markdown; text of the page is inert in it. */
export function renderInspection({path, text, generation, family, frontMatter, unread}: Page): string {
  const lines = gitLines(text)
  const lineOf = (place: Place) => linesOf(lines, place).first
  const title = family.title === null ? 'without a title' : `“${prose(family.title)}”`
  const unclear = [
    ...(unread ? [`not read in full: ${prose(unread.reason)}`] : []),
    ...frontMatter.problems.map(({detail}) => `front matter: ${prose(detail)}`),
    ...family.levels
      .filter(({track, word}) => track === null && word === null)
      .map(({name}) => `whether “${prose(name)}” manages people: its name alone does not tell`),
    ...family.grades.map(({grade, place}) => `line ${lineOf(place)}: whose grade ${grade} is`)
  ]
  return [
    `**What I read on** ${code(path)}: ${title}, ${KINDS[family.kind]}, written as ${code(generation)}.`,
    family.levels.length === 0
      ? 'No levels.'
      : `Levels:\n\n${bullets(family.levels, (level) => describeLevel(level, lineOf))}`,
    ...family.ladders.map((ladder) => describeLadder(ladder, family, lineOf)),
    unclear.length === 0 ? '' : `Not clear to me:\n\n${bullets(unclear, (what) => what)}`,
    collapsed(counted(family.sections.length, 'section'), family.sections, ({heading, kind}) => {
      const purpose = kind === null ? '' : `, ${kind.replaceAll('-', ' ')}`
      return `line ${lineOf(heading.place)}: ${prose(heading.text)} (${code(`#${heading.id}`)}${purpose})`
    })
  ]
    .filter((block) => block !== '')
    .join('\n\n')
}

function describeLevel(level: Level, lineOf: (place: Place) => number): string {
  const {name, place, grades, track, reportsTo, stated} = level
  const stating = grades.length === 0 ? '' : ` (${lineList(grades.map((grade) => lineOf(grade.place)))})`
  const managers = [...new Set(reportsTo.map(({text}) => `“${prose(text)}”`))]
  return [
    `line ${lineOf(place)}: ${prose(name)}`,
    `${gradesOf(level) || 'no grade'}${stating}`,
    ...(track === null ? [] : [track === 'management' ? 'manages people' : 'individual contributor']),
    ...(stated === 'sentence' ? ['named by a sentence only'] : []),
    ...(managers.length > 0 ? [`reports to ${listed(shortened(managers, MOST_MANAGERS))}`] : [])
  ].join(', ')
}

function describeLadder(
  {section, targets, undefinedYet}: CareerLadder,
  {sections}: JobFamily,
  lineOf: (place: Place) => number
): string {
  const place = sections[section]?.heading.place
  const where = place ? `, line ${lineOf(place)}` : ''
  if (targets.length === 0) {
    return `Career ladder${where}: ${undefinedYet ? 'not defined yet' : 'no link to a job family'}.`
  }
  const items = bullets(
    targets,
    (target) => `line ${lineOf(target.place)}: ${prose(target.text || '(no text)')} (${code(target.url)})`
  )
  return `Career ladder${where}:\n\n${items}`
}
