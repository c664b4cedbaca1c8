/**
 * The service's log: JSON, one line an event. What people can mend is a sentence and what to do, without a stack; what is
 * our defect has its stack.
 */
import {type DestinationStream, type Logger, pino} from 'pino'
import {LadderlintError} from '../config/ladderlint-error.ts'

/**
 * @param destination Standard output when left out.
 * @param secrets Nothing here logs them; should it happen all the same, "[secret]" is written in their place.
 */
export function createLog(
  level: string,
  destination?: DestinationStream,
  secrets: readonly string[] = []
): Logger {
  const asWritten = secrets.map((secret) => JSON.stringify(secret).slice(1, -1))
  const options = {
    level,
    base: null,
    serializers: {err: (error: unknown) => describeError(error, MOST_CAUSES)},
    hooks: {
      streamWrite: (line: string) =>
        asWritten.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line)
    }
  }
  return destination ? pino(options, destination) : pino(options)
}

const MOST_CAUSES = 3

/**
 * Drivers hang their connections and settings on their errors, so what is written is chosen.
 * @param causes Errors behind this one that are told.
 */
function describeError(error: unknown, causes: number): unknown {
  if (error instanceof LadderlintError) return {message: error.message, hint: error.hint}
  if (!(error instanceof Error)) return String(error).slice(0, 500)
  const code = 'code' in error && typeof error.code === 'string' ? {code: error.code} : {}
  const {name, message, stack, cause} = error
  const before = cause === undefined || causes === 0 ? {} : {cause: describeError(cause, causes - 1)}
  return {type: name, message, ...code, stack, ...before}
}
