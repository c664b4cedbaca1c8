/**
 * Who may see what is for operators alone: dashboard, metrics, queue. With a dashboard token, who sends it; without one,
 * this machine.
 */
import type {Request, RequestHandler} from 'express'
import type {Logger} from 'pino'
import {equalSecrets} from './equal-secrets.ts'
import {requestIdOf} from './request-id.ts'

export interface AccessOptions {
  /** LADDERLINT_DASHBOARD_TOKEN; undefined lets requests of this machine in. */
  readonly dashboardToken: string | undefined
  /** Of the data folder, for the command line; null where there is no folder. */
  readonly folderToken: string | null
  /** PUBLIC_URL: where it is not on this machine, a proxy stands before the service, and its visitors may look like us. */
  readonly publicUrl?: string | undefined
  readonly log: Logger
}

/**
 * Lets operators pass and answers everybody else: 401 where a token would help, 403 where none would. The token comes as
 * `Authorization: Bearer <token>`, or as the password of HTTP Basic, which browsers ask for, under any user name.
 */
export function operatorsOnly({dashboardToken, folderToken, publicUrl, log}: AccessOptions): RequestHandler {
  const opensHere = dashboardToken === undefined && !isElsewhere(publicUrl)
  const tokens = [dashboardToken, folderToken].filter((token) => typeof token === 'string')

  return (request, response, next) => {
    if (isForeignWrite(request)) {
      response.status(403).json({error: 'another site asked for this in your name'})
      return
    }
    const given = credentialsOf(request)
    if (given !== undefined && tokens.some((token) => equalSecrets(given, token))) return next()
    if (opensHere && given === undefined && isLocal(request)) return next()
    // express's own path is what is left of it below the router that this is mounted in.
    const [path = ''] = request.originalUrl.slice(0, 200).split('?')
    log.warn({request: requestIdOf(response), ip: request.ip, path}, 'an operator page was refused')
    if (dashboardToken === undefined) {
      const who = opensHere ? 'this machine alone' : 'nobody, as PUBLIC_URL tells of a proxy,'
      response.status(403).json({error: `this page is for ${who} until LADDERLINT_DASHBOARD_TOKEN is set`})
      return
    }
    response
      .status(401)
      .set('WWW-Authenticate', 'Basic realm="ladderlint", charset="UTF-8"')
      .json({error: 'the dashboard token is missing or wrong; send it as the password, with any user name'})
  }
}

/** Undefined when there are none. */
function credentialsOf(request: Request): string | undefined {
  const [, scheme = '', value = ''] =
    /^(bearer|basic) +(\S+) *$/i.exec(request.get('authorization') ?? '') ?? []
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() !== 'basic') return undefined
  const text = Buffer.from(value, 'base64').toString('utf8')
  return text.slice(text.indexOf(':') + 1)
}

const LOOPBACK_PEER = /^(?:::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/
const LOOPBACK_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

function isElsewhere(publicUrl: string | undefined): boolean {
  return publicUrl !== undefined && !LOOPBACK_HOST.test(new URL(publicUrl).host)
}

/**
 * Whether a program on this machine asks for itself. A proxy on it asks for somebody else, and a browser that was sent
 * here under another site's name (DNS rebinding) asks for that site. nginx adds none of a proxy's headers unless it is told
 * to, and names this machine as the host; but it speaks HTTP/1.0 then (by default until 1.29.6), which nobody else does.
 */
function isLocal(request: Request): boolean {
  if (request.httpVersion === '1.0') return false
  if (!LOOPBACK_PEER.test(request.socket.remoteAddress ?? '')) return false
  if (FORWARDED.some((name) => request.get(name) !== undefined)) return false
  return LOOPBACK_HOST.test(request.get('host') ?? '')
}

/** A browser adds what it knows of the user to whatever any site has it send, and says which site that was. */
function isForeignWrite(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  const origin = request.get('origin')
  if (origin === undefined) return false
  return !URL.canParse(origin) || new URL(origin).host !== request.get('host')
}
