/**
 * `--format json`: one object, version 1. The shape is part of the public interface: fields are added, never changed.
 */
import {countFindings, type Report, rangeOf} from './report.ts'

export function renderJson(report: Report): string {
  const findings = report.pages.flatMap(({findings, path, text}) =>
    findings.map((finding) => {
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
    })
  )
  const counts = countFindings(report.pages.flatMap((page) => page.findings))
  return `${JSON.stringify({version: 1, summary: {pages: report.pages.length, ...counts}, findings}, null, 2)}\n`
}
