/**
 * Writes the parts of the documentation that come from the code, between their markers:
 * the table of rules, and the help of every command. `--check` only tells whether they are in step.
 */
import {execFileSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {rules} from '../rules/index.ts'

const COMMANDS = ['check', 'inspect', 'review', 'serve', 'rules', 'explain', 'rehearse', 'demo']

const generated: readonly {readonly file: string; readonly name: string; readonly text: () => string}[] = [
  {file: 'docs/rules.md', name: 'rules', text: ruleTable},
  {file: 'docs/command-line.md', name: 'help', text: help}
]

function ruleTable(): string {
  const rows = [...rules]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(
      ({name, severity, isOff, fixes, summary}) =>
        `| [${name}](../rules/${name}/README.md) | ${isOff ? 'off' : severity} | ${fixes ? 'yes' : ''} | ${summary} |`
    )
  return ['| rule | severity | fixes | finds |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function help(): string {
  const of = (...args: string[]) =>
    execFileSync(process.execPath, ['src/cli/main.ts', ...args, '--help'], {
      encoding: 'utf8',
      env: {...process.env, NO_COLOR: '1', COLUMNS: '110'}
    }).trimEnd()
  const sections = COMMANDS.map((command) => `## ladderlint ${command}\n\n\`\`\`text\n${of(command)}\n\`\`\``)
  return [`\`\`\`text\n${of()}\n\`\`\``, ...sections].join('\n\n')
}

const check = process.argv.includes('--check')
let stale = false
for (const {file, name, text} of generated) {
  const before = readFileSync(file, 'utf8')
  const start = `<!-- ${name}: written by scripts/docs.ts -->`
  const end = `<!-- end of ${name} -->`
  const from = before.indexOf(start)
  const to = before.indexOf(end)
  if (from < 0 || to < from) throw new Error(`${file} has no markers "${start}" and "${end}"`)
  const after = `${before.slice(0, from + start.length)}\n\n${text()}\n\n${before.slice(to)}`
  if (after === before) continue
  stale = true
  if (check) console.error(`${file} is not in step with the code; run: npm run docs`)
  else {
    writeFileSync(file, after)
    console.log(`wrote ${file}`)
  }
}
if (check && stale) process.exitCode = 1
