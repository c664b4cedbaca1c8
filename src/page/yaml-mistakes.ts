/**
 * What a YAML reader stumbled over, in words for somebody who does not know YAML.
 */

export interface YamlMistake {
  readonly detail: string
  /** Line within the YAML, from 0. */
  readonly line: number
}

/**
 * @param yaml The text that could not be read.
 * @param reason The reader's own words, used where no better ones are known.
 * @param line Where the reader stopped, from 0; often behind the mistake.
 */
export function explainYaml(yaml: string, reason: string, line: number): YamlMistake {
  const lines = yaml.split(/\r\n|\n|\r/)
  const stopped = Math.min(Math.max(line, 0), lines.length - 1)
  const unclosed = reason.includes('quoted scalar') ? lines.findLastIndex((text) => opensQuote(text)) : -1
  if (unclosed !== -1) return {line: unclosed, detail: 'a text in quotes is not closed'}
  const tabbed = lines.findIndex((text) => /^ *\t/.test(text))
  if (tabbed !== -1) return {line: tabbed, detail: 'a tab stands where YAML wants spaces'}
  for (const at of [stopped, stopped - 1]) {
    const detail = mistakeIn(lines[at] ?? '')
    if (detail) return {line: at, detail}
  }
  if (reason.includes('flow collection'))
    return {line: lastOpening(lines), detail: 'a "[" or "{" is not closed'}
  return {line: stopped, detail: reason}
}

function mistakeIn(line: string): string | undefined {
  const value = /^\s*(?:- )?[\w .-]{1,60}:[ \t]+(.*)$/.exec(line)?.[1] ?? ''
  const quote = value.charAt(0)
  if (quote === '"' || quote === "'") {
    const closed = value.indexOf(quote, 1)
    return closed > 0 && value.slice(closed + 1).trim() ? `text goes on behind a closing ${quote}` : undefined
  }
  if (/^[@`%*&!|>{[]/.test(value)) return `a value that begins with "${quote}" must stand in quotes`
  if (/:(?:\s|$)/.test(value)) return 'a value with ": " in it must stand in quotes'
  return /^[\w-]+:[^\s/]/.test(line) ? 'a space is missing after the ":"' : undefined
}

function opensQuote(line: string): boolean {
  const value = /^[^:]{1,60}:[ \t]*(["'])(.*)$/.exec(line)
  return value !== null && !(value[2] ?? '').includes(value[1] ?? '')
}

function lastOpening(lines: readonly string[]): number {
  return Math.max(
    0,
    lines.findLastIndex((line) => /[[{]/.test(line))
  )
}
