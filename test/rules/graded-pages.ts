/**
 * Pages whose levels stand under "Levels", each with a grade in its heading, for tests of rules about grades.
 */

/** @param levels Name, and grade if it states one. */
export function gradedPage(...levels: readonly (readonly [name: string, grade?: number])[]): string {
  const headings = levels.map(
    ([name, grade]) => `### ${name}${grade === undefined ? '' : ` (Grade ${grade})`}\n`
  )
  return `---\ntitle: Parts\n---\n\n## Responsibilities\n\n- Work\n\n## Levels\n\n${headings.join('\n')}`
}
