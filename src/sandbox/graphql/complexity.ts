/**
 * What a query costs, and the limits it meets. Sources: GitLab docs, api/graphql ("Limits"); app/graphql/types/base_field.rb
 * (a field costs 1, one more where it asks Gitaly, and a connection as much again for its page of 100);
 * app/graphql/resolvers/blobs_resolver.rb (one more for each path).
 */
import type {Field} from './parse-query.ts'

/** Characters of a query's text; its variables do not count. */
export const LONGEST_QUERY = 10_000
export const MOST_COMPLEXITY = 250
/** Bytes of all texts that one query asks for. */
export const MOST_BYTES = 20_000_000

const ASK_GITALY = new Set(['tree', 'blobs', 'rawTextBlob'])
const CONNECTIONS = new Set(['blobs', 'trees', 'submodules'])

export function complexityOf(fields: readonly Field[]): number {
  return fields.reduce((sum, {name, parameters, fields: inner}) => {
    const own = 1 + (ASK_GITALY.has(name) ? 1 : 0) + complexityOf(inner)
    const paths = parameters.get('paths')
    const extra = Array.isArray(paths) ? paths.length : 0
    return sum + own * (CONNECTIONS.has(name) ? 2 : 1) + extra
  }, 0)
}
