/**
 * The page of a file that is not read as text at all.
 */
import {generationOf} from './generation.ts'
import type {JobFamily} from './job-family.ts'
import type {Page} from './page.ts'

/** A family about which nothing is known. */
export const NOTHING_READ: JobFamily = {
  title: null,
  kind: 'index',
  headings: [],
  sections: [],
  levels: [],
  grades: [],
  tables: [],
  ladders: [],
  links: [],
  included: []
}

const START = {line: 1, column: 1, offset: 0}

/** @param reason Why, in words for a person: "it is a binary file". */
export function unreadPage(path: string, reason: string): Page {
  return {
    path,
    text: '',
    generation: generationOf(path, undefined, ''),
    frontMatter: {place: null, keys: [], data: {}, problems: []},
    tree: {type: 'root', children: []},
    family: NOTHING_READ,
    unread: {reason, place: {start: START, end: START}}
  }
}
