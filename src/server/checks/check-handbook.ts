/**
 * Whether a project's default branch is a handbook that can be reviewed: its configuration, its job families.
 */
import {mistakeLine} from '../../config/config-mistake.ts'
import {CONFIG_FILE} from '../../config/handbook-config.ts'
import type {Access, ProjectAccess} from '../../gitlab/access.ts'
import {listFamilies} from '../../handbook/list-families.ts'
import type {Snapshot} from '../../handbook/snapshot.ts'
import {readConfig} from '../../reviewer/read-config.ts'
import {type Check, unanswered} from './check.ts'

export async function checkHandbook(
  access: Access,
  {id, path, defaultBranch}: ProjectAccess
): Promise<readonly Check[]> {
  const about = `handbook ${path}`
  try {
    const snapshot = defaultBranch === null ? undefined : await access.branch(id, defaultBranch)
    if (!snapshot) return [{about, verdict: 'warning', says: 'The repository has no default branch yet'}]
    return [await checkConfig(about, snapshot), await checkFamilies(about, snapshot)]
  } catch (error) {
    return [unanswered(about, 'unknown', error)]
  }
}

async function checkConfig(about: string, snapshot: Snapshot): Promise<Check> {
  const {config, mistakes} = await readConfig(snapshot)
  const [first] = mistakes
  if (first) {
    const more = mistakes.length === 1 ? '' : `, and ${mistakes.length - 1} more`
    return {
      about,
      verdict: 'failed',
      says: `${mistakeLine(CONFIG_FILE, first)}${more}`,
      hint: 'Reviews follow the defaults until it is mended; ladderlint check shows all mistakes'
    }
  }
  const says = config ? `${CONFIG_FILE} has no mistakes` : `There is no ${CONFIG_FILE}: the defaults hold`
  return {about, verdict: 'ok', says}
}

async function checkFamilies(about: string, snapshot: Snapshot): Promise<Check> {
  const {length} = await listFamilies(snapshot)
  if (length > 0) return {about, verdict: 'ok', says: `${length} job-family page${length === 1 ? '' : 's'}`}
  return {
    about,
    verdict: 'warning',
    says: 'No job-family page stands in content/job-families, source/job-families or source/jobs',
    hint: `Where they stand elsewhere, name the folders as paths.families in ${CONFIG_FILE}`
  }
}
