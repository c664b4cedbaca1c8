/**
 * The demo's handbook and merge request: a family gets a second role, with mistakes; a later push mends them.
 */
import {readdir, readFile} from 'node:fs/promises'
import {join, relative, sep} from 'node:path'
import type {Files} from './git/commit-stream.ts'
import {ownFolder} from './own-folder.ts'
import type {Sandbox} from './sandbox.ts'
import type {MergeRequest, Project, User} from './state.ts'

export interface Demo {
  readonly project: Project
  readonly author: User
  /** The review bot's user, and the token that acts as it. */
  readonly bot: User
  readonly token: string
  /** Opens the merge request, which fires the project's hooks. */
  openMergeRequest(): Promise<MergeRequest>
  /** Pushes what mends the review's findings. */
  pushFix(): Promise<void>
}

const PATH = 'people-group/handbook'
const BRANCH = 'add-cutover-engineers'
const DESCRIPTION = `Adds the **Cutover Engineer** role to the family: from next quarter on, the people who carry out a
move are no longer the ones who plan it.`

export async function createDemo(sandbox: Sandbox): Promise<Demo> {
  const author = sandbox.createUser('mara.lindqvist', {name: 'Mara Lindqvist'})
  const project = await sandbox.createProject({
    path: PATH,
    files: await readFiles(ownFolder('demo-handbook')),
    visibility: 'public'
  })
  sandbox.setRole(project, author, 'developer')
  const {token, user: bot} = sandbox.createProjectToken(project, 'ladderlint')
  return {
    project,
    author,
    bot,
    token,
    async openMergeRequest() {
      return sandbox.createMergeRequest({
        project,
        title: 'Add Cutover Engineers to the Migration Engineer family',
        description: DESCRIPTION,
        files: await readFiles(ownFolder('demo-merge-request/change')),
        sourceBranch: BRANCH,
        author
      })
    },
    async pushFix() {
      const files = await readFiles(ownFolder('demo-merge-request/fix'))
      await sandbox.push({
        project,
        branch: BRANCH,
        files,
        author,
        message: 'Give Cutover Engineers their own levels\n'
      })
    }
  }
}

/** All files below a folder, by their path in it. */
export async function readFiles(folder: string): Promise<Files> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true})
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents = files.map(async (file) => {
    return [relative(folder, file).split(sep).join('/'), await readFile(file)] as const
  })
  return Object.fromEntries(await Promise.all(contents))
}
