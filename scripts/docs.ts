/**
 * Writes the parts of the documentation that come from the code: between their markers the table of rules and the help of
 * every command, the schema of `.ladderlint.yml`, and the version that the CI component installs. `--check` only tells
 * whether they are in step.
 */
import {execFileSync} from 'node:child_process'
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {z} from 'zod'
import {rules} from '../rules/index.ts'
import {SCHEMA_URL} from '../src/config/handbook-config.ts'
import {handbookSchema} from '../src/config/handbook-schema.ts'
import {version} from '../src/config/version.ts'

const FIRST_RULE = rules[0]?.name ?? ''
const SCHEMA_FILE = 'docs/ladderlint.schema.json'

const COMMANDS = [
  'check',
  'inspect',
  'review',
  'serve',
  'doctor',
  'queue',
  'queue list',
  'queue retry',
  'rules',
  'explain',
  'rehearse',
  'init',
  'demo'
]

/** What stands between two markers of a file. */
const generated: readonly {readonly file: string; readonly name: string; readonly text: () => string}[] = [
  {file: 'docs/rules.md', name: 'rules', text: ruleTable},
  {file: 'docs/command-line.md', name: 'help', text: help}
]

/** Where the version of the package stands: the CI component of a version installs that very version. */
const VERSIONED: readonly {readonly file: string; readonly place: RegExp}[] = [
  {file: 'templates/review.yml', place: /(?<=\n {4}version:\n {6}default: ')[^']*/},
  {file: 'docs/installing.md', place: /(?<=\/review@)[\w.-]+/g},
  {file: 'README.md', place: /(?<=\/review@)[\w.-]+/g}
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
  const sections = COMMANDS.map(
    (command) => `## ladderlint ${command}\n\n\`\`\`text\n${of(...command.split(' '))}\n\`\`\``
  )
  return [`\`\`\`text\n${of()}\n\`\`\``, ...sections].join('\n\n')
}

function schema(): string {
  const json = z.toJSONSchema(handbookSchema(rules), {io: 'input'})
  const text = JSON.stringify({...json, $id: SCHEMA_URL}, withSummaries, 2)
  return `${text}\n`
}

/** Gives each rule's property what the rule finds, for the editor to show. */
function withSummaries(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(FIRST_RULE in value)) return value
  const summaries = new Map(rules.map(({name, summary}) => [name, summary]))
  const entries = Object.entries(value).map(([name, property]: [string, unknown]) => {
    const described =
      typeof property === 'object' ? {description: summaries.get(name), ...property} : property
    return [name, described]
  })
  return Object.fromEntries(entries)
}

const check = process.argv.includes('--check')
let stale = false

function put(file: string, before: string, after: string): void {
  if (after === before) return
  stale = true
  if (check) console.error(`${file} is not in step with the code; run: npm run docs`)
  else {
    writeFileSync(file, after)
    console.log(`wrote ${file}`)
  }
}

for (const {file, name, text} of generated) {
  const before = readFileSync(file, 'utf8')
  const start = `<!-- ${name}: written by scripts/docs.ts -->`
  const end = `<!-- end of ${name} -->`
  const from = before.indexOf(start)
  const to = before.indexOf(end)
  if (from < 0 || to < from) throw new Error(`${file} has no markers "${start}" and "${end}"`)
  put(file, before, `${before.slice(0, from + start.length)}\n\n${text()}\n\n${before.slice(to)}`)
}
for (const {file, place} of VERSIONED) {
  const before = readFileSync(file, 'utf8')
  put(file, before, before.replace(place, version))
}
put(SCHEMA_FILE, existsSync(SCHEMA_FILE) ? readFileSync(SCHEMA_FILE, 'utf8') : '', schema())
if (check && stale) process.exitCode = 1
