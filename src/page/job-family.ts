/**
 * What a job-family page says: its title, sections, levels, grades and career ladder.
 * All places are unist's: line and column from 1, offset from 0 in UTF-16 units of the page's text,
 * `end` exclusive. Text of headings and links is as a reader sees it: no Markdown, escapes resolved.
 * Shapes of real pages: docs/pages.md.
 */
import type {Position} from 'unist'

/** A stretch of the page. Always has line, column and offset at both ends. */
export type Place = Position

/** A heading as the generation's own renderer would show and link it. */
export interface Heading {
  /** Text as read, Unicode-trimmed: "Associate Engineer (Grade 5)". */
  readonly text: string
  /** 1 to 6. */
  readonly depth: number
  readonly place: Place
  /** The id (fragment) that the generation's renderer gives, repeats numbered as it numbers them. */
  readonly id: string
  /** Whether the whole heading is bold, as Google Docs exports it. */
  readonly bold: boolean
}

/** What a section is for, read from its heading by vocabulary; null for any other heading. */
export type SectionKind =
  | 'overview'
  | 'responsibilities'
  | 'requirements'
  | 'performance-indicators'
  | 'job-grade'
  | 'levels'
  | 'career-ladder'
  | 'career-paths'
  | 'hiring-process'
  | 'specialties'
  | 'segment'
  | 'nice-to-have'
  | 'compensation'
  | 'about'

/** A heading and what stands under it, up to the next heading of the same or a smaller depth. */
export interface Section {
  readonly heading: Heading
  readonly kind: SectionKind | null
  /** A second purpose that the same heading names ("Responsibilities & Requirements"); null for nearly all. */
  readonly alsoKind: SectionKind | null
  /** Index in `JobFamily.sections` of the section this one is nested in; null at the top. */
  readonly parent: number | null
  /** Index in `JobFamily.levels` of the level this section belongs to; null when it is the page's. */
  readonly level: number | null
  /** Heading and all that is nested below it. */
  readonly place: Place
  /** Text between this heading and the next heading of any depth (own text only, raw Markdown). */
  readonly body: Place
  /** The level's name as written in the section's heading ("Senior Engineer" in "Senior Engineer Job Grade"). */
  readonly named: string | null
}

/** A word that places a level on a ladder (facts: the handbook's grade tables and 948 real level headings). */
export type LevelWord =
  | 'intern'
  | 'junior'
  | 'associate'
  | 'intermediate'
  | 'senior'
  | 'lead'
  | 'staff'
  | 'principal'
  | 'senior principal'
  | 'distinguished'
  | 'senior distinguished'
  | 'fellow'
  | 'associate manager'
  | 'manager'
  | 'senior manager'
  | 'group manager'
  | 'director'
  | 'senior director'
  | 'vice president'
  | 'executive vice president'
  | 'chief'

export type Track = 'individual' | 'management'

/** One place where a page says a grade. */
export interface GradeStatement {
  /** A whole number, or 9.5 on pages older than its deprecation. */
  readonly grade: number
  readonly source: 'heading' | 'sentence' | 'table'
  /** The number itself. */
  readonly place: Place
  /** The whole heading, sentence or table cell. */
  readonly statement: Place
  /** Who the sentence says has the grade ("The Senior Engineer"), as written; null for headings and "is a 7". */
  readonly subject: string | null
  /** Other grades the same sentence allows for the same level ("a grade 11 or a grade 12"). */
  readonly alternatives: readonly number[]
}

/** A link as written on the page. */
export interface Link {
  /** Text as a reader sees it. */
  readonly text: string
  /** Destination as written, without title; a shortcode as a whole (`{{< ref "x" >}}`). Empty for `[x]()`. */
  readonly url: string
  readonly kind: 'inline' | 'reference' | 'autolink' | 'html' | 'shortcode'
  /** The whole link. */
  readonly place: Place
  /** Only the destination, so that a fix can replace it alone. */
  readonly urlPlace: Place
  /** Only the text between the brackets; null for autolinks. */
  readonly textPlace: Place | null
  /** Index in `JobFamily.sections` of the innermost section it stands in; null above the first heading. */
  readonly section: number | null
}

