/**
 * `--format junit`: one suite, one case a page; errors and warnings fail it. For GitLab's test summary
 * (artifacts:reports:junit).
 */
import type {CheckedPage, Report} from './report.ts'

export function renderJunit(report: Report): string {
  const failures = report.pages.map((page) => failureOf(page))
  const cases = report.pages.map(({path}, index) => {
    const open = `    <testcase classname="job families" name="${escaped(path)}"`
    return failures[index] ? `${open}>\n${failures[index]}\n    </testcase>` : `${open}/>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="ladderlint" tests="${report.pages.length}" failures="${failures.filter(Boolean).length}">
${cases.join('\n')}
  </testsuite>
</testsuites>
`
}

/** One a page, whatever there is to say: of several, most readers of such reports show the first. '' for none. */
function failureOf({path, findings}: CheckedPage): string {
  const charged = findings.filter(({severity}) => severity !== 'info')
  const [first] = charged
  if (!first) return ''
  const type = charged.some(({severity}) => severity === 'error') ? 'error' : 'warning'
  const rules = [...new Set(charged.map(({rule}) => rule))].join(', ')
  const message =
    charged.length === 1 ? `${first.rule}: ${first.reason}` : `${charged.length} findings: ${rules}`
  const lines = charged.map(
    ({place: {start}, severity, reason, rule}) =>
      `${path}:${start.line}:${start.column} ${severity}: ${reason} (${rule})`
  )
  return `      <failure type="${type}" message="${escaped(message)}">${escaped(lines.join('\n'))}</failure>`
}

/** What XML 1.0 cannot hold, not even escaped (section 2.2): controls but tab and line ends, lone surrogates. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu

function escaped(text: string): string {
  return text
    .replace(FORBIDDEN, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
}
