/**
 * `--format sarif`: SARIF 2.1.0 (OASIS), one run, for editors and dashboards that read it.
 */
import type {Rule} from '../../rules/define-rule.ts'
import type {Severity} from '../../rules/finding.ts'
import type {Report} from './report.ts'

const LEVELS: Readonly<Record<Severity, string>> = {error: 'error', warning: 'warning', info: 'note'}

export function renderSarif(report: Report, rules: readonly Rule[], version: string): string {
  const results = report.pages.flatMap(({findings, path}) =>
    findings.map((finding) => {
      const {start, end} = finding.place
      return {
        ruleId: finding.rule,
        level: LEVELS[finding.severity],
        message: {text: finding.reason},
        locations: [
          {
            physicalLocation: {
              artifactLocation: {uri: encodeURI(path)},
              region: {
                startLine: start.line,
                startColumn: start.column,
                endLine: end.line,
                endColumn: end.column
              }
            }
          }
        ]
      }
    })
  )
  const driver = {
    name: 'ladderlint',
    version,
    rules: rules.map((rule) => ({id: rule.name, shortDescription: {text: rule.summary}}))
  }
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{tool: {driver}, columnKind: 'utf16CodeUnits', results}]
  }
  return `${JSON.stringify(log, null, 2)}\n`
}
