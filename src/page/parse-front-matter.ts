/**
 * Reads a page's front matter with gray-matter's YAML engine alone: `---js` and every other language is reported and never
 * run. As lenient as renderers are: a repeated key takes its last value, a quoted text may go on unindented.
 */

import matter from 'gray-matter'
import {isBounded} from './bounded-values.ts'
import type {FrontMatter, FrontMatterProblem} from './front-matter.ts'
import {findFrontMatter, lineAt, nextLine} from './front-matter-block.ts'
import type {Place} from './job-family.ts'
import {explainYaml} from './yaml-mistakes.ts'

/** Values once aliases are followed, so that a few lines of `&a [*b, *b]` cannot stand for millions. */
const MOST_VALUES = 10_000
/** gray-matter strips comments with a pattern that takes the square of a run of blanks. */
const LONG_BLANK = /\s{2000}/

export interface ParsedFrontMatter {
  readonly frontMatter: FrontMatter
  /** Offset behind a block that a Markdown parser would take for text, so that the caller hides it; 0 when there is none. */
  readonly hide: number
}

export function parseFrontMatter(
  text: string,
  placeAt: (start: number, end: number) => Place
): ParsedFrontMatter {
  const block = findFrontMatter(text)
  if (!block) return {frontMatter: {place: null, keys: [], data: {}, problems: []}, hide: 0}

  const {start} = block.yaml
  const problems: FrontMatterProblem[] = []
  if (block.problem) problems.push({...block.problem, place: placeAt(0, lineAt(text, 0).length)})
  const yaml = block.problem?.kind === 'not-yaml' ? '' : text.slice(start, block.yaml.end)
  const keys = findKeys(yaml).map((key) => ({
    name: key.name,
    place: placeAt(start + key.start, start + key.end)
  }))
  const {data, problem} = readYaml(yaml)
  if (problem) {
    const place = placeAt(...lineRange(text, start, problem.line))
    problems.push({kind: problem.kind, detail: `line ${place.start.line}: ${problem.detail}`, place})
  }
  const seen = new Set<string>()
  for (const {name, place} of keys) {
    const detail = `line ${place.start.line}: the key "${name}" is written twice; the last one counts`
    if (seen.has(name)) problems.push({kind: 'duplicate-key', detail, place})
    seen.add(name)
  }
  return {
    frontMatter: {place: placeAt(0, block.end), keys, data, problems},
    hide: block.standard ? 0 : block.end
  }
}

interface ReadYaml {
  readonly data: Readonly<Record<string, unknown>>
  readonly problem?: {
    readonly kind: 'unreadable' | 'too-deep'
    readonly detail: string
    readonly line: number
  }
}

function readYaml(yaml: string): ReadYaml {
  if (yaml.trim() === '') return {data: {}}
  if (LONG_BLANK.test(yaml)) return unread('unreadable', 'thousands of blanks stand in a row')
  try {
    const data: unknown = loadYaml(yaml)
    if (!isRecord(data)) return unread('unreadable', 'this is no list of "key: value"')
    if (!isBounded(data, MOST_VALUES))
      return unread('too-deep', `it stands for more than ${MOST_VALUES} values`)
    return {data}
  } catch (error) {
    // Lists in lists in lists exhaust the stack of the YAML reader.
    if (error instanceof RangeError) return unread('too-deep', 'values are nested too deep to read')
    const {reason, mark} = yamlError(error)
    return {data: {}, problem: {kind: 'unreadable', ...explainYaml(yaml, reason, mark)}}
  }
}

function unread(kind: 'unreadable' | 'too-deep', detail: string): ReadYaml {
  return {data: {}, problem: {kind, detail, line: 0}}
}

/** Given options, gray-matter keeps no cache; the text it gets names no language, and every engine but YAML refuses. */
function loadYaml(yaml: string): unknown {
  const refuse = (): never => {
    throw new Error('only YAML is read')
  }
  const options = {
    language: 'yaml',
    engines: {javascript: refuse, json: refuse, coffee: refuse, toml: refuse},
    // js-yaml's own option, passed through: a repeated key takes its last value, as in Hugo and Middleman.
    json: true
  }
  return matter(`---\n${yaml}\n---\n`, options).data
}

function yamlError(error: unknown): {reason: string; mark: number} {
  if (!isRecord(error)) return {reason: String(error), mark: 0}
  const {reason, mark} = error
  // gray-matter leaves the line end of the opening fence on the YAML, hence one line less.
  const line = isRecord(mark) && typeof mark.line === 'number' ? mark.line - 1 : 0
  return {reason: typeof reason === 'string' ? reason : 'the YAML cannot be read', mark: line}
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Keys that begin a line. A line within a quoted text that goes on unindented is none, though it may look like one. */
function findKeys(yaml: string): {name: string; start: number; end: number}[] {
  const keys = []
  let quote = ''
  for (let start = 0; start < yaml.length; start = nextLine(yaml, start)) {
    const line = lineAt(yaml, start)
    if (quote) {
      if (closes(line, quote)) quote = ''
      continue
    }
    const key = /^(["']?)([A-Za-z_][\w .-]{0,60})\1[ \t]*:(?:[ \t]+(.*))?$/.exec(line)
    if (!key) continue
    const [, mark = '', name = '', value = ''] = key
    keys.push({name, start: start + mark.length, end: start + mark.length + name.length})
    const opening = value.charAt(0)
    if ((opening === '"' || opening === "'") && !closes(value.slice(1), opening)) quote = opening
  }
  return keys
}

function closes(line: string, quote: string): boolean {
  return line.replaceAll(quote === '"' ? /\\./g : /''/g, '').includes(quote)
}

function lineRange(text: string, from: number, line: number): [number, number] {
  let start = from
  for (let count = 0; count < line; count++) start = nextLine(text, start)
  return [start, start + lineAt(text, start).length]
}
