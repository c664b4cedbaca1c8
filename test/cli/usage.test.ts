import {describe, expect, it} from 'vitest'
import {folderWith, runCli} from './run-cli.ts'

describe('a command line that is mistyped', () => {
  const typed = (...args: string[]) => runCli(folderWith({}), args)

  it('is answered with the nearest option, and where the options of that command are told', () => {
    expect(typed('check', '--sinc', 'main')).toEqual({
      status: 2,
      stdout: '',
      stderr: `ladderlint: unknown option '--sinc'
(Did you mean --since?)
  All options: ladderlint check --help
`
    })
    expect(typed('queue', 'list', '--formt').stderr).toContain('ladderlint queue list --help')
  })

  it('is answered with the nearest command, and where all are told', () => {
    expect(typed('chekc').stderr).toBe(`ladderlint: unknown command 'chekc'
(Did you mean check?)
  All commands: ladderlint --help
`)
  })
})
