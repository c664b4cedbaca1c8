/**
 * Pages whose levels stand under "Levels", each with a grade in its heading, for tests of rules about grades.
 */

/** A level's name, and its grade if it states one. */
export type GradedLevel = readonly [name: string, grade?: number]

export function gradedPage(...levels: readonly GradedLevel[]): string {
  const headings = levels.map(
    ([name, grade]) => `### ${name}${grade === undefined ? '' : ` (Grade ${grade})`}\n`
  )
  return `---\ntitle: Parts\n---\n\n## Responsibilities\n\n- Work\n\n## Levels\n\n${headings.join('\n')}`
}
