/**
 * Tree and front matter to JobFamily: the one place that puts the readers of headings, grades, levels and links together.
 */
import type {Root} from 'mdast'
import {readCareerLadders} from './career-ladders.ts'
import {collect} from './collect.ts'
import {familyKind} from './family-kind.ts'
import {gradesInHeading, gradesInParagraph, type ReadParagraph, readParagraphs} from './grade-blocks.ts'
import type {LocatedGrade} from './grade-owners.ts'
import {rendererOf} from './heading-ids.ts'
import {readHeadings} from './headings.ts'
import {includedKinds} from './included.ts'
import type {Heading, JobFamily, Level, LevelTable, Place, ReportsTo, Section} from './job-family.ts'
import {rankLevels} from './ladder-groups.ts'
import {draftLevels} from './level-drafts.ts'
import {readLevelTables} from './level-tables.ts'
import {readLinks} from './links.ts'
import type {MaskedText} from './mask.ts'
import {createNames} from './names.ts'
import {createOutline} from './outline.ts'
import type {Generation} from './page.ts'
import {type PlaceAt, startOf} from './places.ts'
import {type ReportsSources, readReportsTo} from './reports-to.ts'
import {withLevels} from './section-levels.ts'
import {ancestors, sectionAt} from './sections.ts'
import {matchRows} from './table-rows.ts'

export interface FamilySources {
  readonly path: string
  readonly text: string
  readonly masked: MaskedText
  readonly tree: Root
  readonly generation: Generation
  readonly title: string | null
  /** Where the title stands; the page's beginning when it has none. */
  readonly titlePlace: Place
  readonly placeAt: PlaceAt
}

export function readJobFamily(sources: FamilySources): JobFamily {
  const {path, text, masked, tree, title, placeAt} = sources
  const renderer = rendererOf(sources.generation)
  const nodes = collect(tree)
  const read = readHeadings(nodes.headings, masked, renderer, placeAt)
  const headings = read.map(({heading}) => heading)
  const readName = createNames([title ?? '', ...headings.map((heading) => heading.text)])
  const outline = createOutline(headings, text.length, title ?? '', readName, placeAt)
  const sectionOf = (offset: number) => sectionAt(outline, offset)

  const links = readLinks(nodes, {original: text, masked: masked.text, placeAt, sectionAt: sectionOf})
  const linksByStart = new Map(links.map((link) => [startOf(link.place), link]))
  const linkAt = (offset: number) => linksByStart.get(offset)
  const paragraphs = readParagraphs(nodes.paragraphs, masked.text)
  const grades: LocatedGrade[] = [
    ...read.flatMap((heading, section) =>
      gradesInHeading(heading, placeAt).map((statement) => ({statement, section}))
    ),
    ...paragraphs.flatMap((paragraph) => {
      const section = sectionOf(paragraph.start)
      return gradesInParagraph(paragraph, (at) => linkAt(at)?.url ?? '', placeAt).map((statement) => ({
        statement,
        section
      }))
    })
  ]

  const drafts = draftLevels(outline, grades, title ?? '', sources.titlePlace, readName)
  const sections = withLevels(outline, drafts)
  const ranked = rankLevels(drafts.levels, outline, readName)
  const keepsExtraCells = renderer === 'kramdown'
  const readTables = readLevelTables(nodes.tables, {text: masked.text, links, placeAt, keepsExtraCells})
  const tables = matchRows(readTables, {drafts: drafts.levels, ranked, sections, readName})
  const inTables = gradesInTables(tables)
  const levelHeadings = new Set(drafts.levels.flatMap(({at, heading}) => (at === null ? [] : [heading])))
  const managers = managersByLevel(paragraphs, sections, levelHeadings, {linkAt, placeAt})
  const levels = drafts.levels.flatMap(({at: _, grades: stated, ...draft}, index): Level[] => {
    const rank = ranked[index]
    const reportsTo = managers.get(index) ?? (draft.stated === 'page' ? managers.get(null) : undefined) ?? []
    return rank
      ? [{...draft, ...rank, grades: inOrder([...stated, ...(inTables.get(index) ?? [])]), reportsTo}]
      : []
  })
  const kinds = sections.flatMap(({kind, alsoKind}) => [kind, alsoKind])
  return {
    title,
    kind: familyKind(path, title ?? '', kinds, grades.length > 0),
    headings,
    sections,
    levels,
    grades: drafts.unowned,
    tables,
    ladders: readCareerLadders({sections, levels, links, paragraphs, placeAt}),
    links,
    included: includedKinds(masked.masked)
  }
}

function inOrder(grades: Level['grades']): Level['grades'] {
  return [...grades].sort((a, b) => startOf(a.place) - startOf(b.place))
}

/** Grades in tables by the index of their level. */
function gradesInTables(tables: readonly LevelTable[]): Map<number | null, Level['grades'][number][]> {
  const rows = tables
    .flatMap((table) => table.rows)
    .flatMap(({level, grade}) => (grade ? [{level, grade}] : []))
  const byLevel = Map.groupBy(rows, ({level}) => level)
  return new Map([...byLevel].map(([level, group]) => [level, group.map(({grade}) => grade)]))
}

/** Managers by the index of the level they are named for; under null those of the page. */
function managersByLevel(
  paragraphs: readonly ReadParagraph[],
  sections: readonly Section[],
  levels: ReadonlySet<Heading | null>,
  sources: ReportsSources
): Map<number | null, ReportsTo[]> {
  const found = new Map<number | null, ReportsTo[]>()
  for (const paragraph of paragraphs) {
    const section = sectionAt(sections, paragraph.start)
    if (isAside(sections, section, levels)) continue
    const level = section === null ? null : (sections[section]?.level ?? null)
    const known = found.get(level) ?? []
    const fresh = readReportsTo(paragraph, sources).filter(({text}) =>
      known.every((other) => other.text !== text)
    )
    if (fresh.length > 0) found.set(level, [...known, ...fresh])
  }
  return found
}

/** Specialties and interview steps name managers of their own; levels may stand below such a section, too. */
function isAside(
  sections: readonly Section[],
  section: number | null,
  levels: ReadonlySet<Heading | null>
): boolean {
  if (section === null) return false
  for (const index of [section, ...ancestors(sections, section)]) {
    const {heading = null, kind} = sections[index] ?? {}
    if (levels.has(heading)) return false
    if (kind === 'specialties' || kind === 'segment' || kind === 'hiring-process') return true
  }
  return false
}
