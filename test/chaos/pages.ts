/**
 * What authors write in a schedule: pages of the demo handbook with findings put in and taken out again.
 */
import {demoHandbook} from '../../src/sandbox/demo-files.ts'

/** A change of a page's text. Each gives at least one finding, or may do so when the target branch moves. */
export const FLAWS = [
  'dead-ladder',
  'link-to-support',
  'pronoun',
  'pronoun-again',
  'placeholder',
  'mojibake',
  'casing',
  'no-indicators',
  'ungraded-level'
] as const

export type Flaw = (typeof FLAWS)[number]

/** A change of the target branch that links of merge requests may depend on. */
export const MOVES = ['support-gone', 'indicators-renamed', 'leadership-renamed', 'unrelated'] as const

export type Move = (typeof MOVES)[number]

/** Pages that merge requests change, one each; the last one is new. */
export const PAGES = [
  'content/job-families/delivery/migration-engineer.md',
  'content/job-families/engineering/data-engineer.md',
  'content/job-families/delivery/cutover-engineer.md'
] as const

const SUPPORT = 'content/job-families/engineering/support-engineer.md'
const DELIVERY = 'content/handbook/delivery/_index.md'
const LEADERSHIP = 'content/job-families/delivery/delivery-leadership.md'

const handbook = demoHandbook()

const texts: readonly string[] = [
  textOf(PAGES[0]),
  textOf(PAGES[1]),
  textOf(PAGES[0]).replaceAll('Migration Engineer', 'Cutover Engineer')
]

/** What an author has on the source branch. */
export interface Work {
  /** Index in `PAGES`. */
  readonly page: number
  /** Where the page is now; null when the branch deletes it. */
  readonly path: string | null
  readonly flaws: readonly Flaw[]
}

/** Files that differ from the target branch, nulls for what is deleted. */
export function filesOf({page, path, flaws}: Work): Record<string, string | null> {
  const own = PAGES[page] ?? PAGES[0]
  const isNew = handbook[own] === undefined
  const gone = path === own || isNew ? {} : {[own]: null}
  return path === null ? gone : {...gone, [path]: withFlaws(texts[page] ?? '', flaws)}
}

/** What a push on top of the earlier work has to change. */
export function filesBetween(before: Work, after: Work): Record<string, string | null> {
  const old = filesOf(before)
  const next = filesOf(after)
  const left = Object.keys(old).filter((path) => !(path in next))
  return {...Object.fromEntries(left.map((path) => [path, handbook[path] ?? null])), ...next}
}

/** Files of the target branch after these moves, all that any move touches. */
export function targetFiles(moves: readonly Move[]): Record<string, string | null> {
  const has = (move: Move) => moves.includes(move)
  const delivery = textOf(DELIVERY)
  const leadership = textOf(LEADERSHIP)
  return {
    [SUPPORT]: has('support-gone') ? null : textOf(SUPPORT),
    [DELIVERY]: has('indicators-renamed')
      ? delivery.replace('### Rehearsal Coverage', '### Rehearsed Moves')
      : delivery,
    [LEADERSHIP]: has('leadership-renamed')
      ? leadership.replaceAll('Director, Delivery', 'Head of Moves')
      : leadership,
    'content/handbook/delivery/notes.md': `---\ntitle: Notes\n---\n\n${has('unrelated') ? 'Some' : 'No'} notes.\n`
  }
}

function withFlaws(text: string, flaws: readonly Flaw[]): string {
  return flaws.reduce((changed, flaw) => ways[flaw](changed), text)
}

const ways: Readonly<Record<Flaw, (text: string) => string>> = {
  'dead-ladder': (text) =>
    text.replace(
      /^The next step for .*$/m,
      '$&\n\nSome go on to the [Harbour Pilot](/job-families/delivery/harbour-pilot/) job family.'
    ),
  'link-to-support': (text) =>
    asBullet(
      text,
      'Know what a [Support Engineer](/job-families/engineering/support-engineer/#performance-indicators) does'
    ),
  pronoun: (text) => asBullet(text, 'Patience, when a customer says that he was promised another date'),
  'pronoun-again': (text) => asBullet(text, 'Care for what a customer leaves behind when he moves'),
  placeholder: (text) => asBullet(text, '{add requirements}'),
  mojibake: (text) => asBullet(text, 'Courage to stop when the customer doesnâ€™t want to hear it'),
  casing: (text) => asBullet(text, 'Some months of work with Gitlab pipelines'),
  'no-indicators': (text) => text.replace(/^## Performance Indicators\n[\s\S]*?(?=^## )/m, ''),
  'ungraded-level': (text) =>
    text.replace(
      /^## Career Ladder$/m,
      '## Staff Engineer, Moves\n\nThe Staff Engineer, Moves does what nobody else can.\n\n$&'
    )
}

function asBullet(text: string, bullet: string): string {
  return text.replace(/^- Ability to use GitLab$/m, `$&\n- ${bullet}`)
}

function textOf(path: string): string {
  const text = handbook[path]
  if (text === undefined) throw new Error(`the demo handbook has no "${path}"`)
  return text
}
