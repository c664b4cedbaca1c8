/**
 * `ladderlint doctor`: tries everything that the service depends on, and says what to do about what is not as it should be.
 */
import {SEE_CONFIGURATION} from '../config/docs-url.ts'
import {readServiceConfig, type ServiceConfig} from '../config/environment.ts'
import {LadderlintError} from '../config/ladderlint-error.ts'
import {terminal} from '../config/terminal.ts'
import {openAccess} from '../gitlab/access.ts'
import {openProjectDirectory} from '../gitlab/project-directory.ts'
import {renderCheck, renderVerdict} from '../report/checks-text.ts'
import type {ProjectDirectory} from '../reviewer/project-directory.ts'
import type {Check} from '../server/checks/check.ts'
import {checkAddress} from '../server/checks/check-address.ts'
import {checkDatabase} from '../server/checks/check-database.ts'
import {checkGitLab} from '../server/checks/check-gitlab.ts'
import {checkHandbook} from '../server/checks/check-handbook.ts'
import {checkProject} from '../server/checks/check-project.ts'
import {checkToken} from '../server/checks/check-token.ts'
import {checkWebhook} from '../server/checks/check-webhook.ts'

export interface DoctorOptions {
  readonly json?: boolean
}

/** Projects that are looked into where LADDERLINT_PROJECTS names none. */
const MOST_PROJECTS = 10

/** @returns 1 when something failed, else 0. */
export async function doctor({json = false}: DoctorOptions): Promise<number> {
  const {colour} = terminal()
  const checks: Check[] = []
  for await (const check of examine(readServiceConfig())) {
    checks.push(check)
    if (!json) process.stdout.write(renderCheck(check, {colour}))
  }
  const failed = checks.some(({verdict}) => verdict === 'failed')
  if (json)
    process.stdout.write(
      `${JSON.stringify({version: 1, ok: !failed, checks: checks.map(toJson)}, null, 2)}\n`
    )
  else process.stdout.write(renderVerdict(checks))
  return failed ? 1 : 0
}

function toJson({about, verdict, says, hint}: Check): object {
  return {about, verdict, says, hint: hint ?? null}
}

type ReadConfig = ReturnType<typeof readServiceConfig>

/** Gives each check as soon as it is made, so that one that takes its time holds up none before it. */
async function* examine({config, mistakes}: ReadConfig): AsyncGenerator<Check> {
  yield* checkConfiguration(mistakes)
  const isKnown = (variable: string) => !mistakes.some((mistake) => mistake.startsWith(`${variable} `))
  if (isKnown('DATABASE_URL')) yield checkDatabase(config.database)
  if (isKnown('PUBLIC_URL')) yield checkAddress(config.publicUrl)
  // The token must not go to the GitLab that a wrong address would leave.
  if (!isKnown('GITLAB_URL') || !isKnown('GITLAB_TOKEN')) {
    yield {about: 'GitLab', verdict: 'unknown', says: 'Not asked before its address and the token are right'}
    return
  }
  try {
    yield* examineGitLab(config)
  } catch (error) {
    if (!(error instanceof LadderlintError)) throw error
    yield {about: 'GitLab', verdict: 'failed', says: error.message, hint: error.hint}
  }
}

function checkConfiguration(mistakes: readonly string[]): readonly Check[] {
  const about = 'configuration'
  if (mistakes.length === 0) return [{about, verdict: 'ok', says: 'All variables can be read'}]
  return mistakes.map((says) => ({about, verdict: 'failed', says, hint: SEE_CONFIGURATION}))
}

async function* examineGitLab(config: ServiceConfig): AsyncGenerator<Check> {
  const access = openAccess(config.forge)
  const gitlab = await checkGitLab(access, config.forge.url)
  yield gitlab
  if (gitlab.verdict === 'failed') return
  const token = await checkToken(access, Date.now())
  yield* token
  if (token.some(({verdict}) => verdict === 'failed' || verdict === 'unknown')) return
  const expected = {
    publicUrl: config.publicUrl,
    hasSecret: config.secret !== undefined,
    isSigned: config.signingTokens.length > 0
  }
  for (const name of config.projects ?? (yield* listProjects(openProjectDirectory(config.forge)))) {
    const {check, access: project} = await checkProject(access, name)
    yield check
    if (!project) continue
    yield* await checkWebhook(access, project, expected)
    yield* await checkHandbook(access, project)
  }
}

/** The projects of the token's user that hold job families, as the sweep finds them. */
async function* listProjects(directory: ProjectDirectory): AsyncGenerator<Check, readonly string[]> {
  const own: string[] = []
  for (const {id, path} of await directory.ownProjects()) {
    if (own.length >= MOST_PROJECTS) break
    if (await directory.holdsFamilies(id)) own.push(path)
  }
  const about = 'projects'
  if (own.length > 0)
    yield {
      about,
      verdict: 'warning',
      says: `LADDERLINT_PROJECTS is not set: whoever knows the webhook's secret may have any project reviewed. The token reaches ${own.join(', ')}`,
      hint: `Set LADDERLINT_PROJECTS=${own.join(',')}`
    }
  else
    yield {
      about,
      verdict: 'failed',
      says: "No project in which the token's user is a Developer holds job families, and LADDERLINT_PROJECTS names none",
      hint: "Make the token's user a Developer of the handbook's project"
    }
  return own
}
