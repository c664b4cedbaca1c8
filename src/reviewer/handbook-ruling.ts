/**
 * How a handbook wants its pages checked: its configuration as a ruling.
 */
import type {RuleSetting} from '../../rules/run-rules.ts'
import type {HandbookConfig} from '../config/handbook-config.ts'
import {isJobFamilyPath} from '../handbook/paths.ts'
import {matchesPath, type PathPattern, parsePathPattern} from '../review/path-pattern.ts'
import type {Ruling} from './check-pages.ts'
import {ruleSettings} from './rule-settings.ts'

export interface HandbookRuling extends Ruling {
  readonly settingsFor: (path: string) => readonly RuleSetting[]
  readonly isPage: (path: string) => boolean
  /** Whether a page is left out even where somebody names it. */
  readonly isIgnored: (path: string) => boolean
}

/**
 * @param config Undefined where the handbook says nothing.
 * @param commandLine See `ruleSettings`.
 * @throws LadderlintError for a rule or severity on the command line that does not exist.
 */
export function handbookRuling(
  config: HandbookConfig | undefined,
  commandLine: readonly string[] = []
): HandbookRuling {
  const {rules, overrides, paths} = config ?? NOTHING_SAID
  const settings = ruleSettings(commandLine, [rules])
  const patterned = overrides.map((override) => ({...override, patterns: override.paths.map(toPattern)}))
  const families = paths.families.map(toPattern)
  const ignored = paths.ignore.map(toPattern)
  const isIgnored = (path: string) => matchesAny(ignored, path)
  /** By the overrides that apply: most pages have the same. */
  const known = new Map<string, readonly RuleSetting[]>([['', settings]])

  return {
    settings,
    settingsFor(path) {
      const applying = patterned.filter(({patterns}) => matchesAny(patterns, path))
      const key = applying.map((override) => patterned.indexOf(override)).join()
      const own =
        known.get(key) ?? ruleSettings(commandLine, [rules, ...applying.map((override) => override.rules)])
      known.set(key, own)
      return own
    },
    isPage: (path) =>
      (isJobFamilyPath(path) || (PAGE_FILE.test(path) && matchesAny(families, path))) && !isIgnored(path),
    isIgnored
  }
}

const NOTHING_SAID: Pick<HandbookConfig, 'rules' | 'overrides' | 'paths'> = {
  rules: {},
  overrides: [],
  paths: {families: [], ignore: []}
}

/** A pattern such as "content/roles/" also matches pictures. */
const PAGE_FILE = /\.md(?:\.erb)?$/

/** "content/x/" and "content/x/**" both stand for all that is below. */
function toPattern(pattern: string): PathPattern {
  return parsePathPattern(pattern.replace(/(^|\/)(?:\*\*)?$/, '$1**/*'))
}

function matchesAny(patterns: readonly PathPattern[], path: string): boolean {
  const names = path.split('/')
  return patterns.some((pattern) => matchesPath(pattern, names))
}
