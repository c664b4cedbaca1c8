import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'

const checkout = fileURLToPath(new URL('../..', import.meta.url))
let folder = ''

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, {cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']})
}

/**
 * Installs the packed package into an empty folder, with its run-time dependencies and nothing else from the checkout.
 * npm itself would ask the registry, and no test needs the network.
 */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ladderlint-package-'))
  run('npm', ['pack', '--silent', '--pack-destination', folder], checkout)
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? ''
  const home = join(folder, 'node_modules', 'ladderlint')
  mkdirSync(home, {recursive: true})
  run('tar', ['-xzf', join(folder, tarball), '--strip-components=1', '-C', home], folder)

  const needed = run('npm', ['ls', '--all', '--omit=dev', '--parseable'], checkout)
    .trim()
    .split('\n')
    .slice(1)
  for (const path of needed) {
    const inside = relative(join(checkout, 'node_modules'), path)
    // A dependency of a dependency that lies below it comes with it.
    if (inside.includes('node_modules')) continue
    const target = join(folder, 'node_modules', inside)
    mkdirSync(dirname(target), {recursive: true})
    symlinkSync(path, target)
  }
  // Who runs the rules in plain remark brings these.
  for (const name of ['remark-parse', 'unified', 'vfile'])
    symlinkSync(join(checkout, 'node_modules', name), join(folder, 'node_modules', name))
  for (const [path, text] of Object.entries(demoHandbook())) {
    mkdirSync(join(folder, 'handbook', dirname(path)), {recursive: true})
    writeFileSync(join(folder, 'handbook', path), text)
  }
})

afterAll(() => rmSync(folder, {recursive: true, force: true}))

const ladderlint = (...args: string[]) =>
  run(
    process.execPath,
    [join(folder, 'node_modules/ladderlint/dist/src/cli/main.js'), ...args],
    join(folder, 'handbook')
  )

/** A page with findings of every severity, one of them silenced, and a comment that silences nothing. */
const PLAIN_PAGE = `---
title: Plain Engineer
---

<!-- ladderlint disable gitlab-casing because it is the name of an old product -->
<!-- ladderlint disable mojibake until 2020-01-31 -->

## Responsibilities

- Look after Gitlab {add what else}
- Data â€” ours and theirs

## Requirements

- Ability to use GitLab
`

/** What remark-cli does with `--use ladderlint/preset`, without its 120 packages. */
const PLAIN_REMARK = `import {readFileSync} from 'node:fs'
import preset from 'ladderlint/preset'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {VFile} from 'vfile'

const [, , path] = process.argv
const file = new VFile({path, value: readFileSync(path)})
const processor = unified().use(remarkParse).use(preset)
await processor.run(processor.parse(file), file)
const severities = {true: 'error', false: 'warning', undefined: 'info'}
const said = file.messages.map(({ruleId, fatal, line, column, reason}) => {
  return {rule: ruleId, severity: severities[fatal], line, column, message: reason}
})
process.stdout.write(JSON.stringify(said))
`

interface Said {
  readonly rule: string
  readonly severity: string
  readonly line: number
  readonly column: number
  readonly message: string
}

function inOrder(a: Said, b: Said): number {
  return a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule)
}

describe('the packed package', () => {
  it('checks a handbook', () => {
    const json = JSON.parse(ladderlint('check', '--format', 'json', '--fail-on', 'never'))
    expect(json.version).toBe(1)
    expect(json.summary.pages).toBeGreaterThan(4)
  })

  it('knows its version and explains its rules', () => {
    expect(ladderlint('--version')).toMatch(/^\d+\.\d+\.\d+/)
    expect(ladderlint('explain', 'grade-table')).toContain('# grade-table')
  })

  it('gives plain remark the findings of check, comments that silence them included', () => {
    const path = 'content/job-families/delivery/plain.md'
    writeFileSync(join(folder, 'handbook', path), PLAIN_PAGE)
    const script = join(folder, 'handbook', 'plain.mjs')
    writeFileSync(script, PLAIN_REMARK)
    const said: Said[] = JSON.parse(run(process.execPath, [script, path], join(folder, 'handbook')))
    const {findings} = JSON.parse(ladderlint('check', path, '--format', 'json', '--fail-on', 'never'))
    const checked = findings.map(({rule, severity, line, column, message}: Said) => {
      return {rule, severity, line, column, message}
    })
    expect(said.toSorted(inOrder)).toEqual(checked.toSorted(inOrder))
    const rules = said.map(({rule}) => rule)
    expect(new Set(rules).size).toBeGreaterThan(3)
    expect(rules).toContain('unused-silence')
    expect(rules).not.toContain('gitlab-casing')
    expect(new Set(said.map(({severity}) => severity))).toEqual(new Set(['error', 'warning', 'info']))
  })

  it('lets rules be set beside the preset, as the documentation shows', () => {
    const script =
      "import ladderlint, {rules} from 'ladderlint/preset'; console.log(ladderlint.plugins.includes(rules.mojibake))"
    const evaluated = ['--input-type=module', '--eval', script]
    expect(run(process.execPath, evaluated, join(folder, 'handbook'))).toBe('true\n')
  })

  it('runs the demo to its end', () => {
    expect(ladderlint('demo', '--exit')).toContain('✔ resolved')
  })

  it('holds the compiled code, and beside it only pages and styles', () => {
    const top = readdirSync(join(folder, 'node_modules/ladderlint')).sort()
    expect(top).toEqual(['LICENSE', 'README.md', 'dist', 'package.json', 'rules', 'src'])
    const extras = ['rules', 'src'].flatMap((name) =>
      readdirSync(join(folder, 'node_modules/ladderlint', name), {recursive: true, withFileTypes: true})
    )
    const code = extras.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    expect(code.map((entry) => entry.name)).toEqual([])
  })
})
