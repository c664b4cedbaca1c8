/**
 * What src/page makes of every page of the corpus, held against the pages' raw text: shapes, levels, career ladders, and
 * each grade that is written anywhere.
 *
 * LADDERLINT_CORPUS=… npm run corpus [-- --list]
 */
import {parseArgs} from 'node:util'
import {parsePage} from '../src/page/parse-page.ts'
import {type ComparedGrade, compareGrades, type Verdict} from './corpus/compare-grades.ts'
import {doubtfulLevels, overlookedHeadings} from './corpus/doubtful-levels.ts'
import {gradeMentions} from './corpus/grade-mentions.ts'
import {type CorpusPage, openCorpus} from './corpus/open-corpus.ts'
import {SHAPES, shapeOf} from './corpus/page-shape.ts'

const {values} = parseArgs({options: {list: {type: 'boolean', default: false}}})

const GENERATIONS = {
  'the 2022 handbook': (page: CorpusPage) => page.tree !== 'hugo',
  Hugo: (page: CorpusPage) => page.tree === 'hugo'
}
const VERDICTS: readonly Verdict[] = [
  'right by heading',
  'right by sentence',
  'doubtful level',
  'of no level',
  'mention',
  'missed',
  'mention read',
  'invented'
]

const corpus = openCorpus(process.env.LADDERLINT_CORPUS)
const pages = corpus.pages()
corpus.close()

const cases: string[] = []
const columns = Object.entries(GENERATIONS).map(([name, holds]) => ({
  name,
  counts: countPages(pages.filter(holds))
}))
printTable(columns)
printGoals(columns.map(({counts}) => counts))
if (values.list) console.log(`\n${cases.join('\n')}`)

function countPages(group: readonly CorpusPage[]): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (row: string, by = 1) => counts.set(row, (counts.get(row) ?? 0) + by)
  for (const {tree, path, text: source} of group) {
    const page = parsePage(path, source)
    const {family, text} = page
    const tell = (kind: string, line: number | string, detail: string) =>
      cases.push(`${kind}\t${tree}:${path}:${line}\t${detail}`)
    add('pages')
    add(shapeOf(page))
    add('levels', family.levels.length)
    for (const level of family.levels) {
      const {name, rank, grades, place} = level
      add(`levels ${level.stated === 'page' ? 'that are the page' : `stated by a ${level.stated}`}`)
      if (rank === null) add('levels without a rank')
      if (grades.length === 0) add('levels without a grade')
      if (rank === null) tell('no rank', place.start.line, name)
      if (grades.length === 0) tell('no grade', place.start.line, name)
    }
    const doubts = doubtfulLevels(family, text)
    add('levels to look at', new Set(doubts.map(({level}) => level)).size)
    for (const {level, reason} of doubts) tell('level', level.place.start.line, `${level.name}: ${reason}`)
    for (const {text: heading, place} of overlookedHeadings(family)) {
      add('headings like a level that are none')
      tell('heading', place.start.line, heading)
    }
    for (const ladder of family.ladders) {
      const kind =
        ladder.targets.length > 0
          ? 'with targets'
          : ladder.undefinedYet
            ? 'not defined yet'
            : 'without a link'
      add('career ladders')
      add(`career ladders ${kind}`)
      if (kind === 'without a link')
        tell('ladder', family.sections[ladder.section]?.heading.place.start.line ?? 0, kind)
    }
    for (const grade of compareGrades(family, gradeMentions(text))) {
      add('grades written')
      add(grade.verdict)
      if (grade.verdict !== 'right by heading') tell(grade.verdict, grade.line, describe(grade))
    }
  }
  return counts
}

function describe({level, text, excerpt}: ComparedGrade): string {
  return `${level ?? '-'} {${text}} ${excerpt}`
}

function printTable(
  table: readonly {readonly name: string; readonly counts: ReadonlyMap<string, number>}[]
): void {
  const rows = [
    'pages',
    ...SHAPES.map(indented),
    'levels',
    ...[
      'stated by a heading',
      'stated by a sentence',
      'that are the page',
      'without a rank',
      'without a grade',
      'to look at'
    ].map((kind) => `  levels ${kind}`),
    '  headings like a level that are none',
    'career ladders',
    ...['with targets', 'not defined yet', 'without a link'].map((kind) => `  career ladders ${kind}`),
    'grades written',
    ...VERDICTS.map(indented)
  ]
  console.log(`${''.padEnd(44)}${table.map(({name}) => name.padStart(20)).join('')}`)
  for (const row of rows) {
    const cells = table.map(({counts}) => String(counts.get(row.trim()) ?? 0).padStart(20))
    console.log(`${row.padEnd(44)}${cells.join('')}`)
  }
}

function indented(row: string): string {
  return `  ${row}`
}

/** The two figures that a change of src/page must not make worse. */
function printGoals(counts: readonly ReadonlyMap<string, number>[]): void {
  const sum = (...rows: readonly string[]) =>
    counts.reduce((total, each) => total + rows.reduce((part, row) => part + (each.get(row) ?? 0), 0), 0)
  const written = sum('grades written')
  const unexplained = sum('missed', 'mention read', 'invented')
  const right = sum('right by heading', 'right by sentence')
  const stated = written - sum('mention')
  console.log(
    `\nexplained: ${share(written - unexplained, written)}; at the right level for certain: ${share(right, stated)}`
  )
}

function share(part: number, whole: number): string {
  return `${part} of ${whole} (${((100 * part) / Math.max(whole, 1)).toFixed(1)} %)`
}