/** A sentence that names a manager ("reports to the Director, Support"). */
export interface ReportsTo {
  readonly text: string
  /** Destination as written, null when the manager is named without a link. */
  readonly url: string | null
  readonly place: Place
  /** Who the sentence says reports ("Senior Engineer" of "The Senior Engineer reports to …"); null for "This role reports to". */
  readonly subject: {readonly text: string; readonly place: Place} | null
}

/** One rung or role on the page. */
export interface Level {
  readonly name: string
  /**
   * The heading it was read from. For a level that only a sentence names (`stated` 'sentence', or 'page' when the whole
   * page is the role) the role or section heading above that sentence; null when nothing stands above it.
   */
  readonly heading: Heading | null
  readonly stated: 'heading' | 'sentence' | 'page'
  /** Index in `JobFamily.sections` of the section it stands under; null at the page's top. */
  readonly parent: number | null
  /** The explicit level word in its name, null when there is none. */
  readonly word: LevelWord | null
  /** The name without level words, plural, parentheses and case: "backend engineer"; '' for a bare "Staff". */
  readonly core: string
  /** Null when the name does not tell ("Marketing Manager" may be either). */
  readonly track: Track | null
  /** Order within its track, the general table's grade for its word (intern 4 … fellow 12); null when not known. */
  readonly rank: number | null
  readonly grades: readonly GradeStatement[]
  readonly reportsTo: readonly ReportsTo[]
  /** Levels of one job title on the page share a number: two roles, or two ladders, are two numbers. */
  readonly ladder: number
  /** The heading and all that is nested below it; for other `stated` the statement. */
  readonly place: Place
}

/** A row of a Levels table. */
export interface LevelRow {
  readonly name: string
  readonly place: Place
  /** The name's own link, if it has one. */
  readonly link: Link | null
  readonly grade: GradeStatement | null
  /** Text that the row holds beyond the header's columns, which GFM renderers drop; '' when none. */
  readonly dropped: string
  /** Index in `JobFamily.levels` of the level this row is about (by link, else by unambiguous level word). */
  readonly level: number | null
}

export interface LevelTable {
  readonly place: Place
  readonly rows: readonly LevelRow[]
}

/** The section that names the next job families. */
export interface CareerLadder {
  /** Index in `JobFamily.sections`. */
  readonly section: number
  /** Links in its own text (not in levels misplaced below it) that lead to a family or a level. */
  readonly targets: readonly Link[]
  /** Family the sentence says it speaks of ("X" in "next step for the X Job Family"), as written, and its place. */
  readonly subject: {readonly text: string; readonly place: Place} | null
  /** Whether it says that the ladder is not defined yet. */
  readonly undefinedYet: boolean
}

/**
 * What kind of page this is. Rules about structure apply to `family` only;
 * `executive` (Chief X Officer), `expert` (expert/, specialist/), and `index` (a list of families, or a stub
 * without any of the family's sections) get only text and link rules.
 */
export type FamilyKind = 'family' | 'executive' | 'expert' | 'index'

export interface JobFamily {
  /** Front matter's title, trimmed; null when there is none. */
  readonly title: string | null
  readonly kind: FamilyKind
  readonly headings: readonly Heading[]
  readonly sections: readonly Section[]
  readonly levels: readonly Level[]
  /** Grades that belong to the page as a whole, or to no level that could be named. */
  readonly grades: readonly GradeStatement[]
  readonly tables: readonly LevelTable[]
  readonly ladders: readonly CareerLadder[]
  readonly links: readonly Link[]
  /** Section kinds that an include or partial (ERB, shortcode) brings in and that cannot be read here. */
  readonly included: readonly SectionKind[]
}
