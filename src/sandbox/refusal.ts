/**
 * What GitLab answers when it refuses: a status and a body in its own wording.
 */

export class Refusal extends Error {
  override name = 'Refusal'
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`${status} ${JSON.stringify(body)}`)
    this.status = status
    this.body = body
    this.headers = headers
  }
}

/** 404, for what is missing and for what the user may not see alike. */
export function notFound(what?: string): Refusal {
  return new Refusal(404, {message: what ? `404 ${what} Not Found` : '404 Not found'})
}

export function forbidden(): Refusal {
  return new Refusal(403, {message: '403 Forbidden'})
}

export function unauthorized(): Refusal {
  return new Refusal(401, {message: '401 Unauthorized'})
}

/** A 400 of GitLab's own checks; `reason` follows "400 Bad request - ". */
export function badRequest(reason: string): Refusal {
  return new Refusal(400, {message: `400 Bad request - ${reason}`})
}

/** A 400 of the parameter checks, which use another key: `position[new_line] is invalid`. */
export function invalidParameters(reasons: readonly string[]): Refusal {
  return new Refusal(400, {error: reasons.join(', ')})
}

/** Validation errors of a note, in the form in which Ruby prints them into the message. */
export function invalidNote(errors: Readonly<Record<string, readonly string[]>>): Refusal {
  const fields = Object.entries(errors).map(
    ([field, texts]) => `:${field}=>[${texts.map(quoted).join(', ')}]`
  )
  return badRequest(`Note {${fields.join(', ')}}`)
}

export function serverError(): Refusal {
  return new Refusal(500, {message: '500 Internal Server Error'})
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
