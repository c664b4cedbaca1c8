/**
 * What happens to a page's levels, in words: added, removed, renamed, moved, grades and managers changed.
 */
import type {Level} from '../page/job-family.ts'
import type {Page} from '../page/page.ts'
import type {Change} from './change.ts'
import {normaliseKey} from './fingerprint.ts'
import {type LevelPair, type MatchedLevels, matchLevels} from './match-levels.ts'
import {prose} from './quote.ts'
import {counted, listed, shortened} from './words.ts'

const MOST_NAMED = 12

export function describeLevels(base: Page, head: Page): Change[] {
  const matched = matchLevels(base, head)
  return [
    ...describeAdded(matched),
    ...matched.removed.map(
      (level): Change => ({kind: 'level-removed', text: `Level removed: ${withGrades(level)}`})
    ),
    ...matched.pairs.flatMap((pair) => describePair(pair)),
    ...describeMoves(matched, base, head),
    ...describeOrder(matched, base),
    ...describePageGrades(base, head)
  ]
}

/** "Senior Engineer (grade 7)". */
export function withGrades(level: Level): string {
  const grades = gradesOf(level)
  return grades === '' ? prose(level.name) : `${prose(level.name)} (${grades})`
}

/** "grade 7", "grades 8 and 9", '' for none. */
export function gradesOf({grades}: Pick<Level, 'grades'>): string {
  const numbers = gradeNumbers(grades)
  return numbers.length === 0
    ? ''
    : `${numbers.length === 1 ? 'grade' : 'grades'} ${listed(numbers.map(String))}`
}

function gradeNumbers(statements: Level['grades']): number[] {
  const numbers = statements.flatMap(({grade, alternatives}) => [grade, ...alternatives])
  return [...new Set(numbers)].sort((a, b) => a - b)
}

/** Levels of a job that the page did not have before are a role; others are single rungs. */
function describeAdded({added, pairs}: MatchedLevels): Change[] {
  const known = new Set(pairs.map(({head}) => head.ladder))
  return Array.from(Map.groupBy(added, ({ladder}) => ladder)).flatMap(([ladder, levels]): Change[] => {
    if (known.has(ladder) || levels.length === 1) {
      return levels.map((level) => ({kind: 'level-added', text: `Level added: ${withGrades(level)}`}))
    }
    const names = listed(shortened(levels.map(withGrades), MOST_NAMED))
    return [{kind: 'level-added', text: `Role added, with ${counted(levels.length, 'level')}: ${names}`}]
  })
}

function describePair({base, head}: LevelPair): Change[] {
  const changes: Change[] = []
  const name = prose(head.name)
  if (normaliseKey(base.name) !== normaliseKey(head.name)) {
    changes.push({kind: 'level-renamed', text: `Level renamed: ${prose(base.name)} → ${name}`})
  }
  const [before, after] = [gradeNumbers(base.grades), gradeNumbers(head.grades)]
  if (before.join() !== after.join())
    changes.push({kind: 'grade', text: `${name}: ${gradeChange(before, after)}`})
  const [old, now] = [managersOf(base), managersOf(head)]
  if (normaliseKey(old) !== normaliseKey(now)) {
    changes.push({kind: 'manager', text: `${name}: ${managerChange(old, now)}`})
  }
  return changes
}

function gradeChange(before: readonly number[], after: readonly number[]): string {
  const [old, now] = [before, after].map((numbers) => listed(numbers.map(String)))
  if (before.length === 0) return `grade ${now} stated, none before`
  if (after.length === 0) return `grade ${old} no longer stated`
  return `${before.length === 1 ? 'grade' : 'grades'} ${old} → ${now}`
}

function managerChange(before: string, after: string): string {
  if (before === '') return `reports to “${prose(after)}”, not stated before`
  if (after === '') return `no longer says that it reports to “${prose(before)}”`
  return `reports to “${prose(after)}”, before to “${prose(before)}”`
}

function managersOf({reportsTo}: Level): string {
  return listed([...new Set(reportsTo.map(({text}) => text.trim()))])
}

/** Levels under another section than before; a section that only got another name moves nobody. */
function describeMoves({pairs}: MatchedLevels, base: Page, head: Page): Change[] {
  const [before, after] = [headingsOf(base), headingsOf(head)]
  const moves = pairs.flatMap((pair) => {
    const [from, to] = [parentOf(pair.base, base), parentOf(pair.head, head)]
    if (normaliseKey(from) === normaliseKey(to)) return []
    const isRenamed =
      from !== '' && to !== '' && !after.has(normaliseKey(from)) && !before.has(normaliseKey(to))
    return isRenamed
      ? []
      : [{name: prose(pair.head.name), way: `from ${placeName(from)} to ${placeName(to)}`}]
  })
  return Array.from(
    Map.groupBy(moves, ({way}) => way),
    ([way, moved]): Change => {
      const names = listed(
        shortened(
          moved.map(({name}) => name),
          MOST_NAMED
        )
      )
      return {kind: 'level-moved', text: `${names} moved: ${way}`}
    }
  )
}

function parentOf({parent}: Level, page: Page): string {
  return parent === null ? '' : (page.family.sections[parent]?.heading.text ?? '')
}

function headingsOf({family}: Page): ReadonlySet<string> {
  return new Set(family.headings.map(({text}) => normaliseKey(text)))
}

function placeName(heading: string): string {
  return heading === '' ? 'the top of the page' : `“${prose(heading)}”`
}

function describeOrder({pairs}: MatchedLevels, base: Page): Change[] {
  const order = new Map(base.family.levels.map((level, index) => [level, index]))
  const positions = pairs.map((pair) => order.get(pair.base) ?? 0)
  const isKept = positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? -1))
  if (isKept) return []
  const names = pairs.map(({head}) => prose(head.name))
  return [{kind: 'level-moved', text: `Levels in another order: ${listed(shortened(names, MOST_NAMED))}`}]
}

function describePageGrades(base: Page, head: Page): Change[] {
  const [before, after] = [gradeNumbers(base.family.grades), gradeNumbers(head.family.grades)]
  // A grade that was the page's and is now a level's is told with the level.
  if (before.join() === after.join() || before.length === 0 || after.length === 0) return []
  return [{kind: 'grade', text: `The page: ${gradeChange(before, after)}`}]
}
