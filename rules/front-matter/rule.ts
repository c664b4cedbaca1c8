/**
 * front-matter: a page starts with YAML that the handbook's renderers read, and has a title.
 * Policy: handbook/editing-handbook (Hugo pages need a title and a description). Why and examples: ./README.md
 */
import {distance} from 'fastest-levenshtein'
import type {FrontMatter, FrontMatterProblem} from '../../src/page/front-matter.ts'
import type {Generation} from '../../src/page/page.ts'
import {createPlaces} from '../../src/page/places.ts'
import {defineRule, EVERY_KIND} from '../define-rule.ts'

/** Keys that a slip of the pen is recognised for; any other key is the handbook's own business. */
const KEYS = ['title', 'description', 'layout', 'aliases', 'cascade']
/** Keys that look like a slip and are none (Hugo's own, and themes'). */
const OTHER_KEYS = new Set(['titles', 'layouts', 'subtitle', 'linktitle', 'descriptions'])
/** The rest of the block says nothing when one of these is the matter. */
const UNREAD: ReadonlySet<FrontMatterProblem['kind']> = new Set(['unreadable', 'not-yaml', 'too-deep'])

const START = 'a line "---", then "title:" with the name of the job family, then a line "---"'

export default defineRule({
  name: 'front-matter',
  severity: 'error',
  fixes: false,
  summary: 'front matter that cannot be read, no title, a misspelt or repeated key; no description (info)',
  kinds: EVERY_KIND,
  run({page: {text, generation, frontMatter}, report}) {
    const placeOf = createPlaces(text)
    if (!frontMatter.place) {
      const reason =
        text.trim() === '' ? 'This page is empty' : 'This page has no front matter, so it has no title'
      report({
        reason: `${reason}. Start it with ${START}`,
        place: placeOf(0, firstLineEnd(text)),
        key: 'front matter'
      })
      return
    }
    for (const problem of frontMatter.problems) report(describeProblem(problem))
    if (frontMatter.problems.some((problem) => UNREAD.has(problem.kind))) return

    const slips = findSlips(frontMatter, generation)
    for (const {name, meant, place} of slips) {
      report({reason: `The front matter's key "${name}" is not known; write "${meant}"`, place, key: name})
    }
    const isMeant = (key: string): boolean => slips.some(({meant}) => meant === key)
    const start = placeOf(0, firstLineEnd(text))
    const titlePlace = frontMatter.keys.find(({name}) => name.toLowerCase() === 'title')?.place ?? start
    const title = isMeant('title') ? null : mistakeInTitle(readValue(frontMatter, 'title'))
    if (title) report({reason: title, place: titlePlace, key: 'title'})

    // Half of the old generations' pages never had one, and nothing shows it there.
    const isDescribed = generation === 'hugo' || generation === 'hugo-export'
    if (isDescribed && !isMeant('description') && isBlank(readValue(frontMatter, 'description'))) {
      const reason =
        'The front matter has no description; add one sentence on what the family does, which search results show'
      report({reason, place: titlePlace, key: 'description', severity: 'info'})
    }
  }
})

function describeProblem({kind, detail, place}: FrontMatterProblem) {
  // The finding has a place of its own.
  const what = detail.replace(/^line \d+: /, '')
  const sentence = what.charAt(0).toUpperCase() + what.slice(1)
  if (kind === 'duplicate-key') return {reason: `${sentence}. Remove one of them`, place, key: what}
  const reason = kind === 'unreadable' ? `${sentence}, so that the front matter cannot be read` : sentence
  return {reason, place, key: kind}
}

function findSlips({keys}: FrontMatter, generation: Generation) {
  const isCaseBlind = generation === 'hugo' || generation === 'hugo-export'
  return keys.flatMap(({name, place}) => {
    const key = isCaseBlind ? name.toLowerCase() : name
    if (KEYS.includes(key) || OTHER_KEYS.has(key.toLowerCase())) return []
    const meant = KEYS.find((known) => isSlip(key.toLowerCase(), known))
    return meant === undefined ? [] : [{name, meant, place}]
  })
}

/** One letter too many, too few or wrong, or two letters swapped; two such slips in a long word. */
function isSlip(name: string, known: string): boolean {
  if (Math.abs(name.length - known.length) > 2) return false
  const swapped = [...name].sort().join('') === [...known].sort().join('')
  return distance(name, known) <= (swapped || known.length > 8 ? 2 : 1)
}

function mistakeInTitle(title: unknown): string | undefined {
  if (isBlank(title))
    return 'The page has no title; write the name of the job family after "title:" in the front matter'
  if (typeof title === 'object')
    return 'The title is not a text; write the name of the job family after "title:"'
  if (/[\p{L}\p{N}]/u.test(String(title))) return undefined
  return `The title is "${String(title).trim()}"; write the name of the job family`
}

function readValue({data}: FrontMatter, key: string): unknown {
  const name = Object.keys(data).findLast((candidate) => candidate.toLowerCase() === key)
  return name === undefined ? undefined : data[name]
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

function firstLineEnd(text: string): number {
  return text.search(/[\r\n]|$/)
}
