/**
 * What a handbook's own `.ladderlint.yml` says. docs/configuration.md
 */

/** In the handbook's top folder. */
export const CONFIG_FILE = '.ladderlint.yml'

/** Where editors find the schema of the file. */
export const SCHEMA_URL = 'https://gitlab.com/ladderlint/ladderlint/-/raw/main/docs/ladderlint.schema.json'

export type Level = 'error' | 'warning' | 'info'

/** On probation a rule's findings are mentioned and count for nothing. */
export type RuleState = Level | 'probation' | 'off'

export interface RuleConfig {
  /** Undefined leaves the rule's own. */
  readonly severity?: RuleState | undefined
  /** As the rule's schema returned them; undefined for the rule's own. */
  readonly options?: unknown
}

/** By rule. */
export type RuleConfigs = Readonly<Record<string, RuleConfig | undefined>>

/** Whatever is undefined, the file does not say. */
export interface HandbookConfig {
  readonly rules: RuleConfigs
  /** In order: the last one that names a path and a rule wins. */
  readonly overrides: readonly {readonly paths: readonly string[]; readonly rules: RuleConfigs}[]
  readonly paths: {
    /** Patterns of job-family pages besides those that are known. */
    readonly families: readonly string[]
    /** Patterns of pages that are not checked; they win. */
    readonly ignore: readonly string[]
  }
  /** Least severity that fails a check or a review. */
  readonly failOn: Level | 'never' | undefined
  readonly review: {
    /** Least severity that makes a thread. */
    readonly threadsFrom: Level | undefined
    readonly mostThreads: number | undefined
    /** What a draft gets: the summary only, everything, nothing. */
    readonly drafts: 'quiet' | 'full' | 'off' | undefined
    /** What the bot's state as a reviewer follows. */
    readonly reviewer: 'off' | 'reviewed' | 'request-changes' | undefined
    /** Whether the author of a merge request may have rules ignored on it. */
    readonly authorMayIgnore: boolean | undefined
  }
  /** Names of labels for what a merge request changes. */
  readonly labels:
    | {
        readonly jobFamily: string | undefined
        readonly ladderChange: string | undefined
        readonly gradeChange: string | undefined
      }
    | undefined
  /** Who is to approve, in order. */
  readonly approvals:
    | readonly {
        readonly who: string
        /** For changes to levels of these grades, both inclusive. */
        readonly fromGrade: number | undefined
        readonly toGrade: number | undefined
      }[]
    | undefined
}
