/**
 * Tries the patches that notes offer on the head of a merge request, with git itself.
 */
import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fromMarkdown} from 'mdast-util-from-markdown'

/** The patches of a note, as a reader copies them. */
export function patchesIn(body: string): string[] {
  return fromMarkdown(body).children.flatMap((node) =>
    node.type === 'code' && node.lang === 'diff' ? [`${node.value}\n`] : []
  )
}

/** @returns What git says against a patch; null when it applies to the commit. */
export function refusalOfPatch(repository: string, commit: string, patch: string): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'ladderlint-index-'))
  const env = {...process.env, GIT_INDEX_FILE: join(folder, 'index')}
  const git = (parameters: readonly string[], input = '') =>
    execFileSync('git', ['--git-dir', repository, ...parameters], {input, env, stdio: 'pipe'})
  try {
    git(['read-tree', commit])
    git(['apply', '--cached', '--whitespace=nowarn', '-'], patch)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}
