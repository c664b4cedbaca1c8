/**
 * How to speak to whoever reads the output: colours and progress for a terminal, neither for a pipe.
 */
import type {Environment} from './environment.ts'

export interface Terminal {
  readonly colour: boolean
  readonly progress: boolean
}

/** NO_COLOR (no-color.org) wins over FORCE_COLOR, and both over what the streams are; `FORCE_COLOR=0` switches off too, as in Node. */
export function terminalOf(
  environment: Environment,
  streams: {readonly stdoutIsTerminal: boolean; readonly stderrIsTerminal: boolean}
): Terminal {
  const dumb = environment.TERM === 'dumb'
  const off = Boolean(environment.NO_COLOR) || environment.FORCE_COLOR === '0'
  const forced = Boolean(environment.FORCE_COLOR)
  return {
    colour: !off && (forced || (streams.stdoutIsTerminal && !dumb)),
    progress: streams.stderrIsTerminal && !dumb
  }
}

/** How to speak to whoever reads this process's output. */
export function terminal(): Terminal {
  return terminalOf(process.env, {
    stdoutIsTerminal: process.stdout.isTTY === true,
    stderrIsTerminal: process.stderr.isTTY === true
  })
}
