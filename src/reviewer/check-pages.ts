/**
 * Checks pages of one handbook, against another state of it when there is one.
 */
import type {NotChecked} from '../../rules/define-rule.ts'
import type {Finding, Part} from '../../rules/finding.ts'
import {type RuleSetting, runRules, runRulesOnDeleted} from '../../rules/run-rules.ts'
import type {Handbook} from '../handbook/handbook.ts'
import type {Page} from '../page/page.ts'

export interface CheckedPage {
  readonly page: Page
  readonly findings: readonly Finding[]
  readonly notChecked: readonly NotChecked[]
}

/** How rules are run, the same for every page of a check. */
export interface Ruling {
  readonly settings: readonly RuleSetting[]
  /** Address of a rule's page; undefined links to the project's own. */
  readonly addressOf?: ((rule: string) => string) | undefined
}

/** Where a page is now and where it was; one of the two is null for a page that is new or gone. */
export interface PagePaths {
  readonly head: string | null
  readonly base: string | null
}

export interface ComparedPage {
  readonly paths: PagePaths
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
  return page ? check(page, handbook, undefined, ruling) : undefined
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
  const [atBase, atHead, deleted] = await Promise.all([
    basePage ? check(basePage, base, undefined, ruling) : null,
    headPage ? check(headPage, head, basePage ?? null, ruling) : null,
    basePage && !headPage ? checkDeleted(basePage, head, ruling) : null
  ])
  return {paths, base: atBase, head: atHead, deleted}
}

async function check(
  page: Page,
  handbook: Handbook,
  base: Page | null | undefined,
  ruling: Ruling
): Promise<CheckedPage> {
  const {findings, notChecked} = await runRules(page, handbook, base, ruling.settings, ruling)
  return {page, findings, notChecked}
}

async function checkDeleted(page: Page, handbook: Handbook, ruling: Ruling): Promise<CheckedPage> {
  return {page, ...(await runRulesOnDeleted(page, handbook, ruling.settings, ruling))}
}

/** The reason of a once-a-page rule for some of its parts. */
export function describeParts(ruling: Ruling, name: string, parts: readonly Part[]): string {
  const rule = ruling.settings.find((setting) => setting.rule.name === name)?.rule
  if (!rule?.describe) throw new Error(`rule "${name}" does not speak once a page`)
  return rule.describe(parts)
}
