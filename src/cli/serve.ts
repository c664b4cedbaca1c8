/**
 * `ladderlint serve`: the webhook service until SIGTERM or SIGINT.
 */
import v8 from 'node:v8'
import {serviceConfig} from '../config/environment.ts'
import {secretsOf} from '../config/secrets.ts'
import {createLog} from '../server/log.ts'
import {startService} from '../server/serve.ts'

/**
 * On a machine with much memory, V8 takes much of it: the young objects of each thread up to 128 MB before it looks through
 * them (16 at their first size), and the old ones up to four times what is in use. A third more than is in use will do. What
 * that saves shows in `npm run bench:service`, as memory at peak.
 */
const SMALL_HEAP = ['--semi-space-growth-factor=1', '--heap-growing-percent=30']

export async function serve(): Promise<number> {
  for (const flag of SMALL_HEAP) v8.setFlagsFromString(flag)
  const config = serviceConfig()
  const log = createLog(config.logLevel, undefined, secretsOf(config))
  // Before anything else: a program that is a container's first is not ended by a signal that it does not listen to.
  const signalled = untilSignalled()
  const service = await Promise.race([startService(config, log), signalled.then(() => undefined)])
  if (service === undefined) {
    log.info({signal: await signalled}, 'stopped before it was up')
    // Whatever is being opened may be left as it is, as by a process that is killed.
    process.exit(0)
  }
  log.info(
    {url: service.url, gitlab: config.forge.url, projects: config.projects ?? 'all'},
    `listening on ${service.url}`
  )
  const signal = await Promise.race([signalled, service.broken])
  if (signal instanceof Error) {
    log.fatal({err: signal}, 'the database broke down; the next start opens it anew, and goes on')
    process.exit(3)
  }
  log.info({signal}, 'stopping: running reviews are ended first')
  try {
    await service.close()
    log.info('stopped')
    return 0
  } catch (err) {
    log.error({err}, 'stopped in the middle of something; the next service takes it up')
    // What did not end would keep the process alive.
    process.exit(1)
  }
}

function untilSignalled(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, resolve)
  })
}
