/**
 * One command, as written behind the bot's name.
 */
import type {Command} from './commands.ts'

/** UTF-16 units of a reason that are kept: it stands in the summary and in a marker. */
const LONGEST_REASON = 500
const LONGEST_WORD = 100

/** @param text The rest of the line behind the name: " ignore grade-table because …". Never throws. */
export function parseCommand(text: string): Command {
  const [word = '', ...words] = text
    .replace(/^[\s:,]+/, '')
    .split(/\s+/)
    .filter((each) => each !== '')
  const name = word.toLowerCase().replace(/[.,;:!?]+$/, '')
  switch (name) {
    case 'recheck':
    case 'inspect':
    case 'help':
      return {kind: name}
    case '':
      return {kind: 'help'}
    case 'explain':
    case 'unignore':
      return ofRule(name, words)
    case 'ignore':
      return ignore(words)
    default:
      return {kind: 'unknown', word: shortened(word, LONGEST_WORD)}
  }
}

function ofRule(kind: 'explain' | 'unignore', [first]: readonly string[]): Command {
  const rule = ruleName(first)
  return rule === '' ? missing(`Name the rule: \`${kind} grade-table\`.`) : {kind, rule}
}

function ignore(words: readonly string[]): Command {
  const because = words.findIndex((word) => /^because[:,]?$/i.test(word))
  const head = because === -1 ? words : words.slice(0, because)
  const until = head.findIndex((word) => /^until$/i.test(word))
  const [rule = '', ...more] = until === -1 ? head : head.slice(0, until)
  const why = withDate(because === -1 ? [] : words.slice(because + 1))
  const date = until === -1 ? why.date : head.slice(until + 1).join(' ')
  if (ruleName(rule) === '') return missing('Name the rule: `ignore grade-table because …`.')
  if (more.length > 0 && because !== -1)
    return missing('Only one rule can be ignored at a time: `ignore grade-table because …`.')
  if (why.reason === '') return missing('Say why: `ignore grade-table because …`.')
  if (date !== null && !isDate(date))
    return missing(`"until ${shortened(date, LONGEST_WORD)}" is no date; write it as 2026-12-31.`)
  return {kind: 'ignore', rule: ruleName(rule), because: shortened(why.reason, LONGEST_REASON), until: date}
}

/**
 * Parts a date from the reason before it. Whatever stands behind the last "until" is meant as a date when it is short and
 * has a digit: an end that was overlooked would let the rule sleep for ever. "Until spring" belongs to the reason.
 */
function withDate(words: readonly string[]): {reason: string; date: string | null} {
  const until = words.findLastIndex((word) => /^until$/i.test(word))
  const behind = words.slice(until + 1)
  const isMeant = until !== -1 && behind.length <= 4 && behind.some((word) => /\d/.test(word))
  const reason = isMeant ? words.slice(0, until) : words
  return {
    reason: reason.join(' ').replace(/[\s,;]+$/, ''),
    date: isMeant ? behind.join(' ').replace(/[.,;!]+$/, '') : null
  }
}

/** Whether it is a day of the calendar, written `YYYY-MM-DD`. */
function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  // Date.parse takes the 31st of February for the 3rd of March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** As people write a rule's name: "`grade-table`", "Grade-Table,". */
function ruleName(word = ''): string {
  return shortened(word.toLowerCase().replace(/^[`"'*]+|[`"'*.,;:!?]+$/g, ''), LONGEST_WORD)
}

function missing(reason: string): Command {
  return {kind: 'incomplete', reason}
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text.toWellFormed() : `${text.slice(0, length - 1).toWellFormed()}…`
}
