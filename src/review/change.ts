/**
 * What a merge request does to a job family, in words a person would use.
 */
import type {Link, Section} from '../page/job-family.ts'
import type {Page} from '../page/page.ts'
import {describeLadder} from './change-ladder.ts'
import {describeLevels, withGrades} from './change-levels.ts'
import {normaliseKey} from './fingerprint.ts'
import {code, prose} from './quote.ts'
import type {ReviewedPage} from './reviewed-page.ts'
import {counted, listed, shortened} from './words.ts'

export interface Change {
  readonly kind:
    | 'page-new'
    | 'page-deleted'
    | 'page-renamed'
    | 'title'
    | 'level-added'
    | 'level-removed'
    | 'level-renamed'
    | 'level-moved'
    | 'grade'
    | 'ladder'
    | 'ladder-same'
    | 'manager'
    | 'section'
    | 'links'
  /** One line of Markdown; text of the page is inert in it. */
  readonly text: string
}

/** Kinds that say something about levels or grades: then it is worth saying, too, that the ladder stayed. */
const aboutLevels: ReadonlySet<Change['kind']> = new Set([
  'level-added',
  'level-removed',
  'level-renamed',
  'level-moved',
  'grade'
])

/** Changes of one page, the ones that matter most first. Empty when only its wording changed. */
export function describeChange({base, head, splitFrom}: ReviewedPage): Change[] {
  if (head?.unread || base?.unread) return []
  if (!head) return base ? [{kind: 'page-deleted', text: `Page deleted: ${titleOf(base)}`}] : []
  if (!base) return [describeNew(head, splitFrom)]
  const levels = describeLevels(base, head)
  const ladder = describeLadder(base.family, head.family)
  const isWorthSaying = (change: Change) =>
    change.kind !== 'ladder-same' || levels.some(({kind}) => aboutLevels.has(kind))
  return [
    ...describeName(base, head),
    ...levels,
    ...ladder.filter(isWorthSaying),
    ...describeSections(base, head),
    ...describeLinks(base.family.links, head.family.links)
  ]
}

function describeNew(page: Page, splitFrom: Page | undefined): Change {
  const levels = page.family.levels.map(withGrades)
  const origin = splitFrom ? `, split off from ${code(splitFrom.path)}` : ''
  const text = `New page: ${titleOf(page)}${origin}`
  if (levels.length === 0) return {kind: 'page-new', text: `${text}, no levels found on it`}
  return {
    kind: 'page-new',
    text: `${text}, with ${counted(levels.length, 'level')}: ${listed(shortened(levels, 12))}`
  }
}

function describeName(base: Page, head: Page): Change[] {
  const changes: Change[] = []
  if (base.path !== head.path) {
    changes.push({kind: 'page-renamed', text: `Page moved here from ${code(base.path)}`})
  }
  if (normaliseKey(base.family.title ?? '') !== normaliseKey(head.family.title ?? '')) {
    changes.push({kind: 'title', text: `Title: ${titleOf(base)} → ${titleOf(head)}`})
  }
  return changes
}

function titleOf({family}: Page): string {
  return family.title === null ? '(none)' : `“${prose(family.title)}”`
}

/** Sections with a known purpose that lost their text, or of which the page has none left. */
function describeSections(base: Page, head: Page): Change[] {
  const after = Map.groupBy(head.family.sections, sectionKey)
  const kinds = new Set(head.family.sections.map(({kind}) => kind))
  const levels = new Set(head.family.levels.map(({name}) => normaliseKey(name)))
  return base.family.sections.flatMap((section): Change[] => {
    const {kind, heading} = section
    if (kind === null || textOf(base, section) === '') return []
    const same = after.get(sectionKey(section)) ?? []
    if (same.some((other) => textOf(head, other) === '')) {
      return [{kind: 'section', text: `Section emptied: ${prose(heading.text)}`}]
    }
    // A heading that was read as a level, or kept its purpose under another name, has not gone.
    const isGone = same.length === 0 && !kinds.has(kind) && !levels.has(normaliseKey(heading.text))
    return isGone ? [{kind: 'section', text: `Section removed: ${prose(heading.text)}`}] : []
  })
}

function sectionKey({kind, heading}: Section): string {
  return JSON.stringify([kind, normaliseKey(heading.text)])
}

function textOf(page: Page, {heading, place}: Section): string {
  return page.text.slice(heading.place.end.offset, place.end.offset).trim()
}

/** Links that kept their text and got another destination. */
function describeLinks(base: readonly Link[], head: readonly Link[]): Change[] {
  const before = Map.groupBy(base, ({text}) => normaliseKey(text))
  let rewritten = 0
  for (const [text, links] of Map.groupBy(head, (link) => normaliseKey(link.text))) {
    const old = before.get(text) ?? []
    const urls = Map.groupBy(old, ({url}) => url)
    const kept = links.filter(({url}) => urls.get(url)?.shift()).length
    rewritten += Math.min(links.length, old.length) - kept
  }
  return rewritten === 0 ? [] : [{kind: 'links', text: `${counted(rewritten, 'link')} rewritten`}]
}
