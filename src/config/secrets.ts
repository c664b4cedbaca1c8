/**
 * The secrets of a service, so that its log can leave them out whatever it is given.
 */
import type {ServiceConfig} from './environment.ts'

/** A shorter one would be found in words that are none. */
const LEAST_CHARACTERS = 6

/** @returns Each as it may stand in a text: as it was given, and as addresses and signatures have it. Longest first. */
export function secretsOf(
  config: Pick<
    ServiceConfig,
    'forge' | 'secret' | 'signingTokens' | 'dashboardToken' | 'markerKey' | 'database'
  >
): readonly string[] {
  const {forge, secret, signingTokens, dashboardToken, markerKey, database} = config
  const keys = signingTokens.map((token) => token.replace(/^whsec_/, ''))
  const all = [
    forge.token,
    secret,
    ...signingTokens,
    ...keys,
    dashboardToken,
    markerKey,
    ...passwordsOf(database)
  ]
  const long = all.filter((each) => each !== undefined && each.length >= LEAST_CHARACTERS)
  return [...new Set(long)].filter((each) => each !== undefined).sort((a, b) => b.length - a.length)
}

function passwordsOf(database: ServiceConfig['database']): readonly string[] {
  if (database.kind === 'embedded' || !URL.canParse(database.url)) return []
  const {password, searchParams} = new URL(database.url)
  return [password, decoded(password), ...searchParams.getAll('password')]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A % that begins nothing: then it stands as it is.
    return text
  }
}
