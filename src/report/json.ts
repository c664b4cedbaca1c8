/**
 * `--format json`: one object, version 1. The shape is part of the public interface: fields are added, never changed.
 */
import type {Finding} from '../../rules/finding.ts'
import {type CheckedPage, countFindings, createRanges, type Report} from './report.ts'

export function renderJson({pages}: Report): string {
  const counts = countFindings(pages.flatMap((page) => page.findings))
  const json = {
    version: 1,
    summary: {pages: pages.length, ...counts},
    findings: ofPages(pages, ({findings}, toJson) => findings.map(toJson)),
    probation: ofPages(pages, ({probation}, toJson) => probation.map(toJson)),
    silenced: ofPages(pages, ({silenced}, toJson) =>
      silenced.map(({finding, by}) => ({
        ...toJson(finding),
        by: {line: by.place.start.line, reason: by.reason, until: by.until}
      }))
    ),
    notChecked: pages.flatMap(({path, notChecked}) =>
      notChecked.map(({rule, what, reason}) => ({rule, path, what, reason}))
    )
  }
  return `${JSON.stringify(json, null, 2)}\n`
}

type ToJson = ReturnType<typeof jsonOf>

function ofPages<T>(pages: readonly CheckedPage[], list: (page: CheckedPage, toJson: ToJson) => T[]): T[] {
  return pages.flatMap((page) => list(page, jsonOf(page)))
}

function jsonOf({path, text}: CheckedPage) {
  const rangeOf = createRanges(text)
  return (finding: Finding) => {
    const {line, column, endLine, endColumn, text: fixed} = rangeOf(finding)
    return {
      rule: finding.rule,
      severity: finding.severity,
      path,
      line,
      column,
      endLine,
      endColumn,
      message: finding.reason,
      url: finding.url,
      fix: fixed === null ? null : {text: fixed}
    }
  }
}
