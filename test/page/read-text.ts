/**
 * Pages for tests: a text at a path, or a fixture.
 */
import {readFileSync} from 'node:fs'
import type {JobFamily} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {parsePage} from '../../src/page/parse-page.ts'

export const HUGO = 'content/job-families/port/pilot.md'
export const MIDDLEMAN = 'sites/uncategorized/source/job-families/port/pilot/index.html.md'

/** The family that a Hugo page's text tells. */
export function familyOf(text: string, path = HUGO): JobFamily {
  return parsePage(path, text).family
}

/** A whole page of test/fixtures/pages, e.g. "hugo/net-mender.md". */
export function fixturePage(name: string): Page {
  const url = new URL(`../fixtures/pages/${name}`, import.meta.url)
  return parsePage(name, readFileSync(url, 'utf8'))
}

/** Each level with its grades: "Senior Pilot 7". */
export function levelsOf({levels}: JobFamily): string[] {
  return levels.map(({name, grades}) => [name, ...grades.map(({grade}) => grade)].join(' '))
}
