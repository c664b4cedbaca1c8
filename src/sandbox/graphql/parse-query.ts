/**
 * A GraphQL query as a tree of fields: one query operation with variables, aliases and arguments; no fragments, no
 * directives (https://spec.graphql.org/October2021/#sec-Language).
 */

export interface Field {
  /** What the answer calls it. */
  readonly alias: string
  readonly name: string
  readonly parameters: ReadonlyMap<string, unknown>
  readonly fields: readonly Field[]
}

const TOKEN = /[\s,]+|#[^\n]*|([_A-Za-z]\w*|\$\w+|-?\d+|"(?:[^"\\\n]|\\.)*"|[!(){}[\]:=])/y

/** @throws Error in the words of a parser, for anything else than a query. */
export function parseQuery(query: string, variables: Readonly<Record<string, unknown>>): readonly Field[] {
  const tokens = tokensOf(query)
  const peek = () => tokens[0]
  const take = (wanted?: string): string => {
    const token = tokens.shift()
    if (token === undefined || (wanted !== undefined && token !== wanted))
      throw new Error(`Expected ${wanted ?? 'a token'}, actual: ${token ?? 'the end of the query'}`)
    return token
  }

  function declarations(): void {
    if (peek() !== '(') return
    take('(')
    while (peek() !== ')') {
      const name = take().slice(1)
      take(':')
      const isList = peek() === '['
      if (isList) take('[')
      take()
      const isFilled = peek() === '!'
      if (isFilled) take('!')
      if (isList) take(']')
      const isWanted = peek() === '!'
      if (isWanted) take('!')
      if (isWanted && (variables[name] === undefined || variables[name] === null))
        throw new Error(`Variable $${name} was provided invalid value`)
    }
    take(')')
  }

  function value(): unknown {
    const token = take()
    if (token === '[') {
      const items: unknown[] = []
      while (peek() !== ']') items.push(value())
      take(']')
      return items
    }
    if (token.startsWith('$')) return variables[token.slice(1)]
    if (token.startsWith('"')) return JSON.parse(token)
    if (/^-?\d/.test(token)) return Number(token)
    return token === 'true' ? true : token === 'false' ? false : token
  }

  function selection(): Field[] {
    take('{')
    const fields: Field[] = []
    while (peek() !== '}') {
      const alias = take()
      let name = alias
      if (peek() === ':') {
        take(':')
        name = take()
      }
      const parameters = new Map<string, unknown>()
      if (peek() === '(') {
        take('(')
        while (peek() !== ')') {
          const key = take()
          take(':')
          parameters.set(key, value())
        }
        take(')')
      }
      fields.push({alias, name, parameters, fields: peek() === '{' ? selection() : []})
    }
    take('}')
    return fields
  }

  if (peek() === 'query') {
    take('query')
    if (peek() !== '(' && peek() !== '{') take()
    declarations()
  }
  const fields = selection()
  if (tokens.length > 0) throw new Error(`Expected the end of the query, actual: ${tokens[0]}`)
  return fields
}

function tokensOf(query: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < query.length) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(query)
    if (!match) throw new Error(`Parse error on ${JSON.stringify(query.slice(at, at + 10))}`)
    if (match[1] !== undefined) tokens.push(match[1])
  }
  return tokens
}
