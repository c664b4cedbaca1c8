/**
 * A review from end to end in memory: a page parsed at both ends, every rule, fixes and their proof, threads, summary, an
 * answer to `inspect`, and all formats of a report.
 */
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {createPageCache} from '../../src/handbook/page-cache.ts'
import type {Snapshot} from '../../src/handbook/snapshot.ts'
import {type Format, render} from '../../src/report/render.ts'
import {compareTexts} from '../../src/review/compare-texts.ts'
import type {FileDiff} from '../../src/review/diff.ts'
import {NO_IGNORES} from '../../src/review/ignores.ts'
import {renderInspection} from '../../src/review/inspection.ts'
import {planReview, type ReviewPlan} from '../../src/review/plan-review.ts'
import {defaultThreadSettings} from '../../src/review/threads.ts'
import {checkHere} from '../../src/reviewer/check.ts'
import type {CheckedMergeRequest} from '../../src/reviewer/check-merge-request.ts'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import {ForgeModel, url} from '../review/forge-model.ts'

/** Where the project is that notes link to. */
export const PROJECT = 'https://gitlab.example/group/handbook/'
export const PATH = 'content/job-families/delivery/target.md'

/** The page before, where an attack comes into it. */
export const HARMLESS = `---
title: Pilot
description: Steers ships.
---

## Responsibilities

- Steer ships

## Levels

### Senior Pilot

The Senior Pilot is a [grade 7](/handbook/total-rewards/compensation/compensation-calculator/#gitlab-job-grades).

## Career Ladder

The next step is not yet defined.
`

export interface ReviewedInMemory {
  readonly checked: CheckedMergeRequest
  readonly plan: ReviewPlan
  /** What a second review of the same head does: nothing. */
  readonly again: ReviewPlan
  /** Bodies of the threads and of the summary. */
  readonly notes: readonly string[]
  /** What `@bot inspect` answers, a text a page. */
  readonly inspections: readonly string[]
  /** Of the page at head, in every format. */
  readonly reports: Readonly<Record<Format, string>>
}

type Text = string | Uint8Array

/**
 * Reviews a merge request that gives a page another content; null for a page that is not there.
 * @param others Other files of the handbook, the same at both ends.
 */
export async function reviewInMemory(
  base: Text | null,
  head: Text | null,
  others: Readonly<Record<string, Text>> = {}
): Promise<ReviewedInMemory> {
  const handbook = {...demoHandbook(), ...others}
  const at = (content: Text | null): Snapshot =>
    openMemorySnapshot(content === null ? handbook : {...handbook, [PATH]: content})
  const snapshots: Readonly<Record<string, Snapshot>> = {[REFS.base]: at(base), [REFS.head]: at(head)}
  const file = await diffOf(base, head, snapshots)
  const [earlier, changed] = [at(base), at(head)]
  const checked = await checkHere(createPageCache({maxEntries: 10}))(
    {earlier, base: earlier, head: changed, target: null, source: changed},
    {
      diffs: {files: [file], overflow: false},
      ruling: {today: '2026-01-01'},
      threads: {...defaultThreadSettings, from: 'info'}
    }
  )
  const forge = new ForgeModel()
  const plan = planOf(checked, forge)
  for (const operation of plan.operations) forge.apply(operation)
  const again = planOf(checked, forge)
  return {
    checked,
    plan,
    again,
    notes: forge.discussions.flatMap(({notes}) => notes.map(({body}) => body)),
    inspections: checked.pages.flatMap(({head}) => (head ? [renderInspection(head)] : [])),
    reports: reportsOf(checked)
  }
}

const REF = {project: 7, iid: 3}
const REFS = {base: 'b'.repeat(40), start: 'b'.repeat(40), head: 'd'.repeat(40), target: 'b'.repeat(40)}

async function diffOf(
  base: Text | null,
  head: Text | null,
  at: Readonly<Record<string, Snapshot>>
): Promise<FileDiff> {
  const status = base === null ? 'added' : head === null ? 'deleted' : 'modified'
  const [old, now] = await Promise.all([at[REFS.base]?.read(PATH), at[REFS.head]?.read(PATH)])
  const isText = old?.text !== null && now?.text !== null
  // GitLab shows no diff above 200 kB.
  const isShown = isText && (now?.size ?? 0) < 200_000
  const diff = isShown ? compareTexts(old?.text ?? '', now?.text ?? '') : null
  return {oldPath: PATH, newPath: PATH, status, diff}
}

/** What a review decides on a merge request where that is said already. */
export function planOf(checked: CheckedMergeRequest, forge: ForgeModel = new ForgeModel()): ReviewPlan {
  return planReview({
    ...checked,
    identity: {...REF, ownerId: forge.bot, key: 'key'},
    url,
    refs: REFS,
    said: forge.said,
    failing: 'error',
    threads: {...defaultThreadSettings, from: 'info'},
    refused: new Set(),
    approvers: null,
    ignores: NO_IGNORES
  })
}

function reportsOf({pages}: CheckedMergeRequest): Readonly<Record<Format, string>> {
  const report = {
    pages: pages.flatMap(({head, headFindings, probation, silenced, notChecked}) =>
      head
        ? [
            {
              path: head.path,
              text: head.text,
              findings: headFindings,
              probation: probation?.head ?? [],
              silenced: silenced ?? [],
              notChecked
            }
          ]
        : []
    )
  }
  const renderAs = (format: Format) => render(report, format, {colour: false})
  return {
    pretty: renderAs('pretty'),
    json: renderAs('json'),
    codequality: renderAs('codequality'),
    sarif: renderAs('sarif'),
    junit: renderAs('junit')
  }
}
