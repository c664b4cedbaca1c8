/**
 * What a page brings in from elsewhere and cannot be read here: ERB partials and Hugo's including shortcodes.
 */
import type {SectionKind} from './job-family.ts'
import type {Masked} from './mask.ts'

/** What an include may bring when its name does not tell: the sections every family has. */
const ANYTHING: readonly SectionKind[] = [
  'responsibilities',
  'requirements',
  'performance-indicators',
  'job-grade',
  'career-ladder',
  'hiring-process'
]

const BY_NAME: readonly (readonly [RegExp, SectionKind])[] = [
  [/performance|indicator|kpi/i, 'performance-indicators'],
  [/responsib/i, 'responsibilities'],
  [/require|qualification/i, 'requirements'],
  [/hiring|interview/i, 'hiring-process'],
  [/ladder|career/i, 'career-ladder'],
  [/grade/i, 'job-grade']
]

const ERB_INCLUDE = /\b(?:partial|render|include|wrap_layout)\b\s*\(?\s*(?::?["']?)([^"',)%]{0,200})/
const SHORTCODE_INCLUDE =
  /^\{\{[<%]\s*\/?\s*(include|partial|readfile|performance-indicators|snippet|content)\b([^}]{0,300})/i

export function includedKinds(masked: readonly Masked[]): SectionKind[] {
  const kinds = new Set<SectionKind>()
  for (const {kind, source} of masked) {
    const match =
      kind === 'erb' ? ERB_INCLUDE.exec(source) : kind === 'shortcode' ? SHORTCODE_INCLUDE.exec(source) : null
    if (!match) continue
    for (const brought of kindsOf(match.slice(1).join(' '))) kinds.add(brought)
  }
  return [...kinds]
}

/** The name's last part decides: "job-families/sales/performance" is about performance, wherever it lies. */
function kindsOf(name: string): readonly SectionKind[] {
  const last = name.trim().split('/').at(-1) ?? ''
  const known = BY_NAME.filter(([pattern]) => pattern.test(last)).map(([, kind]) => kind)
  return known.length > 0 ? known : ANYTHING
}
