/** Runs the command line as a person does: a process, its two streams, its exit status. */
import {type ChildProcessByStdio, execFile, execFileSync, spawn, spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import type {Readable} from 'node:stream'
import {fileURLToPath} from 'node:url'
import {onTestFinished} from 'vitest'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

export interface Ran {
  readonly stdout: string
  readonly stderr: string
  readonly status: number | null
}

/** @param environment Replaces the whole environment but for PATH. */
export function runCli(
  cwd: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {}
): Ran {
  const {stdout, stderr, status} = spawnSync(process.execPath, [main, ...args], {
    cwd,
    encoding: 'utf8',
    env: {PATH: process.env.PATH, ...environment}
  })
  return {stdout, stderr, status}
}

/**
 * Runs the command line while this process goes on, such as a GitLab that it asks.
 * @param environment Replaces the whole environment but for PATH.
 */
export function runCliBeside(
  args: readonly string[],
  environment: Readonly<Record<string, string>>
): Promise<Ran> {
  const env = {PATH: process.env.PATH, ...environment}
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...args], {env}, (_error, stdout, stderr) =>
      resolve({stdout, stderr, status: child.exitCode})
    )
  })
}

/** Starts the command line, for a command that ends only when it is told; killed after the test at the latest. */
export function startCli(
  cwd: string,
  args: readonly string[]
): ChildProcessByStdio<null, Readable, Readable> {
  const child = spawn(process.execPath, [main, ...args], {cwd, stdio: ['ignore', 'pipe', 'pipe']})
  onTestFinished(() => {
    child.kill()
  })
  return child
}

/** A folder with these files, deleted after the test. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ladderlint-cli-'))
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}))
  write(folder, files)
  return folder
}

export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), {recursive: true})
    writeFileSync(join(folder, path), text)
  }
}

export function git(folder: string, ...args: string[]): void {
  const who = [
    '-c',
    'user.name=Ada',
    '-c',
    'user.email=ada@example.com',
    '-c',
    'init.defaultBranch=main',
    '-c',
    'commit.gpgsign=false'
  ]
  execFileSync('git', [...who, ...args], {cwd: folder, stdio: 'ignore'})
}
