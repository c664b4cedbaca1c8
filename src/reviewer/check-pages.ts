/**
 * Checks pages of one handbook, against another state of it when there is one.
 */
import {describeParts as describe} from '../../rules/emit-reports.ts'
import type {Part} from '../../rules/finding.ts'
import {rules} from '../../rules/index.ts'
import {type Checked, type RuleSetting, runRules, runRulesOnDeleted} from '../../rules/run-rules.ts'
import type {Handbook} from '../handbook/handbook.ts'
import {isJobFamilyPath} from '../handbook/paths.ts'
import type {Page} from '../page/page.ts'

export interface CheckedPage extends Checked {
  readonly page: Page
}

/** How rules are run, the same for every page of a check. */
export interface Ruling {
  readonly settings: readonly RuleSetting[]
  /** The settings for the page at a path, where the configuration sets some pages apart; undefined: `settings` for all. */
  readonly settingsFor?: ((path: string) => readonly RuleSetting[]) | undefined
  /** Whether a path is that of a page to be checked; undefined: every job-family page is. */
  readonly isPage?: ((path: string) => boolean) | undefined
  /** Address of a rule's page; undefined links to the project's own. */
  readonly addressOf?: ((rule: string) => string) | undefined
  /** `YYYY-MM-DD`, decides which comments have ended; undefined is the day it is. */
  readonly today?: string | undefined
}

export function settingsFor({settings, settingsFor: choose}: Ruling, path: string): readonly RuleSetting[] {
  return choose ? choose(path) : settings
}

export function isPage({isPage: decide = isJobFamilyPath}: Ruling, path: string): boolean {
  return decide(path)
}

/** Where a page is now and where it was; one of the two is null for a page that is new or gone. */
export interface PagePaths {
  readonly head: string | null
  readonly base: string | null
}

export interface ComparedPage {
  /** Null when the page does not exist at that commit. */
  readonly head: CheckedPage | null
  readonly base: CheckedPage | null
  /** What speaks against its deletion, with the page as it was; null when there is a page at head, or none at base. */
  readonly deleted: CheckedPage | null
}

/** Checks one page by itself; undefined when there is no such page. */
export async function checkPage(
  path: string,
  handbook: Handbook,
  ruling: Ruling
): Promise<CheckedPage | undefined> {
  const page = await handbook.page(path)
  return page ? check(page, handbook, undefined, settingsFor(ruling, path), ruling) : undefined
}

/** Checks a page at both commits; rules that ask what is new compare the head with the base. */
export async function comparePage(
  paths: PagePaths,
  base: Handbook,
  head: Handbook,
  ruling: Ruling
): Promise<ComparedPage> {
  const [basePage, headPage] = await Promise.all([
    paths.base === null ? undefined : base.page(paths.base),
    paths.head === null ? undefined : head.page(paths.head)
  ])
  const pages = {base: basePage ?? null, head: headPage ?? null, origin: basePage ?? null}
  return checkBoth(pages, base, head, ruling)
}

/** The same for pages that are read already. `origin` is what rules compare the head with. */
export async function checkBoth(
  pages: {readonly base: Page | null; readonly head: Page | null; readonly origin: Page | null},
  base: Handbook,
  head: Handbook,
  ruling: Ruling
): Promise<ComparedPage> {
  const {base: basePage, head: headPage, origin} = pages
  // Where a page is now decides for both: a move alone must make nothing new.
  const settings = settingsFor(ruling, headPage?.path ?? basePage?.path ?? '')
  const [atBase, atHead, deleted] = await Promise.all([
    basePage ? check(basePage, base, undefined, settings, ruling) : null,
    headPage ? check(headPage, head, origin, settings, ruling) : null,
    basePage && !headPage ? checkDeleted(basePage, head, settings, ruling) : null
  ])
  return {base: atBase, head: atHead, deleted}
}

/** Checks a page as the rules would have for `path`, compared with nothing. */
export function checkAs(path: string, page: Page, handbook: Handbook, ruling: Ruling): Promise<CheckedPage> {
  return check(page, handbook, undefined, settingsFor(ruling, path), ruling)
}

async function check(
  page: Page,
  handbook: Handbook,
  base: Page | null | undefined,
  settings: readonly RuleSetting[],
  ruling: Ruling
): Promise<CheckedPage> {
  return {page, ...(await runRules(page, handbook, base, settings, ruling))}
}

async function checkDeleted(
  page: Page,
  handbook: Handbook,
  settings: readonly RuleSetting[],
  ruling: Ruling
): Promise<CheckedPage> {
  return {page, ...(await runRulesOnDeleted(page, handbook, settings, ruling))}
}

/** The reason of a once-a-page rule for some of its parts. */
export function describeParts(name: string, parts: readonly Part[]): string {
  const rule = rules.find((each) => each.name === name)
  if (!rule?.describe) throw new Error(`rule "${name}" does not speak once a page`)
  return describe(rule.describe, parts)
}
