/**
 * Where a row of a Levels table leads, and where it should.
 */
import type {Handbook, Resolution} from '../../src/handbook/handbook.ts'
import type {JobFamily, Level, LevelRow, Link} from '../../src/page/job-family.ts'
import {spelled} from '../../src/page/level-draft.ts'
import {levelName} from '../../src/page/level-name.ts'
import type {Page} from '../../src/page/page.ts'
import {endOf, startOf} from '../../src/page/places.ts'
import type {Report} from '../define-rule.ts'
import type {Fix} from '../finding.ts'
import {isSameWord} from './level-words.ts'

/** What is wrong with the row's link; undefined when nothing is, or when it leads to another page. */
export async function checkRowLink(
  row: LevelRow,
  page: Page,
  handbook: Handbook
): Promise<Report | undefined> {
  const {link} = row
  if (!link) return undefined
  const resolution = await handbook.resolve(link.url, page.path)
  const dead = deadId(resolution, page)
  if (dead) {
    const id = headingOf(row, page.family)?.id ?? dead.nearest
    const advice = id === null ? 'link the heading of this level' : `write "#${id}"`
    const reason = `The row "${row.name}" links to "${link.url}", but this page has no such heading; ${advice}`
    return {reason, place: link.urlPlace, key: row.name, fix: fixOf(link, id)}
  }
  const leadsHere = resolution.kind === 'page' && resolution.path === page.path
  return leadsHere && resolution.anchor?.state === 'exists'
    ? wrongLevel(row, link, resolution.anchor.id, page.family)
    : undefined
}

/** A fragment that this page lacks, and an address that lacks only the `#`. */
function deadId(resolution: Resolution, page: Page): {readonly nearest: string | null} | undefined {
  if (resolution.kind === 'no-page' && resolution.nearest?.startsWith('#'))
    return {nearest: resolution.nearest.slice(1)}
  if (resolution.kind !== 'page' || resolution.path !== page.path || resolution.anchor?.state !== 'missing')
    return undefined
  return {nearest: resolution.anchor.nearest}
}

/** Null as well for a level that only a sentence names: the heading above it may be another level's. */
function headingOf({level}: LevelRow, {levels}: JobFamily): Level['heading'] {
  const own = level === null ? undefined : levels[level]
  return own?.stated === 'heading' ? own.heading : null
}

/** A row copied from the one above it keeps the other level's link. Only another level's very name, or plain level words, prove it. */
function wrongLevel(row: LevelRow, link: Link, id: string, {levels}: JobFamily): Report | undefined {
  const linked = levels.find(({heading}) => heading?.id === id)
  const meant = linked && (namedBy(row, levels) ?? levelOfWord(row, linked, levels))
  if (!linked || !meant?.heading || meant === linked) return undefined
  const better = meant.heading.id
  const reason = `The row "${row.name}" links to the heading of "${linked.name}"; write "#${better}"`
  return {reason, place: link.urlPlace, key: row.name, fix: fixOf(link, better)}
}

function namedBy(row: LevelRow, levels: readonly Level[]): Level | undefined {
  // A cell that lists several levels links the first of them first.
  const name = spelled(row.name.split(' / ')[0] ?? '')
  return levels.find((level) => level.stated === 'heading' && spelled(level.name) === name)
}

function levelOfWord(row: LevelRow, linked: Level, levels: readonly Level[]): Level | undefined {
  const {word} = levelName(row.name)
  if (word === null || linked.word === null || isSameWord(linked.word, word)) return undefined
  const [meant, ...others] = levels.filter((level) => level.word !== null && isSameWord(level.word, word))
  return others.length === 0 ? meant : undefined
}

function fixOf({urlPlace}: Link, id: string | null): Fix | null {
  return id === null ? null : {edits: [{start: startOf(urlPlace), end: endOf(urlPlace), text: `#${id}`}]}
}
