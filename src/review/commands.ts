/**
 * Commands in a comment: lines that begin with the bot's name ("@ladderlint recheck"). Only lines that a reader sees as
 * the author's own words count: none in code, quotes, lists, HTML or folded text, so that nobody runs what was pasted.
 */
import {fromMarkdown} from 'mdast-util-from-markdown'
import {tooMuch} from '../page/limits.ts'
import {parseCommand} from './parse-command.ts'

export type Command =
  | {readonly kind: 'recheck' | 'inspect' | 'help'}
  | {readonly kind: 'explain'; readonly rule: string}
  | {readonly kind: 'unignore'; readonly rule: string}
  /** `until`: the last day it holds, `YYYY-MM-DD`; null without an end. */
  | {readonly kind: 'ignore'; readonly rule: string; readonly because: string; readonly until: string | null}
  /** No command is called so. */
  | {readonly kind: 'unknown'; readonly word: string}
  /** A command that lacks something, and what: a sentence with the comment's words in it. */
  | {readonly kind: 'incomplete'; readonly reason: string}

export interface CommandComment {
  /** In the order written, none twice, `MOST_COMMANDS` at the most; empty for a comment that is no business of ours. */
  readonly commands: readonly Command[]
  /** How many more there were. */
  readonly dropped: number
  /** Whether nothing else stands in the comment. */
  readonly onlyCommands: boolean
}

export const MOST_COMMANDS = 10

/** Characters: a longer comment is a text, and parsing it would take long. */
const LONGEST_COMMENT = 10_000

const NONE: CommandComment = {commands: [], dropped: 0, onlyCommands: false}

/** The start of a line that speaks to somebody; GitLab's usernames have no other characters. */
const ADDRESS = /^[ \t]*@([A-Za-z0-9_][\w.-]*)/

/**
 * Whether a line begins with one of the names: cheap, and true for lines that turn out to be no command.
 * @param names Usernames without "@", in any case; undefined for any name.
 */
export function addresses(body: string, names: readonly string[] | undefined): boolean {
  if (!body.includes('@')) return false
  return body.split(/[\r\n]/).some((line) => addressed(line, names) !== undefined)
}

/** @param names The bot's usernames without "@", in any case. */
export function parseComment(body: string, names: readonly string[]): CommandComment {
  if (body.length > LONGEST_COMMENT || !addresses(body, names) || tooMuch(body) !== null) return NONE
  const text = withoutQuotes(body)
  const found = ownLineStarts(text).flatMap((offset) => {
    const rest = addressed(lineAt(text, offset), names)
    return rest === undefined || isFolded(text, offset) ? [] : [parseCommand(rest)]
  })
  if (found.length === 0) return NONE
  const commands = [...new Map(found.map((command) => [JSON.stringify(command), command])).values()]
  return {
    commands: commands.slice(0, MOST_COMMANDS),
    dropped: Math.max(0, commands.length - MOST_COMMANDS),
    onlyCommands: body.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '').length === found.length
  }
}

/** What stands behind the name; undefined for a line that does not begin with one of them. */
function addressed(line: string, names: readonly string[] | undefined): string | undefined {
  const match = ADDRESS.exec(line)
  if (!match) return undefined
  // A username cannot end with a full stop, a sentence can.
  const name = (match[1] ?? '').replace(/[.-]+$/, '')
  const isOurs = names === undefined || names.some((one) => one.toLowerCase() === name.toLowerCase())
  if (!isOurs) return undefined
  return line.slice(line.indexOf('@') + 1 + name.length)
}

/** GitLab's quotes over several lines stand between lines of ">>>", which CommonMark does not know. */
function withoutQuotes(body: string): string {
  const lines = body.split(/\r\n|\r|\n/)
  const isFence = (line: string) => /^[ \t]*>>>[ \t]*$/.test(line)
  const first = lines.findIndex(isFence)
  if (first === -1) return lines.join('\n')
  const last = lines.findLastIndex(isFence)
  // One that nothing closes may quote all that follows.
  const end = last === first ? lines.length : last + 1
  return [...lines.slice(0, first), '', ...lines.slice(end)].join('\n')
}

/** Where lines of top-level paragraphs begin with plain text. */
function ownLineStarts(text: string): number[] {
  return fromMarkdown(text).children.flatMap((block) => {
    if (block.type !== 'paragraph') return []
    return block.children.flatMap(({type, position}) => {
      const start = position?.start.offset
      const end = position?.end.offset
      return type === 'text' && start !== undefined && end !== undefined ? lineStarts(text, start, end) : []
    })
  })
}

/** Offsets between `start` and `end` at which a line's first visible character may stand. */
function lineStarts(text: string, start: number, end: number): number[] {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  const starts = before.trim() === '' ? [start] : []
  for (let at = text.indexOf('\n', start); at !== -1 && at + 1 < end; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1)
  }
  return starts
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset)
  return text.slice(offset, end === -1 ? undefined : end)
}

/** Whether a `<details>` is open there: nobody sees what is in it. */
function isFolded(text: string, offset: number): boolean {
  const before = text.slice(0, offset)
  return (before.match(/<details/gi)?.length ?? 0) > (before.match(/<\/details/gi)?.length ?? 0)
}
