/**
 * grade-phrase: a grade is written as the templates write it, "is a [grade 7](…)".
 * Policy: hiring/job-families.md, the templates. Why and examples: ./README.md
 */
import type {GradeStatement, JobFamily} from '../../src/page/job-family.ts'
import {endOf} from '../../src/page/places.ts'
import {defineRule} from '../define-rule.ts'
import {inWords} from '../in-words.ts'
import {levelKey} from '../level-key.ts'
import {dependingOnSeniority, levelForGrade, linkAround, type Phrase, wordlessLink} from './phrases.ts'

export default defineRule({
  name: 'grade-phrase',
  severity: 'info',
  fixes: true,
  summary: 'a grade in other words than "grade 7": "level 7", a bare number, "depending on seniority"',
  describe: (parts) => `Write grades as the templates do: ${inWords(parts.map(({label}) => label))}`,
  run({page, family, report}) {
    for (const {owner, statement} of statementsOf(family)) {
      for (const {written, better, edits} of phrasesIn(statement, family, page.text)) {
        const label = `"${better}" for "${written}"`
        report({place: statement.statement, key: `${owner}: ${better}`, label, fix: {edits}})
      }
    }
  }
})

function statementsOf({levels, grades}: JobFamily): {owner: string; statement: GradeStatement}[] {
  return [
    ...levels.flatMap((level) => level.grades.map((statement) => ({owner: levelKey(level), statement}))),
    ...grades.map((statement) => ({owner: 'page', statement}))
  ]
}

function phrasesIn(statement: GradeStatement, {links}: JobFamily, text: string): Phrase[] {
  const link = linkAround(statement, links)
  const number = (link && wordlessLink(statement, link, text)) ?? levelForGrade(statement, text)
  const addition = dependingOnSeniority(statement, endOf(link?.place ?? statement.place), text)
  return [number, addition].filter((phrase) => phrase !== undefined)
}
