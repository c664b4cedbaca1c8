/**
 * The edit that lets a Hugo page keep an address: an entry of its front matter's `aliases`, in the form that stands there.
 */
import type {ParsedNode} from 'yaml'
import {aliasesOf} from '../../src/handbook/aliases.ts'
import {withoutSlash} from '../../src/handbook/redirects.ts'
import {findFrontMatter, lineAt, nextLine} from '../../src/page/front-matter-block.ts'
import {applyFixes} from '../apply-fixes.ts'
import type {Edit} from '../finding.ts'

/** What needs no quotes in YAML, in a list of either form, and no encoding in an address. */
const PLAIN = /^\/[\w./~-]+$/

/**
 * @param url The page's own address.
 * @param address The one to keep, root-relative.
 * @returns Null where the front matter cannot take it for certain.
 */
export async function aliasEdit(text: string, url: string, address: string): Promise<Edit | null> {
  const block = findFrontMatter(text)
  if (!block || block.problem !== null || !block.standard || !PLAIN.test(address)) return null
  const {start, end} = block.yaml
  const found = await insertion(text.slice(start, end), address)
  if (!found) return null
  const edit = {start: start + found.start, end: start + found.end, text: found.text}
  const after = applyFixes(text, [{edits: [edit]}]).text
  return keepsAll(aliasesOf(text, url), aliasesOf(after, url), address) ? edit : null
}

function keepsAll(before: readonly string[], after: readonly string[], address: string): boolean {
  const wanted = [...before, withoutSlash(address)]
  return after.length === wanted.length && wanted.every((alias) => after.includes(alias))
}

/** Offsets are those of the YAML. */
async function insertion(yaml: string, address: string): Promise<Edit | null> {
  const {isMap, isScalar, isSeq, parseDocument} = await import('yaml')
  const {contents, errors} = parseDocument(yaml)
  if (errors.length > 0 || !isMap(contents) || contents.flow) return null
  const named = (name: string) =>
    contents.items.find(({key}) => isScalar(key) && String(key.value).toLowerCase() === name)
  const aliases = named('aliases')
  if (!aliases) return newKey(yaml, rangeOf(named('title')?.key)?.start ?? null, address)
  const {value} = aliases
  const place = rangeOf(value)
  if (isSeq(value) && place && value.flow) {
    const space = /[\r\n]/.test(yaml.charAt(place.start + 1)) ? '' : ' '
    const entry = value.items.length > 0 ? `${address},${space}` : address
    return {start: place.start + 1, end: place.start + 1, text: entry}
  }
  if (isSeq(value) && place) return newItem(yaml, place.start, address)
  const isText = isScalar(value) && typeof value.value === 'string' && place !== null
  if (!isText) return null
  return {...place, text: `[${address}, ${yaml.slice(place.start, place.end)}]`}
}

function rangeOf(node: ParsedNode | null | undefined): {readonly start: number; readonly end: number} | null {
  return node?.range ? {start: node.range[0], end: node.range[1]} : null
}

/** Below the title where that is one line, else above it; without a title at the end. */
function newKey(yaml: string, title: number | null, address: string): Edit {
  const below = title === null ? yaml.length : nextLine(yaml, title)
  const isNextKey = below >= yaml.length || /^[A-Za-z_"'#]/.test(lineAt(yaml, below))
  const start = title === null || isNextKey ? below : title
  return {start, end: start, text: `aliases: [${address}]${lineEndOf(yaml)}`}
}

/** Above the first item, as far to the right. @param first Where the list begins, at its first "-". */
function newItem(yaml: string, first: number, address: string): Edit {
  const start = yaml.lastIndexOf('\n', first - 1) + 1
  return {start, end: start, text: `${yaml.slice(start, first)}- ${address}${lineEndOf(yaml)}`}
}

function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
