/**
 * Path patterns as CODEOWNERS has them: Ruby's File.fnmatch with FNM_PATHNAME and FNM_DOTMATCH. `*`, `?` and `[a-z]` stay
 * within one name, a name `**` followed by a slash stands for any folders, a backslash makes a mark literal. No pattern
 * takes more time than its length times the path's. Source: GitLab docs, user/project/codeowners/advanced, "Pattern matching".
 */

/** A pattern ready to be matched, name by name. */
export type PathPattern = readonly NamePattern[]

type NamePattern =
  /** `**` with a slash behind it. */
  | {readonly kind: 'folders'}
  | {readonly kind: 'plain'; readonly name: string}
  | {readonly kind: 'tokens'; readonly tokens: readonly Token[]}

type Token =
  | {readonly kind: 'any' | 'one' | 'nothing'}
  | {readonly kind: 'mark'; readonly mark: string}
  | {readonly kind: 'set'; readonly negated: boolean; readonly ranges: readonly Range[]}

type Range = readonly [from: string, to: string]

export function parsePathPattern(pattern: string): PathPattern {
  const names = pattern.split('/')
  return names.map((name, index): NamePattern => {
    if (name === '**' && index < names.length - 1) return {kind: 'folders'}
    return /[*?[\\]/.test(name) ? {kind: 'tokens', tokens: tokensOf(Array.from(name))} : {kind: 'plain', name}
  })
}

/** @param names Of the path, between its slashes. Pattern and path both begin with a slash, or neither does. */
export function matchesPath(pattern: PathPattern, names: readonly string[]): boolean {
  const last = {pattern: pattern.length - 1, name: names.length - 1}
  let at = 0
  let from = 0
  // What follows the newest `**/` is tried at each later name; an older one could reach no further.
  let retry: {readonly at: number; readonly from: number} | undefined
  for (;;) {
    while (pattern[at]?.kind === 'folders') {
      at += 1
      retry = {at, from}
    }
    const wanted = pattern[at]
    const name = names[from]
    const fits = wanted !== undefined && name !== undefined && matchesName(wanted, name)
    if (fits && at === last.pattern && from === last.name) return true
    if (fits && at < last.pattern && from < last.name) {
      at += 1
      from += 1
    } else {
      if (!retry || retry.from >= last.name) return false
      retry = {at: retry.at, from: retry.from + 1}
      at = retry.at
      from = retry.from
    }
  }
}

function matchesName(pattern: NamePattern, name: string): boolean {
  if (pattern.kind === 'folders') return false
  return pattern.kind === 'plain' ? pattern.name === name : matchesTokens(pattern.tokens, Array.from(name))
}

function matchesTokens(tokens: readonly Token[], name: readonly string[]): boolean {
  let at = 0
  let from = 0
  let retry: {readonly at: number; readonly from: number} | undefined
  while (from < name.length || at < tokens.length) {
    const token = tokens[at]
    const mark = name[from]
    if (token?.kind === 'any') {
      retry = {at: at + 1, from}
      at += 1
    } else if (token && mark !== undefined && matchesMark(token, mark)) {
      at += 1
      from += 1
    } else {
      if (!retry || retry.from >= name.length) return false
      retry = {at: retry.at, from: retry.from + 1}
      at = retry.at
      from = retry.from
    }
  }
  return true
}

function matchesMark(token: Token, mark: string): boolean {
  switch (token.kind) {
    case 'one':
      return true
    case 'mark':
      return token.mark === mark
    case 'set': {
      const point = pointOf(mark)
      const isIn = token.ranges.some(([from, to]) => pointOf(from) <= point && point <= pointOf(to))
      return isIn !== token.negated
    }
    default:
      return false
  }
}

function tokensOf(marks: readonly string[]): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < marks.length; ) {
    const mark = marks[at] ?? ''
    const next = marks[at + 1]
    if (mark === '[') {
      const set = setAt(marks, at + 1)
      // A bracket that is not closed matches nothing, neither does an empty set.
      tokens.push(set?.token ?? {kind: 'nothing'})
      at = set?.end ?? marks.length
      continue
    }
    const isEscape = mark === '\\' && next !== undefined
    if (isEscape) tokens.push({kind: 'mark', mark: next})
    else if (mark === '*') tokens.push({kind: 'any'})
    else tokens.push(mark === '?' ? {kind: 'one'} : {kind: 'mark', mark})
    at += isEscape ? 2 : 1
  }
  return tokens
}

/** Reads a set from behind its bracket. `end` is behind the closing one; undefined when there is none. */
function setAt(marks: readonly string[], start: number): {token: Token; end: number} | undefined {
  const negated = marks[start] === '!' || marks[start] === '^'
  const ranges: Range[] = []
  let at = negated ? start + 1 : start
  while (at < marks.length) {
    if (marks[at] === ']') return {token: {kind: 'set', negated, ranges}, end: at + 1}
    const from = marks[at] === '\\' ? marks[++at] : marks[at]
    at += 1
    if (from === undefined) return undefined
    const isRange = marks[at] === '-' && marks[at + 1] !== ']' && at + 1 < marks.length
    if (!isRange) {
      ranges.push([from, from])
      continue
    }
    at += 1
    const to = marks[at] === '\\' ? marks[++at] : marks[at]
    at += 1
    if (to === undefined) return undefined
    ranges.push([from, to])
  }
  return undefined
}

function pointOf(mark: string): number {
  return mark.codePointAt(0) ?? 0
}
