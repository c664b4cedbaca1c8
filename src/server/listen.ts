/**
 * Opens the service's port.
 */
import {createServer, type RequestListener, type Server} from 'node:http'
import {LadderlintError} from '../config/ladderlint-error.ts'

/**
 * Connections that the system completes before the service takes them. Node asks for 511; whoever comes in a burst beyond
 * that is not answered, and knocks again after a second. Linux allows 4096 (net.core.somaxconn), older ones less.
 */
const BACKLOG = 4096

/**
 * Milliseconds. GitLab gives a delivery up after ten seconds: who takes much longer to send one only holds a connection. What
 * stands before us (nginx, load balancers) keeps connections for a minute, and would send a delivery into one that we close
 * sooner, which GitLab hears of as a failure.
 */
const TIMES = {headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 75_000}

/**
 * Resolves when connections are accepted.
 * @param onError Told of a connection that could not be accepted later on, because there are too many open files, say.
 * @throws LadderlintError when the port cannot be had.
 */
export function listen(
  answer: RequestListener,
  {host, port}: {readonly host: string; readonly port: number},
  onError: (error: Error) => void
): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(TIMES, answer)
    const refuse = (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'another program listens there' : cause.message
      reject(
        new LadderlintError(`cannot listen on ${host}:${port}: ${why}`, {hint: 'Set HOST and PORT', cause})
      )
    }
    server.once('error', refuse)
    server.once('listening', () => {
      // An error that nobody listens to would end the process.
      server.off('error', refuse).on('error', onError)
      resolve(server)
    })
    server.listen({host, port, backlog: BACKLOG})
  })
}
