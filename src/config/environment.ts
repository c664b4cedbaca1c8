/**
 * The only reader of the environment. Every variable is checked once, and all mistakes are told at once.
 */
import {homedir} from 'node:os'
import {join} from 'node:path'
import {z} from 'zod'
import {SEE_CONFIGURATION} from './docs-url.ts'
import {LadderlintError} from './ladderlint-error.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** A variable that is set to nothing (common in CI and compose files) counts as not set. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const address = z
  .url({protocol: /^https?$/, error: 'is not an http or https address'})
  .transform((text) => text.replace(/\/+$/, ''))

/** Standard Webhooks: `whsec_` and base64. Several, separated by spaces or commas, while a key is being rotated. */
const signingTokens = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .pipe(
    z.array(
      z
        .string()
        .regex(/^whsec_[A-Za-z0-9+/]+=*$/, {error: 'must be "whsec_" followed by base64, as GitLab shows it'})
    )
  )

const list = z.string().transform((text) => text.split(/[\s,]+/).filter(Boolean))

const switched = z
  .enum(['true', 'false', '1', '0'], {error: 'must be "true" or "false"'})
  .transform((text) => text === 'true' || text === '1')

const databaseVariables = {
  DATABASE_URL: optional(
    z.url({
      protocol: /^postgres(ql)?$/,
      error: 'is not an address such as postgres://user:password@host/name'
    })
  ),
  LADDERLINT_DATA: optional(z.string()),
  XDG_STATE_HOME: optional(z.string())
}

const forgeVariables = {
  GITLAB_URL: optional(address),
  GITLAB_TOKEN: optional(z.string())
}

/** pino's, the gravest first. */
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const serviceVariables = {
  ...forgeVariables,
  ...databaseVariables,
  GITLAB_WEBHOOK_SECRET: optional(z.string()),
  GITLAB_WEBHOOK_SIGNING_TOKEN: optional(signingTokens),
  LADDERLINT_ALLOW_UNVERIFIED: optional(switched),
  LADDERLINT_DASHBOARD_TOKEN: optional(z.string().min(16, {error: 'must have at least 16 characters'})),
  LADDERLINT_PROJECTS: optional(list),
  LADDERLINT_SWEEP_MINUTES: optional(
    z.coerce
      .number({error: 'is not a number'})
      .min(0, {error: 'is less than 0'})
      .max(1440, {error: 'is more than a day, 1440'})
  ),
  LADDERLINT_MARKER_KEY: optional(z.string().min(16, {error: 'must have at least 16 characters'})),
  PUBLIC_URL: optional(address),
  HOST: optional(z.string()),
  PORT: optional(
    z.coerce
      .number({error: 'is not a number'})
      .refine((port) => Number.isInteger(port) && port >= 0 && port <= 65535, {
        error: 'is no port, from 0 to 65535'
      })
  ),
  LOG_LEVEL: optional(z.enum(LOG_LEVELS, {error: `is none of ${LOG_LEVELS.join(', ')}`}))
}

/** How to reach GitLab. */
export interface ForgeConfig {
  readonly url: string
  readonly token: string
}

/** Where the service keeps what is still to do: PostgreSQL in its own process on a folder, or a server. */
export type DatabaseConfig =
  | {readonly kind: 'embedded'; readonly folder: string}
  | {readonly kind: 'server'; readonly url: string}

export interface ServiceConfig {
  readonly forge: ForgeConfig
  readonly database: DatabaseConfig
  /** Compared with X-Gitlab-Token; undefined when only signatures are accepted. */
  readonly secret: string | undefined
  /** Any of them may have signed a delivery; empty when only the secret is used. */
  readonly signingTokens: readonly string[]
  /** Whether deliveries are believed that nothing vouches for: only when neither secret nor signing token is set. */
  readonly allowsUnverified: boolean
  /** Opens the dashboard and the queue to who sends it; undefined opens them to this machine alone. */
  readonly dashboardToken: string | undefined
  /** Project paths or numeric ids as text; undefined allows every project that knows the secret. */
  readonly projects: readonly string[] | undefined
  /** Minutes between two looks for merge requests that no event told of; 0 for none. */
  readonly sweepMinutes: number
  /** Signs the markers in notes. */
  readonly markerKey: string
  /** Where people reach this service; rule pages are linked there. Undefined: the project's own pages. */
  readonly publicUrl: string | undefined
  readonly host: string
  readonly port: number
  readonly logLevel: string
}

