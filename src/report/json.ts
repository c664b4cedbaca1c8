/**
 * `--format json`: one object, version 1. The shape is part of the public interface: fields are added, never changed.
 */
import type {Finding} from '../../rules/finding.ts'
import {type CheckedPage, countFindings, type Report, rangeOf} from './report.ts'

export function renderJson({pages}: Report): string {
  const counts = countFindings(pages.flatMap((page) => page.findings))
  const json = {
    version: 1,
    summary: {pages: pages.length, ...counts},
    findings: pages.flatMap((page) => page.findings.map((finding) => toJson(finding, page))),
    probation: pages.flatMap((page) => page.probation.map((finding) => toJson(finding, page))),
    silenced: pages.flatMap((page) =>
      page.silenced.map(({finding, by}) => ({
        ...toJson(finding, page),
        by: {line: by.place.start.line, reason: by.reason, until: by.until}
      }))
    )
  }
  return `${JSON.stringify(json, null, 2)}\n`
}

function toJson(finding: Finding, {path, text}: CheckedPage) {
  const {line, column, endLine, endColumn, text: fixed} = rangeOf(finding, text)
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
