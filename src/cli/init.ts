/**
 * `ladderlint init`: a configuration file to begin with, all of it commented out.
 */
import {writeFile} from 'node:fs/promises'
import {relative, resolve} from 'node:path'
import {rules} from '../../rules/index.ts'
import {docsUrl} from '../config/docs-url.ts'
import {CONFIG_FILE, SCHEMA_URL} from '../config/handbook-config.ts'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {ruleSettings, stateOf} from '../reviewer/rule-settings.ts'
import {findRoot, holdsFamilies} from './find-pages.ts'
import {configPath} from './folder-config.ts'

/** @throws LadderlintError when there is such a file already. */
export async function init(options: {readonly root?: string}): Promise<number> {
  const root = findRoot([], options.root)
  const file = configPath(root)
  try {
    await writeFile(resolve(root, CONFIG_FILE), template(), {flag: 'wx'})
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause
    throw new LadderlintError(`"${file}" exists already`, {
      hint: `Change it by hand; ${docsUrl('configuration.md')} explains every line`,
      cause
    })
  }
  const found = holdsFamilies(root)
    ? ''
    : `
No job-family page is below ${relative('', root) || 'this folder'}: is it the handbook's? If so, name their folders as paths.families in the file.
`
  process.stdout.write(`Wrote ${file}: every setting is in it, commented out, with what holds without it.
${found}
What now:
  ladderlint check                 see what it says of the pages as they are
  ladderlint rehearse --last 50    see what each rule would have said about past merges
  ${'edit the file'.padEnd(32)} what should not hold up anybody yet is best put on probation
  git commit                       reviews follow the file once it is on the target branch
`)
  return 0
}

function template(): string {
  const settings = ruleSettings()
  const sorted = [...rules].sort((a, b) => a.name.localeCompare(b.name))
  const width = Math.max(...sorted.map(({name}) => name.length)) + 12
  const lines = sorted.map(
    (rule) => `#   ${`${rule.name}: ${stateOf(rule, settings)}`.padEnd(width)}# ${rule.summary}`
  )
  return `# yaml-language-server: $schema=${SCHEMA_URL}
#
# Configuration of ladderlint, which reviews job-family pages. It is read from the target branch of a merge request.
# What is commented out shows what holds without it. All about it:
# ${docsUrl('configuration.md')}

# Severities: error (fails the status), warning (a thread), info (in the summary), probation (mentioned in the summary,
# counts for nothing), off. ladderlint explain RULE tells why a rule exists.
# rules:
${lines.join('\n')}

# Other severities for some pages; the last one that names a page and a rule wins.
# overrides:
#   - paths: [content/job-families/sales/**]
#     rules:
#       years-of-experience: off

# Patterns from this folder: * is any part of a name, ** any folders, a / at the end everything below.
# paths:
#   families: [content/roles/]      # job-family pages besides those in content/job-families
#   ignore: [content/job-families/archive/]

# Least severity that fails a check or a review: error, warning, info or never.
# fail-on: error

# review:
#   threads-from: warning           # least severity that makes a thread
#   most-threads: 20                # the rest is listed in the summary
#   drafts: quiet                   # the summary only, until it is ready; full: threads at once; off: nothing
#   reviewer: reviewed              # what the bot says as a reviewer; request-changes can hold up a merge; off
#   author-may-ignore: false        # whether an author who may not merge may have rules ignored

# Labels for what a merge request changes.
# labels:
#   job-family: job family
#   ladder-change: career ladder
#   grade-change: job grade

# Who is to approve, in order; without this the steps of the policy.
# approvals:
#   - who: Total Rewards
#   - who: the e-group
#     from-grade: 12
`
}
