/**
 * The formats of a report, by the names that `--format` and `--output` take.
 */
import {rules} from '../../rules/index.ts'
import {version} from '../config/version.ts'
import {renderCodeQuality} from './code-quality.ts'
import {renderJson} from './json.ts'
import {renderJunit} from './junit.ts'
import {renderPretty} from './pretty.ts'
import type {Report} from './report.ts'
import {renderSarif} from './sarif.ts'

export const FORMATS = ['pretty', 'json', 'codequality', 'sarif', 'junit'] as const

export type Format = (typeof FORMATS)[number]

export function isFormat(name: string): name is Format {
  return FORMATS.some((format) => format === name)
}

export function render(report: Report, format: Format, options: {readonly colour: boolean}): string {
  switch (format) {
    case 'pretty':
      return renderPretty(report, options)
    case 'json':
      return renderJson(report)
    case 'codequality':
      return renderCodeQuality(report)
    case 'sarif':
      return renderSarif(report, rules, version)
    case 'junit':
      return renderJunit(report)
  }
}
