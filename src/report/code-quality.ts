/**
 * `--format codequality`: GitLab's Code Quality report (doc/ci/testing/code_quality.md): an array, one object a finding.
 * Fingerprints hold no line numbers, so that a shifted finding is neither new nor fixed.
 */
import type {Severity} from '../../rules/finding.ts'
import {nameAll} from '../review/charge.ts'
import type {Report} from './report.ts'

const SEVERITIES: Readonly<Record<Severity, string>> = {error: 'major', warning: 'minor', info: 'info'}

export function renderCodeQuality(report: Report): string {
  const issues = report.pages.flatMap(({findings, path}) =>
    nameAll(path, findings).map(({finding, fingerprint}) => ({
      description: finding.reason,
      check_name: finding.rule,
      fingerprint,
      severity: SEVERITIES[finding.severity],
      location: {path, lines: {begin: finding.place.start.line}}
    }))
  )
  return `${JSON.stringify(issues, null, 2)}\n`
}
