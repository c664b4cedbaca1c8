/**
 * What is to be said of a link's name, and the words to write instead.
 */
import type {Link} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import {familyName, nameInPath} from '../family-name.ts'
import type {Fix} from '../finding.ts'

export interface Named {
  readonly reason: string
  readonly fix: Fix | null
}

/** Replaces `old`, a part of the link's text; null where it does not stand there once and as it is read. */
export function replaceInText({textPlace}: Link, text: string, old: string, fresh: string): Fix | null {
  if (!textPlace || /[[\]\\`*_<>]/.test(fresh)) return null
  const written = text.slice(startOf(textPlace), endOf(textPlace))
  const at = written.indexOf(old)
  if (at === -1 || written.includes(old, at + 1)) return null
  const start = startOf(textPlace) + at
  return {edits: [{start, end: start + old.length, text: fresh}]}
}

/** What a page may be called: by its title, its levels and its address. */
export function namesOf({path, family}: Page): string[] {
  const title = family.title === null ? [] : [familyName(family.title)]
  return [...title, ...family.levels.map(({name}) => name), nameInPath(path).replaceAll('-', ' ')]
}
