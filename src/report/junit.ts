/**
 * `--format junit`: one suite, one case a page; errors and warnings fail it. For GitLab's test summary
 * (artifacts:reports:junit).
 */
import {countFindings, type Report} from './report.ts'

export function renderJunit(report: Report): string {
  const cases = report.pages.map(({path, findings}) => {
    const charged = findings.filter((finding) => finding.severity !== 'info')
    const failures = charged.map(({place, reason, rule, severity}) => {
      const text = `${path}:${place.start.line}:${place.start.column} ${reason}`
      return `      <failure type="${severity}" message="${escaped(`${rule}: ${reason}`)}">${escaped(text)}</failure>`
    })
    const name = `    <testcase classname="job families" name="${escaped(path)}"`
    return failures.length > 0 ? `${name}>\n${failures.join('\n')}\n    </testcase>` : `${name}/>`
  })
  const {errors, warnings} = countFindings(report.pages.flatMap((page) => page.findings))
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="ladderlint" tests="${report.pages.length}" failures="${errors + warnings}">
${cases.join('\n')}
  </testsuite>
</testsuites>
`
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
