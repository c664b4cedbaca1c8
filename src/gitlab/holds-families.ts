/**
 * Whether a project is a handbook with job families, told from a few folders of its default branch.
 */
import {CONFIG_FILE} from '../config/handbook-config.ts'
import {all} from './answers.ts'
import type {Client} from './client.ts'
import {GitLabError} from './errors.ts'
import {treeEntrySchema} from './schemas.ts'

/** By folder at the top, the folders in it that hold families: Hugo's and Middleman's. Sites are Middleman's, too. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  content: ['job-families'],
  source: ['job-families', 'jobs']
}

/** @throws GitLabError */
export async function holdsFamilies(client: Client, project: number): Promise<boolean> {
  const top = await namesIn(client, project, '')
  if (top.includes(CONFIG_FILE)) return true
  for (const [folder, wanted] of Object.entries(FOLDERS)) {
    if (!top.includes(folder)) continue
    const names = await namesIn(client, project, folder)
    if (wanted.some((name) => names.includes(name))) return true
  }
  return top.includes('sites') && top.includes('config.rb')
}

/** Nothing for an empty repository, or one that the token may not read. */
async function namesIn(client: Client, project: number, folder: string): Promise<readonly string[]> {
  try {
    const query = {pagination: 'keyset', ...(folder === '' ? {} : {path: folder})}
    const entries = await all(client, `projects/${project}/repository/tree`, treeEntrySchema, query)
    return entries.map(({name}) => name)
  } catch (error) {
    if (error instanceof GitLabError && (error.status === 404 || error.status === 403)) return []
    throw error
  }
}
