/**
 * Copy of the handbook's grade tables (December 2025), for trees without the page: figures and level names only.
 * Source: https://handbook.gitlab.com/handbook/total-rewards/compensation/compensation-calculator/#gitlab-job-grades
 */
import type {GradeTable, GradeTables} from './grade-tables.ts'

type Row = GradeTable['rows'][number]

function row(grade: number, management: readonly string[], individual: readonly string[]): Row {
  return {grade, management, individual}
}

export const BUNDLED_GRADE_TABLES: GradeTables = {
  source: 'bundled',
  tables: [
    {
      name: 'general',
      rows: [
        row(15, ['CEO'], []),
        row(14, ['EVP/CXO'], []),
        row(12, ['VP'], ['Fellow']),
        row(11, ['Senior Director'], ['Senior Distinguished']),
        row(10, ['Director'], ['Distinguished', 'Senior Principal Product Manager']),
        row(9, ['Senior Manager', 'Group Manager, Product'], ['Principal', 'Principal Product Manager']),
        row(8, ['Manager'], ['Staff', 'Senior Product Manager', 'Consultant']),
        row(7, [], ['Senior', 'Product Manager']),
        row(6, [], ['Intermediate']),
        row(5, [], ['Junior', 'Associate']),
        row(4, [], ['Intern'])
      ]
    },
    {
      name: 'Sales/Sales Development',
      rows: [
        row(15, ['CEO'], []),
        row(14, ['EVP/CXO'], []),
        row(12, ['VP'], []),
        row(11, ['Senior Director'], []),
        row(10, ['Director'], []),
        row(9, ['Manager (Sales)', 'Senior Manager (Sales)'], []),
        row(
          8,
          ['Manager (SDR/BDR)', 'Associate Manager (Sales)'],
          ['Alliance Business Development Manager', 'Enterprise']
        ),
        row(7, [], ['Mid Market']),
        row(6, [], ['SMB']),
        row(5, [], ['SDR/BDR'])
      ]
    },
    {
      name: 'Customer Success',
      rows: [
        row(15, ['CEO'], []),
        row(14, ['EVP/CXO'], []),
        row(12, ['VP'], ['Fellow']),
        row(11, ['Senior Director'], []),
        row(10, ['Director'], ['Distinguished']),
        row(9, ['Senior Manager', 'Manager'], ['Principal', 'Staff']),
        row(8, [], []),
        row(7, [], ['Senior']),
        row(6, [], ['Intermediate']),
        row(5, [], ['Junior']),
        row(4, [], ['Intern'])
      ]
    }
  ]
}
