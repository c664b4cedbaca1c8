/**
 * GitLab's CODEOWNERS: text to sections of entries, and whose approval changed paths ask for. In each section the last
 * pattern that matches a path counts, and a pattern with `!` takes the path out of its section, wherever it stands.
 * Source: GitLab docs, user/project/codeowners/reference; ee/lib/gitlab/code_owners/{file,section_parser}.rb.
 */
import {matchesPath, type PathPattern, parsePathPattern} from './path-pattern.ts'

/** Where GitLab looks for the file; the first one that exists counts (ee/lib/gitlab/code_owners.rb). */
export const CODE_OWNERS_PATHS = ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'] as const

export interface CodeOwners {
  readonly sections: readonly OwnerSection[]
}

interface OwnerSection {
  /** As first written; null for entries above all headings. */
  readonly name: string | null
  /** Whether all its headings call it optional. */
  readonly isOptional: boolean
  readonly entries: readonly Entry[]
}

interface Entry {
  /** As written. */
  readonly pattern: string
  readonly path: PathPattern
  readonly isExclusion: boolean
  /** Its own, or those of its section, as written. */
  readonly owners: string
  readonly approvals: number
}

/** What one entry asks for. */
export interface Ownership {
  /** Null for entries above all headings. */
  readonly section: string | null
  readonly isOptional: boolean
  /** At least one. */
  readonly approvals: number
  /** Users, groups (`@group/team`), roles (`@@maintainer`) and e-mail addresses, at least one. */
  readonly owners: readonly string[]
  /** The entry's pattern, as written. */
  readonly pattern: string
}

/** White space as Ruby's `\s` has it, which decides where an entry's pattern ends. */
const SPACE = '[ \\t\\r\\f\\v]'
const BLANKS = new Set(' \t\r\f\v\0')
const patternEnd = new RegExp(`(?<!\\\\)${SPACE}+`)
const escapedSpace = new RegExp(`\\\\${SPACE}+`, 'g')
const heading = new RegExp(`^(\\^)?\\[(.*?)\\](?:\\[(\\d*)\\])?(${SPACE}+[@\\w.\\-/+ \\t\\r\\f\\v]*)?`)

const NAME = '(?:[A-Za-z0-9_.][\\w.-]{0,254}[\\w-]|\\w)'
const owner = new RegExp(
  `(?<![\\w@])@${NAME}(?:/${NAME}){0,20}|(?<![^\\s])@@(?:developer|maintainer|owner)s?(?![^\\s])|[^@\\s]{1,100}@[^@\\s]{0,254}\\w`,
  'gi'
)

/** Longer lines are no entry anybody wrote. */
const LONGEST_LINE = 5000
/** Entries and headings beyond that many are not read: the handbook's file has 1,500. */
const MOST_LINES = 10_000
/** Entries times paths; of a larger change the first paths are looked at. */
const MOST_MATCHES = 200_000

/** Reads a CODEOWNERS file. Always returns: a line that is no entry owns nothing. */
export function parseCodeOwners(text: string): CodeOwners {
  const unnamed: Draft = {name: null, isRequired: false, entries: new Map()}
  const sections = new Map<string, Draft>([['', unnamed]])
  let current = {draft: unnamed, isOptional: false, approvals: 1, defaults: ''}
  let read = 0
  for (const line of text.split('\n')) {
    if (read >= MOST_LINES) break
    const content = line.length > LONGEST_LINE ? '' : trimmed(line)
    if (content === '' || content.startsWith('#')) continue
    read += 1
    const head = heading.exec(content)
    if (head) {
      const [, optional, name = '', approvals, defaults = ''] = head
      const key = `[${name.toLowerCase()}`
      const draft = sections.get(key) ?? {name, isRequired: false, entries: new Map()}
      sections.set(key, draft)
      current = {draft, isOptional: optional !== undefined, approvals: Number(approvals ?? 0), defaults}
      continue
    }
    const {draft, isOptional, approvals, defaults} = current
    if (!isOptional) draft.isRequired = true
    const {pattern, owners, isExclusion} = parseEntry(content)
    const path = normalised(pattern)
    // A pattern that is written again keeps its rank among the others.
    draft.entries.set(path, {
      pattern,
      path: parsePathPattern(path),
      isExclusion,
      owners: owners === '' ? defaults : owners,
      approvals: Math.max(1, approvals)
    })
  }
  const drafts = sections.values().toArray()
  return {
    sections: drafts.map(({name, isRequired, entries}) => {
      return {name, isOptional: !isRequired, entries: entries.values().toArray()}
    })
  }
}

/** As Ruby's `strip`. A pattern would look at each blank of a run in the middle once for each of them. */
function trimmed(line: string): string {
  let start = 0
  let end = line.length
  while (start < end && BLANKS.has(line.charAt(start))) start++
  while (end > start && BLANKS.has(line.charAt(end - 1))) end--
  return line.slice(start, end)
}

interface Draft {
  readonly name: string | null
  isRequired: boolean
  readonly entries: Map<string, Entry>
}

/** What changed paths ask for: each entry once, in the file's order. Entries without an owner ask for nothing. */
export function ownersOf({sections}: CodeOwners, paths: readonly string[]): Ownership[] {
  const count = sections.reduce((sum, {entries}) => sum + entries.length, 1)
  const split = paths.slice(0, Math.ceil(MOST_MATCHES / count)).map((path) => ['', ...path.split('/')])
  return sections.flatMap(({name, isOptional, entries}) => {
    const found = new Set(split.map((path) => entryFor(entries, path)))
    return entries.flatMap((entry): Ownership[] => {
      if (!found.has(entry)) return []
      const {approvals, pattern} = entry
      const owners = referencesIn(entry.owners)
      return owners.length === 0 ? [] : [{section: name, isOptional, approvals, owners, pattern}]
    })
  })
}

function entryFor(entries: readonly Entry[], path: readonly string[]): Entry | undefined {
  const matching = entries.filter((entry) => matchesPath(entry.path, path))
  return matching.some(({isExclusion}) => isExclusion) ? undefined : matching.at(-1)
}

function parseEntry(content: string): Pick<Entry, 'pattern' | 'owners' | 'isExclusion'> {
  const end = patternEnd.exec(content)?.index ?? content.length
  const isExclusion = content.startsWith('!')
  const pattern = content.slice(isExclusion ? 1 : 0, end)
  return {pattern, owners: isExclusion ? '' : content.slice(end).trim(), isExclusion}
}

function referencesIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(owner), ([reference]) => reference))]
}

/** A pattern that is not rooted matches in every folder; one that ends in a slash, all below it. */
function normalised(pattern: string): string {
  if (pattern === '*') return '/**/*'
  const plain = pattern.replace(/^\\#/, '#').replace(escapedSpace, ' ')
  const rooted = plain.startsWith('/') ? plain : `/**/${plain}`
  return rooted.endsWith('/') ? `${rooted}**/*` : rooted
}
