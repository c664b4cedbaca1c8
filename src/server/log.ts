/**
 * The service's log: JSON, one line an event. What people can mend is a sentence and what to do, without a stack; what is
 * our defect has its stack.
 */
import {type DestinationStream, type Logger, pino, stdSerializers} from 'pino'
import {LadderlintError} from '../config/ladderlint-error.ts'

/** @param destination Standard output when left out. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    // Nothing here logs headers or settings; this is the second lock on the door.
    redact: {paths: ['token', '*.token', '*.headers', '*.secret'], censor: '[redacted]'},
    serializers: {err: describeError}
  }
  return destination ? pino(options, destination) : pino(options)
}

function describeError(error: unknown): unknown {
  if (error instanceof LadderlintError) return {message: error.message, hint: error.hint}
  return error instanceof Error ? stdSerializers.err(error) : error
}
