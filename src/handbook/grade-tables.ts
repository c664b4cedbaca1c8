/**
 * The handbook's grade tables: which grade a level of which track has.
 * Source: handbook page total-rewards/compensation/compensation-calculator, section "GitLab Job Grades".
 */
import type {Track} from '../page/job-family.ts'

export interface GradeTable {
  /** "general", or the heading above the table: "Sales/Sales Development", "Customer Success". */
  readonly name: string
  readonly rows: readonly {
    readonly grade: number
    /** Names as the cell lists them: "Senior Director", "Group Manager, Product". */
    readonly management: readonly string[]
    readonly individual: readonly string[]
  }[]
}

export interface GradeTables {
  readonly tables: readonly GradeTable[]
  /** Where they were read: a path of this handbook, or 'bundled' when this tree has no such page. */
  readonly source: string
}

/** A grade that some table gives for a level name. */
export interface TableGrade {
  readonly grade: number
  readonly table: string
  readonly track: Track
}
