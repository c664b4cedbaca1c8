/**
 * The fields that a query selects of one object.
 */
import type {Field} from './parse-query.ts'

export type Resolvers = Readonly<Record<string, (field: Field) => unknown>>

/** @throws Error for a field that the type does not have. */
export async function objectOf(
  fields: readonly Field[],
  type: string,
  resolvers: Resolvers
): Promise<Record<string, unknown>> {
  const values: [string, unknown][] = []
  for (const field of fields) {
    const resolve = resolvers[field.name]
    if (!resolve) throw new Error(`Field '${field.name}' doesn't exist on type '${type}'`)
    values.push([field.alias, await resolve(field)])
  }
  return Object.fromEntries(values)
}
