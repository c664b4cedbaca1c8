/**
 * `ladderlint serve` as a process of its own, as it is installed: it can be killed.
 */
import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'
import {onTestFinished} from 'vitest'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

export interface ServiceProcess {
  readonly url: string
  readonly log: readonly string[]
  /** Sends the signal and waits for the end. @returns Exit code, or the signal's name. */
  end(signal: NodeJS.Signals): Promise<number | string | null>
}

/** @param environment Replaces the whole environment but for PATH. */
export async function startServiceProcess(
  environment: Readonly<Record<string, string>>
): Promise<ServiceProcess> {
  const child: ChildProcess = spawn(process.execPath, [main, 'serve'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {PATH: process.env.PATH, ...environment}
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const exit = once(child, 'exit')
  const log: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    const {stdout, stderr} = child
    if (!stdout || !stderr) throw new Error('the process has no output')
    createInterface(stderr).on('line', (line) => log.push(line))
    createInterface(stdout).on('line', (line) => {
      log.push(line)
      const listening = /listening on (http:[^"]+)/.exec(line)?.[1]
      if (listening !== undefined) resolve(listening)
    })
    exit.then(() => reject(new Error(`the service did not start: ${log.join('\n')}`)), reject)
  })
  return {
    url,
    log,
    async end(signal) {
      child.kill(signal)
      const [code, killedBy] = await exit
      return code ?? killedBy
    }
  }
}
