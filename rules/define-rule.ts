/**
 * Defines a rule as a unified-lint-rule plugin, so that the same rule runs in `ladderlint check`, in a review, in plain
 * remark and in an editor. A rule reads the model (`page`, `family`, `handbook`), never the text again.
 */
import type {Root} from 'mdast'
import type {Plugin} from 'unified'
import {lintRule} from 'unified-lint-rule'
import type {VFile} from 'vfile'
import type {z} from 'zod'
import type {Handbook} from '../src/handbook/handbook.ts'
import {openFolderHandbook} from '../src/handbook/open-handbook.ts'
import type {JobFamily, Place} from '../src/page/job-family.ts'
import type {Page} from '../src/page/page.ts'
import {parsePage} from '../src/page/parse-page.ts'
import {boundedKey, emit, toUtterances, type Utterance} from './emit-reports.ts'
import type {Fix, Part, Remedy, Severity} from './finding.ts'
import {dayOf, openSilencing, partReports, type Silencing} from './silencing.ts'

/**
 * The page this one is compared with: `undefined` when nothing is compared (a plain `check`),
 * `null` when the page is new.
 */
export type Base = Page | null | undefined

export interface Report {
  /** One line; left out only by a rule that has `describe`. */
  readonly reason?: string
  readonly place: Place
  /** Part.key. */
  readonly key: string
  /** Part.label; defaults to `key`. */
  readonly label?: string
  readonly fix?: Fix | null
  /** Part.remedies. */
  readonly remedies?: readonly Remedy[]
  /** Overrides the rule's severity for this one finding ("info" for a near wording). */
  readonly severity?: Severity
}

/** Something a rule could not judge: said in the summary, never charged. */
export interface NotChecked {
  readonly rule: string
  readonly what: string
  readonly reason: string
  /** Part.key of the finding that may be there all the same, where GitLab or a search refused to tell; else left out. */
  readonly key?: string
}

export interface RuleContext<Options> {
  readonly page: Page
  readonly family: JobFamily
  readonly handbook: Handbook
  readonly base: Base
  /** Whether the change deletes this page: `page` and `base` are then what it was, and `handbook` is without it. */
  readonly isDeleted: boolean
  readonly options: Options
  /** What the page's comments silence, as far as the rules that ran before know. */
  readonly silencing: Silencing
  report(report: Report): void
  /** @param key NotChecked.key. */
  notChecked(what: string, reason: string, key?: string): void
}

/** For rules about text, links and the file itself, which judge every kind of page. */
export const EVERY_KIND: readonly JobFamily['kind'][] = ['family', 'executive', 'expert', 'index']

export interface RuleDefinition<Options> {
  readonly name: string
  readonly severity: Severity
  /** Whether it runs only where the configuration asks for it; `severity` is then what it gets unless that says more. */
  readonly isOff?: boolean
  /** Whether it can fix all or some of its findings. */
  readonly fixes: boolean
  /** One line for `ladderlint rules`. */
  readonly summary: string
  /** zod schema of its options; its default applies when the configuration says nothing. */
  readonly options?: z.ZodType<Options>
  /** Kinds of page it runs on; rules about structure leave this out and run on families only. */
  readonly kinds?: readonly JobFamily['kind'][]
  /** Whether it also runs on a page that was not read in full, whose model says nothing. */
  readonly unread?: boolean
  /** Whether it also runs on a page that the change deletes; see `RuleContext.isDeleted`. */
  readonly deleted?: boolean
  /**
   * For a rule that speaks once a page: the reason that covers these parts. Their reports are merged into one
   * finding at the first part's place. Pure, also called for a subset of the parts (only the new ones).
   */
  readonly describe?: (parts: readonly Part[]) => string
  run(context: RuleContext<Options>): void | Promise<void>
}

export interface Rule extends Omit<RuleDefinition<unknown>, 'run' | 'options'> {
  readonly options: z.ZodType<unknown> | null
  /** The plugin that remark runs; `Severity` or `[severity, options]` configures it. */
  readonly plugin: Plugin<[unknown?], Root>
}

declare module 'vfile' {
  interface DataMap {
    ladderlint?: {
      readonly page: Page
      readonly handbook: Handbook
      readonly base: Base
      readonly isDeleted: boolean
      readonly notChecked: NotChecked[]
      readonly silencing: Silencing
    }
  }
}

