/**
 * Where to say that a page lacks something: an absence has no line of its own.
 */
import type {Place} from '../src/page/job-family.ts'
import type {Page} from '../src/page/page.ts'
import {createPlaces} from '../src/page/places.ts'

/** The front matter's title; the page's first line where there is none. */
export function topOf({frontMatter, text}: Page): Place {
  const title = frontMatter.keys.find(({name}) => name.toLowerCase() === 'title')
  return title?.place ?? createPlaces(text)(0, text.search(/[\r\n]|$/))
}
