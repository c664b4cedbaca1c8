/**
 * `ladderlint serve`: the webhook service until SIGTERM or SIGINT.
 */
import {serviceConfig} from '../config/environment.ts'
import {secretsOf} from '../config/secrets.ts'
import {createLog} from '../server/log.ts'
import {startService} from '../server/serve.ts'

export async function serve(): Promise<number> {
  const config = serviceConfig()
  const log = createLog(config.logLevel, undefined, secretsOf(config))
  const service = await startService(config, log)
  log.info(
    {url: service.url, gitlab: config.forge.url, projects: config.projects ?? 'all'},
    `listening on ${service.url}`
  )
  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, resolve)
  })
  log.info({signal}, 'stopping: running reviews are ended first')
  await service.close()
  log.info('stopped')
  return 0
}
