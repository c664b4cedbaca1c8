/**
 * Whether a handbook runs markdownlint, which says by itself what some of our rules would say.
 */
import type {Handbook} from '../src/handbook/handbook.ts'
import type {Snapshot} from '../src/handbook/snapshot.ts'

/** The files that markdownlint, markdownlint-cli and markdownlint-cli2 look for at a tree's root. */
const CONFIGURATION = /^\.markdownlint(?:-cli2)?\.(?:jsonc?|ya?ml|cjs|mjs)$|^\.markdownlintrc$/

const known = new WeakMap<Snapshot, Promise<boolean>>()

/** Lists the snapshot's root, once: ask only when there is something to say. */
export function runsMarkdownlint({snapshot}: Handbook): Promise<boolean> {
  const answer = known.get(snapshot) ?? hasConfiguration(snapshot)
  known.set(snapshot, answer)
  return answer
}

async function hasConfiguration(snapshot: Snapshot): Promise<boolean> {
  const entries = await snapshot.entries('')
  return entries?.some(({name}) => CONFIGURATION.test(name)) ?? false
}
