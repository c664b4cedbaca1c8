import {describe, expect, it} from 'vitest'
import {LadderlintError} from '../../src/config/ladderlint-error.ts'
import {createLog} from '../../src/server/log.ts'

function logged(write: (log: ReturnType<typeof createLog>) => void, secrets?: readonly string[]): string {
  let text = ''
  write(
    createLog(
      'info',
      {
        write(line) {
          text += line
        }
      },
      secrets
    )
  )
  return text
}

describe('createLog', () => {
  it('tells of an error that people can mend what it is and what to do, without a stack', () => {
    const err = new LadderlintError('GitLab refuses the token', {hint: 'Make a new one'})
    const line = JSON.parse(logged((log) => log.error({err}, 'given up')))
    expect(line).toMatchObject({
      msg: 'given up',
      err: {message: 'GitLab refuses the token', hint: 'Make a new one'}
    })
    expect(line.err.stack).toBeUndefined()
  })

  it('tells of a defect its stack and its causes, and nothing that hangs on them', () => {
    const connection = {connectionString: 'postgres://ladderlint:hunter2@db/ladderlint'}
    const cause = Object.assign(new Error('connect ECONNREFUSED'), {code: 'ECONNREFUSED', client: connection})
    const err = Object.assign(new Error('the query failed', {cause}), {request: connection})
    const text = logged((log) => log.error({err}, 'given up'))
    expect(JSON.parse(text).err).toMatchObject({
      type: 'Error',
      message: 'the query failed',
      stack: expect.stringContaining('log.test.ts'),
      cause: {message: 'connect ECONNREFUSED', code: 'ECONNREFUSED'}
    })
    expect(text).not.toContain('hunter2')
  })

  it('writes no secret, wherever it stands', () => {
    const secret = 'a "quoted" secret'
    const text = logged(
      (log) => log.info({url: `https://x/?t=${secret}`, [secret]: 1}, `it is ${secret}`),
      [secret]
    )
    expect(text).not.toContain('quoted')
    expect(JSON.parse(text)).toMatchObject({msg: 'it is [secret]', url: 'https://x/?t=[secret]'})
  })

  it('ends, whatever the causes of an error are', () => {
    const err = new Error('round and round')
    err.cause = err
    expect(logged((log) => log.error({err}))).toContain('round and round')
    expect(logged((log) => log.error({err: 'a mere text'}))).toContain('a mere text')
  })
})
