/**
 * Trees for the tests of snapshots: on disk, and as commits of a git repository.
 */
import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {onTestFinished} from 'vitest'
import type {TreeContent} from '../contract/snapshot.ts'

/** A new folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ladderlint-'))
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}))
  return folder
}

export function writeTree(root: string, tree: TreeContent): void {
  for (const [path, content] of Object.entries(tree)) {
    const place = join(root, path)
    mkdirSync(dirname(place), {recursive: true})
    if (typeof content === 'object' && 'linkTo' in content) symlinkSync(content.linkTo, place)
    else writeFileSync(place, content)
  }
}

/** Runs git without the settings of whoever runs the tests. */
export function git(repository: string, ...parameters: readonly string[]): string {
  const settings = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false']
  return execFileSync('git', ['-C', repository, ...settings, ...parameters], {encoding: 'utf8'}).trim()
}

/** Makes a repository with one commit. */
export function commitTree(repository: string, tree: TreeContent): string {
  git(repository, 'init', '--quiet', '--initial-branch=main')
  writeTree(repository, tree)
  git(repository, 'add', '--all')
  git(repository, 'commit', '--quiet', '--allow-empty', '--message', 'Tree')
  return git(repository, 'rev-parse', 'HEAD')
}
