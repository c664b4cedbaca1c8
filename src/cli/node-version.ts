/**
 * The Node versions that the command line runs on. It is read by versions that are too old, too: nothing recent in here.
 */

/** As `engines` of package.json says, which npm only warns of. */
const LEAST = {major: 22, minor: 12}

/**
 * What to tell who runs an older Node; undefined for one that will do.
 * @param version As `process.versions.node`, such as "20.20.2".
 * @param path The executable's.
 */
export function tooOld(version: string, path: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > LEAST.major || (major === LEAST.major && minor >= LEAST.minor)) return undefined
  return `ladderlint: needs Node ${LEAST.major}.${LEAST.minor} or later, and "${path}" is Node ${version}
  Install a newer one from https://nodejs.org, or run it with one from npm: npx --package node@24 --package ladderlint ladderlint
`
}
