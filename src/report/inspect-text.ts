/**
 * `inspect` for a person at a terminal: what the program understood of a page, line by line, and what is unclear to it.
 */
import {createColors} from 'picocolors'
import type {CareerLadder, JobFamily, Level, Section} from '../page/job-family.ts'
import type {InspectedPage} from './inspect-json.ts'
import {shown} from './shown.ts'

type Colors = ReturnType<typeof createColors>

/** @param colour Whether to colour, decided by the caller (a terminal, NO_COLOR). */
export function renderInspection(inspected: InspectedPage, {colour}: {readonly colour: boolean}): string {
  const colors = createColors(colour)
  const {page, url} = inspected
  const {family, generation, path} = page
  const blocks = [
    [
      colors.bold(shown(family.title ?? 'Page without a title')),
      colors.dim(shown([path, generation, KINDS[family.kind], url].filter(Boolean).join(' · ')))
    ],
    levelLines(family, colors),
    ...family.ladders.map((ladder) => ladderLines(ladder, inspected, colors)),
    sectionLines(family, colors),
    listed('Unclear', unclear(inspected), colors)
  ]
  const filled = blocks.filter((lines) => lines.length > 0)
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

const KINDS: Readonly<Record<JobFamily['kind'], string>> = {
  family: 'job family',
  executive: 'executive',
  expert: 'expert page',
  index: 'index, no job family'
}

function levelLines({levels}: JobFamily, colors: Colors): string[] {
  if (levels.length === 0) return []
  const width = Math.min(60, Math.max(...levels.map(({name}) => name.length)))
  const ladders = new Set(levels.map(({ladder}) => ladder)).size
  return [
    colors.bold(ladders > 1 ? `Levels, on ${ladders} ladders` : 'Levels'),
    ...levels.map((level) => {
      const {name, ladder, place} = level
      const managers = level.reportsTo.map(({text}) => text).join('; ')
      const facts = [
        ladders > 1 ? `ladder ${ladder + 1}` : '',
        trackText(level),
        level.stated === 'sentence'
          ? 'named by a sentence only'
          : level.stated === 'page'
            ? 'the page itself'
            : '',
        managers && `reports to ${managers}`
      ]
      return `${row(place.start.line, colors)}${shown(name).padEnd(width)}  ${gradeText(level)}  ${colors.dim(shown(facts.filter(Boolean).join(', ')))}`
    })
  ]
}

function gradeText({grades}: Level): string {
  if (grades.length === 0) return 'no grade'
  const byGrade = Map.groupBy(grades, ({grade, alternatives}) => [grade, ...alternatives].join(' or '))
  return [...byGrade]
    .map(([grade, stated]) => `grade ${grade} (line ${stated.map(({place}) => place.start.line).join(', ')})`)
    .join(', ')
}

function trackText({track, rank, word}: Level): string {
  if (track === null) return word === null ? '' : `${word}, track unknown`
  const kind = track === 'management' ? 'manages people' : 'individual contributor'
  return rank === null ? kind : `${kind}, rank ${rank}`
}

function ladderLines(ladder: CareerLadder, {page, exists}: InspectedPage, colors: Colors): string[] {
  const line = page.family.sections[ladder.section]?.heading.place.start.line ?? 1
  const about = ladder.subject ? `, for "${shown(ladder.subject.text)}"` : ''
  const nothing = ladder.undefinedYet ? 'not defined yet' : 'no link to a job family'
  return [
    colors.bold(`Career ladder on line ${line}${about}`),
    ...ladder.targets.map((target) => {
      const found = exists(target)
      const state =
        found === null ? colors.yellow('not checked') : found ? colors.green('exists') : colors.red('missing')
      return `${row(target.place.start.line, colors)}${shown(target.text)}  ${colors.dim(shown(target.url))}  ${state}`
    }),
    ...(ladder.targets.length === 0 ? [`${' '.repeat(GUTTER)}${nothing}`] : [])
  ]
}

function sectionLines(family: JobFamily, colors: Colors): string[] {
  if (family.sections.length === 0) return []
  return [
    colors.bold('Sections'),
    ...family.sections.map((section) => {
      const {heading} = section
      const role = roleOf(section, family)
      return `${row(heading.place.start.line, colors)}${'  '.repeat(heading.depth - 1)}${shown(heading.text)}  ${colors.dim(shown(`#${heading.id}${role && ` · ${role}`}`))}`
    })
  ]
}

function roleOf({heading, kind, level}: Section, {levels}: JobFamily): string {
  const own = level === null ? undefined : levels[level]
  if (own?.stated === 'heading' && own.heading === heading) return 'level'
  return [kind?.replaceAll('-', ' '), own && `of ${own.name}`].filter(Boolean).join(' ')
}

function unclear({page}: InspectedPage): string[] {
  const {family, frontMatter, unread} = page
  const rows = family.tables.flatMap((table) => table.rows)
  return [
    ...(unread ? [unread.reason] : []),
    ...frontMatter.problems.map(({detail}) => `front matter: ${detail}`),
    ...(family.included.length > 0
      ? [`an include may bring in ${family.included.join(', ').replaceAll('-', ' ')}: it cannot be read here`]
      : []),
    ...family.levels
      .filter(({track, word}) => track === null && word === null)
      .map(({name}) => `whether "${name}" manages people: its name alone does not tell`),
    ...family.grades.map(({grade, place}) => `line ${place.start.line}: whose grade ${grade} is`),
    ...rows
      .filter(({level}) => level === null)
      .map(({name, place}) => `line ${place.start.line}: which level the table's row "${name}" is about`)
  ]
}

function listed(title: string, lines: readonly string[], colors: Colors): string[] {
  return lines.length === 0
    ? []
    : [colors.bold(title), ...lines.map((line) => `${' '.repeat(GUTTER)}${shown(line)}`)]
}

const GUTTER = 8

function row(line: number, colors: Colors): string {
  return colors.dim(`${String(line).padStart(GUTTER - 2)}  `)
}