declare module 'vfile-message' {
  interface VFileMessage {
    /** Parts of a ladderlint finding, see rules/finding.ts. */
    ladderlint?: Omit<Utterance, 'reason'>
  }
}

/** Where the rules' pages stand when no service publishes them. */
const RULE_PAGES = 'https://gitlab.com/ladderlint/ladderlint/-/blob/main/rules'

/** Address of a rule's page. */
export function ruleUrl(name: string): string {
  return `${RULE_PAGES}/${name}/README.md`
}

/** Makes the rule that `definition` describes. Its plugin never throws on any page. */
export function defineRule<Options = undefined>(definition: RuleDefinition<Options>): Rule {
  const kinds = definition.kinds ?? ['family']
  const inner = lintRule<Root, unknown>(
    {origin: `ladderlint:${definition.name}`, url: ruleUrl(definition.name)},
    async (_tree, file, options) => {
      const {page, handbook, base, isDeleted, notChecked, silencing} = dataOf(file)
      if (!kinds.includes(page.family.kind) || (page.unread !== null && !definition.unread)) return
      if (isDeleted && !definition.deleted) return
      const reports: Report[] = []
      let isJudged = true
      await definition.run({
        page,
        family: page.family,
        handbook,
        get base() {
          // What is new only a comparison can tell.
          if (base === undefined) isJudged = false
          return base
        },
        isDeleted,
        options: definition.options ? definition.options.parse(options) : (undefined as Options),
        silencing,
        report: (report) => reports.push(report),
        notChecked(what, reason, key) {
          isJudged = false
          notChecked.push({
            rule: definition.name,
            what,
            reason,
            ...(key === undefined ? {} : {key: boundedKey(key)})
          })
        }
      })
      const sure = isJudged ? silencing.judged : silencing.unsure
      sure.add(definition.name)
      const {spoken, silenced} = partReports(silencing, definition.name, reports)
      for (const utterance of toUtterances(definition, spoken)) emit(file, utterance)
      for (const [by, group] of silenced) {
        for (const utterance of toUtterances(definition, group))
          silencing.silenced.push({...utterance, rule: definition.name, by})
      }
    }
  )

  const plugin: Plugin<[unknown?], Root> = function (config) {
    const transform = inner.call(this, config)
    if (!transform) return undefined
    return async (tree, file) => {
      const before = file.messages.length
      await new Promise<void>((resolve, reject) => {
        transform(tree, file, (error) => {
          if (error) reject(error)
          else resolve()
          return undefined
        })
      })
      // unified-lint-rule sets `fatal` to true or false on every message of a rule; `undefined` is vfile's info.
      const forced = severityOf(config)
      for (const message of file.messages.slice(before)) {
        const severity = forced ?? message.ladderlint?.severity ?? 'error'
        message.fatal = severity === 'error' ? true : severity === 'warning' ? false : undefined
        if (message.ladderlint) message.ladderlint = {...message.ladderlint, severity}
      }
      return undefined
    }
  }

  const {name, severity, isOff = false, fixes, summary, deleted = false, describe} = definition
  return {
    name,
    severity,
    isOff,
    fixes,
    summary,
    kinds,
    deleted,
    ...(describe ? {describe} : {}),
    options: definition.options ?? null,
    plugin
  }
}

function severityOf(config: unknown): Severity | undefined {
  const label: unknown = Array.isArray(config) ? config[0] : config
  if (label === 'error' || label === 2) return 'error'
  if (label === 'warn' || label === 1) return 'warning'
  return undefined
}

/** The model that `check` attached; in plain remark it is read here, from the folder remark runs in. */
function dataOf(file: VFile): NonNullable<VFile['data']['ladderlint']> {
  if (!file.data.ladderlint) {
    const page = parsePage(file.path ?? 'page.md', String(file))
    file.data.ladderlint = {
      page,
      handbook: openFolderHandbook(file.cwd),
      base: undefined,
      isDeleted: false,
      notChecked: [],
      silencing: openSilencing(page, dayOf(new Date()))
    }
  }
  return file.data.ladderlint
}
