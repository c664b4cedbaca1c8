/**
 * Tree and front matter to JobFamily: the one place that puts the readers of headings, grades, levels and links together.
 */
import type {Root} from 'mdast'
import {readCareerLadders} from './career-ladders.ts'
import {familyKind} from './family-kind.ts'
import {gradesInHeading, gradesInParagraph, type ReadParagraph, readParagraphs} from './grade-blocks.ts'
import {type Renderer, rendererOf} from './heading-ids.ts'
import {readHeadings} from './headings.ts'
import {includedKinds} from './included.ts'
import type {JobFamily, Level, LevelRow, LevelTable, Link, Section} from './job-family.ts'
import {rankLevels} from './ladder-groups.ts'
import {draftLevels, type LevelDraft, type LocatedGrade} from './level-drafts.ts'
import {levelName} from './level-name.ts'
import {type ReadTable, readLevelTables} from './level-tables.ts'
import {readLinks} from './links.ts'
import type {MaskedText} from './mask.ts'
import type {Generation} from './page.ts'
import {type createPlaces, startOf} from './places.ts'
import {readReportsTo} from './reports-to.ts'
import {withLevels} from './section-levels.ts'
import {outlineOf, sectionAt} from './sections.ts'

export interface FamilySources {
  readonly path: string
  readonly text: string
  readonly masked: MaskedText
  readonly tree: Root
  readonly generation: Generation
  readonly title: string | null
  readonly placeAt: ReturnType<typeof createPlaces>
}

export function readJobFamily(sources: FamilySources): JobFamily {
  const {path, text, masked, tree, title, placeAt} = sources
  const renderer: Renderer = rendererOf(sources.generation)
  const read = readHeadings(tree, masked.text, masked.masked, renderer, placeAt)
  const headings = read.map(({heading}) => heading)
  const outline = outlineOf(headings, text.length, placeAt)
  const sectionOf = (offset: number) => sectionAt(outline, offset)

  const links = readLinks(tree, {original: text, masked: masked.text, placeAt, sectionAt: sectionOf})
  const linksByStart = new Map(links.map((link) => [startOf(link.place), link]))
  const urlAt = (offset: number) => linksByStart.get(offset)?.url ?? ''
  const paragraphs = readParagraphs(tree, masked.text)
  const grades: LocatedGrade[] = [
    ...read.flatMap((heading, section) =>
      gradesInHeading(heading, placeAt).map((statement) => ({statement, section}))
    ),
    ...paragraphs.flatMap((paragraph) =>
      gradesInParagraph(paragraph, urlAt, placeAt).map((statement) => ({
        statement,
        section: sectionOf(paragraph.start)
      }))
    )
  ]

  const drafts = draftLevels(outline, grades, title ?? '')
  const sections = withLevels(outline, drafts)
  const ranked = rankLevels(drafts.levels, outline)
  const tables = readLevelTables(tree, {
    text: masked.text,
    links,
    placeAt,
    keepsExtraCells: renderer === 'kramdown'
  })
  const matched = tables.map((table) => matchRows(table, drafts.levels, sections))
  const reports = reportsByLevel(
    paragraphs,
    sections,
    sectionOf,
    (offset) => linksByStart.get(offset),
    placeAt
  )
  const levels = drafts.levels.map((draft, index): Level => {
    const {name, heading, stated, parent, place} = draft
    const rank = ranked[index] ?? {...levelName(name), ladder: 0}
    const inTables = matched.flatMap(({rows}) =>
      rows.filter((row) => row.level === index).map((row) => row.grade)
    )
    return {
      name,
      heading,
      stated,
      parent,
      ...rank,
      grades: [...draft.grades, ...inTables.filter((grade) => grade !== null)].sort(
        (a, b) => startOf(a.place) - startOf(b.place)
      ),
      reportsTo: reports.get(index) ?? (stated === 'page' ? (reports.get(null) ?? []) : []),
      place
    }
  })
  const levelStarts = new Set(
    drafts.levels.flatMap(({at}) =>
      at === null ? [] : [startOf(outline[at]?.heading.place ?? placeAt(0, 0))]
    )
  )
  return {
    title,
    kind: familyKind(
      path,
      title ?? '',
      sections.flatMap(({kind, alsoKind}) => [kind, alsoKind]),
      grades.length > 0
    ),
    headings,
    sections,
    levels: levels,
    grades: drafts.unowned,
    tables: matched,
    ladders: readCareerLadders({sections, links, paragraphs, levels: levelStarts, placeAt}),
    links,
    included: includedKinds(masked.masked)
  }
}

/** A row is about the level its own link leads to, else the level of its name, else the only one with its level word. */
function matchRows(
  table: ReadTable,
  levels: readonly LevelDraft[],
  sections: readonly Section[]
): LevelTable {
  const rows = table.rows.map((row): LevelRow => ({...row, level: levelOfRow(row, levels, sections)}))
  return {place: table.place, rows}
}

function levelOfRow(
  row: Omit<LevelRow, 'level'>,
  levels: readonly LevelDraft[],
  sections: readonly Section[]
): number | null {
  const id = row.link?.url.split('#')[1]
  const linked =
    id === undefined ? undefined : sections.find(({heading, level}) => heading.id === id && level !== null)
  if (linked) return linked.level
  const named = levels.findIndex(({name}) => name.toLowerCase() === row.name.toLowerCase())
  if (named !== -1) return named
  const {word} = levelName(row.name)
  const sharing = levels.flatMap(({name}, index) => (levelName(name).word === word ? [index] : []))
  return word !== null && sharing.length === 1 ? (sharing[0] ?? null) : null
}

function reportsByLevel(
  paragraphs: readonly ReadParagraph[],
  sections: readonly Section[],
  sectionOf: (offset: number) => number | null,
  linkAt: (offset: number) => Link | undefined,
  placeAt: FamilySources['placeAt']
) {
  const found = paragraphs.flatMap((paragraph) =>
    readReportsTo(paragraph, linkAt, placeAt).map((report) => ({
      report,
      level: sections[sectionOf(startOf(report.place)) ?? -1]?.level ?? null
    }))
  )
  const byLevel = Map.groupBy(found, ({level}) => level)
  return new Map([...byLevel].map(([level, group]) => [level, group.map(({report}) => report)]))
}