/** GitLab.com, where nothing else is said. */
const DEFAULT_GITLAB = 'https://gitlab.com'

/** Loopback by default: a service is opened to a network knowingly. */
const DEFAULT_HOST = '127.0.0.1'
const DEFAULT_PORT = 3000
const DEFAULT_SWEEP_MINUTES = 15

/**
 * Reads what `ladderlint serve` needs.
 * @throws LadderlintError naming every variable that is missing or wrong.
 */
export function serviceConfig(environment: Environment = process.env): ServiceConfig {
  const {config, mistakes} = readServiceConfig(environment)
  if (mistakes.length > 0) throw configurationError(mistakes)
  return config
}

/**
 * The same with its mistakes, for who wants to look further: what is missing or wrong has its default, or is empty.
 */
export function readServiceConfig(environment: Environment = process.env): {
  readonly config: ServiceConfig
  readonly mistakes: readonly string[]
} {
  const {values, mistakes} = parse(serviceVariables, environment)
  if (values.GITLAB_TOKEN === undefined) {
    mistakes.push('GITLAB_TOKEN is not set: the access token of the user that reviews, with scope "api"')
  }
  const secret = values.GITLAB_WEBHOOK_SECRET
  const tokens = values.GITLAB_WEBHOOK_SIGNING_TOKEN ?? []
  const isUnverified = secret === undefined && tokens.length === 0
  const allowsUnverified = isUnverified && values.LADDERLINT_ALLOW_UNVERIFIED === true
  if (isUnverified && !allowsUnverified && !mistakes.some((line) => line.startsWith('GITLAB_WEBHOOK'))) {
    mistakes.push(
      'GITLAB_WEBHOOK_SECRET or GITLAB_WEBHOOK_SIGNING_TOKEN is not set: without one, anybody could send events (where nobody else can reach the service, LADDERLINT_ALLOW_UNVERIFIED=true starts it all the same)'
    )
  }
  if (allowsUnverified && values.LADDERLINT_MARKER_KEY === undefined) {
    mistakes.push('LADDERLINT_MARKER_KEY is not set: without a webhook secret, notes are signed with it')
  }
  const config = {
    forge: {url: values.GITLAB_URL ?? DEFAULT_GITLAB, token: values.GITLAB_TOKEN ?? ''},
    database: databaseOf(values),
    secret,
    signingTokens: tokens,
    allowsUnverified,
    dashboardToken: values.LADDERLINT_DASHBOARD_TOKEN,
    projects: values.LADDERLINT_PROJECTS,
    sweepMinutes: values.LADDERLINT_SWEEP_MINUTES ?? DEFAULT_SWEEP_MINUTES,
    markerKey: values.LADDERLINT_MARKER_KEY ?? secret ?? tokens.join(' '),
    publicUrl: values.PUBLIC_URL,
    host: values.HOST ?? DEFAULT_HOST,
    port: values.PORT ?? DEFAULT_PORT,
    logLevel: values.LOG_LEVEL ?? 'info'
  }
  return {config, mistakes}
}

/**
 * Reads which database the service uses, for commands that ask about its queue.
 * @throws LadderlintError naming every variable that is wrong.
 */
export function databaseConfig(environment: Environment = process.env): DatabaseConfig {
  const {values, mistakes} = parse(databaseVariables, environment)
  if (mistakes.length > 0) throw configurationError(mistakes)
  return databaseOf(values)
}

/** XDG Base Directory Specification: what a program keeps between its runs is below ~/.local/state. */
function databaseOf(values: {
  readonly DATABASE_URL?: string | undefined
  readonly LADDERLINT_DATA?: string | undefined
  readonly XDG_STATE_HOME?: string | undefined
}): DatabaseConfig {
  if (values.DATABASE_URL !== undefined) return {kind: 'server', url: values.DATABASE_URL}
  const state = values.XDG_STATE_HOME ?? join(homedir(), '.local', 'state')
  return {kind: 'embedded', folder: values.LADDERLINT_DATA ?? join(state, 'ladderlint')}
}

