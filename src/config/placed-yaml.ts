/**
 * YAML 1.2 with the place of everything in it. For files that anybody may have written: bounded, no aliases, no tags.
 */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap
} from 'yaml'
import type {ConfigMistake} from './config-mistake.ts'

/** Far more than any configuration; the reader's time grows with the square of some texts, and its stack with depth. */
const MOST_CHARACTERS = 32_000
const LONGEST_LINE = 500

export interface PlacedYaml {
  /** Plain values; undefined when there are mistakes. */
  readonly value: unknown
  readonly mistakes: readonly ConfigMistake[]
  /** Where the value at a path of keys and indexes begins; for what is not there, the nearest that holds it. */
  placeOf(path: readonly PropertyKey[]): Point
  /** Where a key of the map at a path is written. */
  placeOfKey(path: readonly PropertyKey[], key: string): Point
}

interface Point {
  readonly line: number
  readonly column: number
}

const TOP: Point = {line: 1, column: 1}

export function parsePlacedYaml(text: string): PlacedYaml {
  const unread = (point: Point, what: string): PlacedYaml => ({
    value: undefined,
    mistakes: [{...point, text: what}],
    placeOf: () => TOP,
    placeOfKey: () => TOP
  })
  if (text.length > MOST_CHARACTERS)
    return unread(TOP, `the file is larger than ${MOST_CHARACTERS / 1000} kB`)
  const long = text.split(/\r\n|\n|\r/).findIndex((line) => line.length > LONGEST_LINE)
  if (long !== -1) return unread({line: long + 1, column: 1}, 'the line is too long')
  const lines = new LineCounter()
  const at = (offset: number): Point => {
    const {line, col} = lines.linePos(offset)
    return {line, column: col}
  }
  try {
    // The reader's own search for repeated names takes the square of their number.
    const options = {prettyErrors: false, lineCounter: lines, version: '1.2', uniqueKeys: false} as const
    const document = parseDocument(text, options)
    const names: Names = new WeakMap()
    const mistakes = mistakesIn(document, names, at)
    return {
      value: mistakes.length === 0 ? document.toJS() : undefined,
      mistakes,
      placeOf: (path) => at(startOf(nearestNode(document, path))),
      placeOfKey: (path, key) =>
        at(startOf(nameNode(document, names, path, key) ?? nearestNode(document, path)))
    }
  } catch (error) {
    if (error instanceof RangeError) return unread(TOP, 'values are nested too deep')
    throw error
  }
}

/** In words of our own where the reader's are for programmers. */
const WORDS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'a tab stands where YAML wants spaces',
  MULTIPLE_DOCS: 'a second document begins; there can be only one',
  BLOCK_AS_IMPLICIT_KEY: 'a second ":" on the line; put the value in quotes',
  MULTILINE_IMPLICIT_KEY: 'a ":" is missing',
  RESOURCE_EXHAUSTION: 'values are nested too deep',
  TAG_RESOLVE_FAILED: 'a tag ("!…") means nothing here'
}

/** The names of each map, with where they stand. */
type Names = WeakMap<YAMLMap, Map<string, Node>>

/** @param names Is filled. */
function mistakesIn(document: Document, names: Names, at: (offset: number) => Point): ConfigMistake[] {
  const mistakes = [...document.errors, ...document.warnings].map(({code, message, pos: [start]}) => ({
    ...at(start),
    text: WORDS[code] ?? `the YAML cannot be read: ${message.charAt(0).toLowerCase()}${message.slice(1)}`
  }))
  visit(document, {
    Alias(_key, node) {
      mistakes.push({
        ...at(startOf(node)),
        text: `"*${node.source}" is an alias; write out what it stands for`
      })
    },
    Map(_key, map) {
      const own = new Map<string, Node>()
      for (const {key} of map.items) {
        if (!isNode(key)) continue
        const name = isScalar(key) ? String(key.value) : undefined
        if (name === undefined) mistakes.push({...at(startOf(key)), text: 'a name must be a text'})
        else if (own.has(name)) mistakes.push({...at(startOf(key)), text: `"${name}" is written twice`})
        else own.set(name, key)
      }
      names.set(map, own)
    }
  })
  // One slip makes the reader stumble again and again on the same line.
  return [...new Map(mistakes.toReversed().map((mistake) => [mistake.line, mistake])).values()].toReversed()
}

function nearestNode(document: Document, path: readonly PropertyKey[]): Node | null {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node)) return node
  }
  return document.contents
}

function nameNode(
  document: Document,
  names: Names,
  path: readonly PropertyKey[],
  name: string
): Node | undefined {
  const map = path.length === 0 ? document.contents : document.getIn(path, true)
  return isMap(map) ? names.get(map)?.get(name) : undefined
}

function isNode(value: unknown): value is Node {
  return (
    isScalar(value) || isAlias(value) || (typeof value === 'object' && value !== null && 'range' in value)
  )
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0
}