export interface ReviewConfig {
  readonly forge: ForgeConfig
  /** Project id or path; from the option, else from the CI job. */
  readonly project: string
  readonly iid: number
  /** Null in a CI job without secrets: then the bot's own user tells whose note it is. */
  readonly markerKey: string | null
}

const reviewVariables = {
  ...forgeVariables,
  CI_SERVER_URL: optional(address),
  CI_MERGE_REQUEST_PROJECT_ID: optional(z.string()),
  CI_MERGE_REQUEST_IID: optional(z.string()),
  GITLAB_WEBHOOK_SECRET: optional(z.string()),
  GITLAB_WEBHOOK_SIGNING_TOKEN: optional(signingTokens),
  LADDERLINT_MARKER_KEY: serviceVariables.LADDERLINT_MARKER_KEY
}

/**
 * Reads what `ladderlint review` needs; options win over the CI job's variables.
 * @throws LadderlintError naming everything that is missing or wrong.
 */
export function reviewConfig(
  options: {readonly project?: string | undefined; readonly mr?: string | undefined},
  environment: Environment = process.env
): ReviewConfig {
  const {values, mistakes} = parse(reviewVariables, environment)
  if (values.GITLAB_TOKEN === undefined) {
    mistakes.push('GITLAB_TOKEN is not set: an access token with scope "api" (a job token cannot comment)')
  }
  const project = options.project ?? values.CI_MERGE_REQUEST_PROJECT_ID
  if (project === undefined) {
    mistakes.push(
      '--project is missing, and CI_MERGE_REQUEST_PROJECT_ID is not set (is this a merge-request pipeline?)'
    )
  }
  const iid = Number(options.mr ?? values.CI_MERGE_REQUEST_IID)
  if (options.mr === undefined && values.CI_MERGE_REQUEST_IID === undefined) {
    mistakes.push('--mr is missing, and CI_MERGE_REQUEST_IID is not set')
  } else if (!Number.isSafeInteger(iid) || iid < 1) {
    mistakes.push(
      `--mr "${options.mr ?? values.CI_MERGE_REQUEST_IID}" is not a merge request's number, such as 42`
    )
  }
  if (mistakes.length > 0) throw configurationError(mistakes)
  return {
    forge: {
      url: values.GITLAB_URL ?? values.CI_SERVER_URL ?? DEFAULT_GITLAB,
      token: values.GITLAB_TOKEN ?? ''
    },
    project: project ?? '',
    iid,
    markerKey:
      values.LADDERLINT_MARKER_KEY ??
      values.GITLAB_WEBHOOK_SECRET ??
      values.GITLAB_WEBHOOK_SIGNING_TOKEN?.join(' ') ??
      null
  }
}

/** Each variable by itself, so that one mistake does not hide the values beside it. */
function parse<Shape extends Record<string, z.ZodType>>(
  shape: Shape,
  environment: Environment
): {values: {[Name in keyof Shape]?: z.infer<Shape[Name]>}; mistakes: string[]} {
  const values: {[Name in keyof Shape]?: z.infer<Shape[Name]>} = {}
  const mistakes: string[] = []
  for (const name in shape) {
    const result = z.safeParse(shape[name] as Shape[typeof name], environment[name])
    if (result.success) values[name] = result.data
    else mistakes.push(`${name} ${result.error.issues[0]?.message ?? 'cannot be read'}`)
  }
  return {values, mistakes}
}

function configurationError(mistakes: readonly string[]): LadderlintError {
  const [only] = mistakes
  if (mistakes.length === 1 && only !== undefined) return new LadderlintError(only, {hint: SEE_CONFIGURATION})
  return new LadderlintError(
    `${mistakes.length} settings need attention:\n${mistakes.map((line) => `  - ${line}`).join('\n')}`,
    {
      hint: SEE_CONFIGURATION
    }
  )
}

/** The environment of a process started beside this one: ours, with these variables in place of our own. */
export function childEnvironment(variables: Environment): Record<string, string | undefined> {
  return {...process.env, ...variables}
}
